import { Match, Template } from "aws-cdk-lib/assertions";
import { beforeAll, expect, test } from "vitest";
import type { Route } from "../../lib/contract/route.ts";
import { ROUTES } from "../../lib/contract/routes.ts";
import { ServiceStack } from "../../lib/infra/service-stack.ts";
import { readSettings } from "../../lib/infra/settings.ts";
import { StatefulStack } from "../../lib/infra/stateful-stack.ts";
import { passes } from "../../lib/local/filter.ts";
import { CONFIGURATIONS } from "../support/configurations.ts";
import { templatesOf, unchecked } from "../support/synthesise.ts";

let data: Template;
let service: Template;

beforeAll(() => {
  ({ data, service } = templatesOf());
});

/** What each mapping of the stream filters by. */
const filtersOf = (): unknown[][] =>
  propertiesOf("AWS::Lambda::EventSourceMapping").flatMap(({ FilterCriteria }) =>
    FilterCriteria === undefined
      ? []
      : [
          (FilterCriteria.Filters as { Pattern: string }[]).map(
            ({ Pattern }) => JSON.parse(Pattern) as unknown,
          ),
        ],
  );

const propertiesOf = (type: string) =>
  Object.values(service.findResources(type)).map(({ Properties }) => Properties);

test("the table is kept when its stack goes, encrypted, and can be restored to any second", () => {
  data.hasResource("AWS::DynamoDB::GlobalTable", {
    DeletionPolicy: "Retain",
    UpdateReplacePolicy: "Retain",
    Properties: Match.objectLike({
      StreamSpecification: { StreamViewType: "NEW_AND_OLD_IMAGES" },
      TimeToLiveSpecification: { AttributeName: "expires_at", Enabled: true },
      // No KMS key means the key that DynamoDB owns: encrypted at rest all the same.
      SSESpecification: { SSEEnabled: false },
      Replicas: [
        Match.objectLike({
          DeletionProtectionEnabled: true,
          PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        }),
      ],
    }),
  });
});

test("what outlives a deployment is the table alone, and everything else is in the other stack", () => {
  expect(Object.values(data.toJSON()["Resources"] as object).map(({ Type }) => Type as string)).toEqual([
    "AWS::DynamoDB::GlobalTable",
  ]);
  const kept = Object.values(service.toJSON()["Resources"] as Record<string, { DeletionPolicy?: string }>);
  expect(kept.filter(({ DeletionPolicy }) => DeletionPolicy === "Retain")).toEqual([]);
  service.resourceCountIs("AWS::DynamoDB::GlobalTable", 0);
});

/** All that can be switched on at once. */
const EVERYTHING = Object.assign({}, ...Object.values(CONFIGURATIONS), {
  alarms: true,
  dashboard: true,
}) as Readonly<Record<string, unknown>>;

/** How many resources the service has with these routes. */
function resourcesWith(routes: Readonly<Record<string, Route>>, context: typeof EVERYTHING): number {
  const app = unchecked();
  const settings = readSettings((name) => context[name]);
  const { table } = new StatefulStack(app, "Data", { keepData: true });
  const stack = new ServiceStack(app, "Service", { table, settings, routes });
  return Object.keys(Template.fromStack(stack).toJSON()["Resources"] as object).length;
}

/** Routes by names whose code is another's: `made-up-1/../get-action`. */
const madeUp = (count: number, like: keyof typeof ROUTES): Record<string, Route> =>
  Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `made-up-${index}/../${like}`,
      { ...ROUTES[like], path: `/made-up-${index}` },
    ]),
  );

test.each([
  ["without settings", {}],
  ["with every setting", EVERYTHING],
])("%s a route costs five resources at most, and fifty fit into a stack of 350", (_when, context) => {
  const none = resourcesWith({}, context);
  expect(resourcesWith(madeUp(1, "post-action"), context) - none).toBe(4);
  expect(resourcesWith(madeUp(1, "get-action"), context) - none).toBe(5);
  expect(resourcesWith(madeUp(50, "get-action"), context)).toBeLessThanOrEqual(350);
});

test.each([["without settings"], ["with every setting", EVERYTHING]])(
  "%s the table and the API have the names that they were deployed with: an upgrade keeps data and address",
  (_when, context = {}) => {
    const named = templatesOf(context);
    expect(Object.keys(named.data.findResources("AWS::DynamoDB::GlobalTable"))).toEqual(["TableCD117FA1"]);
    expect(Object.keys(named.service.findResources("AWS::ApiGatewayV2::Api"))).toEqual(["HttpApi9292168F"]);
  },
);

test("every row of the route table is a route of the gateway, and HEAD goes where GET does", () => {
  const keys = propertiesOf("AWS::ApiGatewayV2::Route").map(({ RouteKey }) => RouteKey as string);
  const wanted = Object.values<Route>(ROUTES).flatMap(({ method, path }) =>
    (method === "GET" ? ["GET", "HEAD"] : [method]).map((one) => `${one} ${path}`),
  );
  expect(keys.sort()).toEqual(["$default", ...wanted].sort());
  const targets = new Map(
    propertiesOf("AWS::ApiGatewayV2::Route").map(({ RouteKey, Target }) => [
      RouteKey,
      JSON.stringify(Target),
    ]),
  );
  for (const [key, target] of targets) {
    if (String(key).startsWith("HEAD ")) expect(target).toBe(targets.get(String(key).replace("HEAD", "GET")));
  }
  expect(propertiesOf("AWS::ApiGatewayV2::Integration")).toHaveLength(Object.keys(ROUTES).length + 1);
  expect(propertiesOf("AWS::Lambda::Permission").length).toBeLessThan(5);
});

test("the gateway lets a limited number of requests through and logs each without tokens, headers or query", () => {
  const [stage] = propertiesOf("AWS::ApiGatewayV2::Stage");
  expect(stage.DefaultRouteSettings).toEqual({ ThrottlingRateLimit: 100, ThrottlingBurstLimit: 200 });
  const fields = Object.values(
    JSON.parse(stage.AccessLogSettings.Format as string) as Record<string, string>,
  );
  expect(fields).toContain("$context.routeKey");
  expect(fields.filter((field) => /authoriz|header|query|token|userAgent/i.test(field))).toEqual([]);
  expect(fields.filter((field) => !field.startsWith("$context."))).toEqual([]);
});

test("every log is kept for thirty days and goes with its stack", () => {
  service.allResources("AWS::Logs::LogGroup", {
    Properties: { RetentionInDays: 30 },
    DeletionPolicy: "Delete",
  });
  expect(propertiesOf("AWS::Logs::LogGroup")).toHaveLength(2);
  for (const { LoggingConfig } of propertiesOf("AWS::Lambda::Function"))
    expect(LoggingConfig.LogGroup.Ref).toBeDefined();
});

test("Lambda writes lines of its own for calls that fail, and leaves the functions' own as they are", () => {
  for (const { LoggingConfig, Environment } of propertiesOf("AWS::Lambda::Function")) {
    expect(LoggingConfig).toMatchObject({ LogFormat: "JSON", SystemLogLevel: "WARN" });
    // The level of the functions' lines stays where it was: in one variable.
    expect(LoggingConfig.ApplicationLogLevel).toBeUndefined();
    expect(Environment.Variables.POWERTOOLS_LOG_LEVEL).toBe("INFO");
  }
});

test("every function is Node 24 on ARM, says so in a bundle with a source map, and takes nothing of the account for itself", () => {
  service.allResourcesProperties("AWS::Lambda::Function", {
    Runtime: "nodejs24.x",
    Architectures: ["arm64"],
    MemorySize: Match.anyValue(),
    Timeout: Match.anyValue(),
    Environment: { Variables: Match.objectLike({ NODE_OPTIONS: "--enable-source-maps" }) },
    ReservedConcurrentExecutions: Match.absent(),
    TracingConfig: Match.absent(),
  });
  const small = propertiesOf("AWS::Lambda::Function").filter(({ MemorySize }) => MemorySize !== 512);
  expect(small.map(({ Description }) => Description as string)).toEqual(["Tributary: canary"]);
});

test("stream records are tried for all but two hours of the day that the stream keeps them, and then kept in a queue", () => {
  const streams = propertiesOf("AWS::Lambda::EventSourceMapping").filter(
    ({ StartingPosition }) => StartingPosition !== undefined,
  );
  expect(streams).toHaveLength(2);
  for (const properties of streams) {
    expect(properties).toMatchObject({
      BisectBatchOnFunctionError: true,
      FunctionResponseTypes: ["ReportBatchItemFailures"],
      DestinationConfig: {
        OnFailure: { Destination: { "Fn::GetAtt": [expect.stringContaining("Failures"), "Arn"] } },
      },
    });
    // None and -1 both mean: without limit.
    expect(properties.MaximumRetryAttempts ?? -1).toBe(-1);
    expect(properties.MaximumRecordAgeInSeconds).toBe(22 * 3600);
    expect(properties.FilterCriteria.Filters.length).toBeGreaterThan(0);
  }
});

test("no filter of the stream asks for what is absent, and no mapping has more than the five that Lambda takes", () => {
  for (const patterns of filtersOf()) {
    expect(patterns.length).toBeLessThanOrEqual(5);
    expect(JSON.stringify(patterns)).not.toContain("exists");
  }
});

test.each<[string, object, boolean]>([
  ["comes", { eventName: "INSERT", NewImage: { counted: { BOOL: false } } }, true],
  ["comes, of a version that did not say whether it is counted", { eventName: "INSERT", NewImage: {} }, true],
  ["goes", { eventName: "REMOVE", OldImage: { counted: { BOOL: true } } }, true],
  [
    "is replaced by another",
    { eventName: "MODIFY", OldImage: { counted: { BOOL: true } }, NewImage: { counted: { BOOL: false } } },
    true,
  ],
  [
    "was counted, which is no news,",
    { eventName: "MODIFY", OldImage: { counted: { BOOL: false } }, NewImage: { counted: { BOOL: true } } },
    false,
  ],
])(
  "a follower that %s wakes who counts as it should",
  (_what, { eventName, ...images }: { eventName?: string }, wakes) => {
    const record = { eventName, dynamodb: { Keys: { pk: { S: "FOLLOWERS#all#user#1" } }, ...images } };
    expect(filtersOf().map((patterns) => patterns.some((pattern) => passes(pattern, record)))).toContain(
      wakes,
    );
    if (!wakes)
      expect(
        filtersOf()
          .flat()
          .filter((pattern) => passes(pattern, record)),
      ).toEqual([]);
  },
);

test.each<[string, object, boolean]>([
  ["is described", { NewImage: { named: { BOOL: true } } }, true],
  ["is deleted", { NewImage: { named: { BOOL: true }, deleting: { BOOL: true } } }, true],
  ["was deleted before anything was named", { NewImage: { deleting: { BOOL: true } } }, true],
  ["is counted", { OldImage: { named: { BOOL: true } }, NewImage: { followers: { N: "1" } } }, false],
])("an entity that %s wakes who keeps names as it should", (_what, images, wakes) => {
  const record = { eventName: "MODIFY", dynamodb: { Keys: { pk: { S: "ENTITY#user#1" } }, ...images } };
  const woken = filtersOf().filter((patterns) => patterns.some((pattern) => passes(pattern, record)));
  expect(woken.length > 0).toBe(wakes);
});

test.each<[string, string | undefined, boolean]>([
  ["an action that comes or changes", "action", true],
  ["an action that goes, and leaves its tombstone", "tombstone", true],
  ["an idempotency key", "idempotency", false],
  ["a tombstone that is forgotten", undefined, false],
])("%s wakes who should hear of it", (_what, kind, wakes) => {
  const images =
    kind === undefined ? { OldImage: { kind: { S: "tombstone" } } } : { NewImage: { kind: { S: kind } } };
  const record = { eventName: "MODIFY", dynamodb: { Keys: { pk: { S: "ACTION#x" } }, ...images } };
  const woken = filtersOf().filter((patterns) => patterns.some((pattern) => passes(pattern, record)));
  expect(woken).toHaveLength(wakes ? 2 : 0);
});

test("what wakes a function from a queue tries a finite number of times and then keeps what failed", () => {
  const queues = service.findResources("AWS::SQS::Queue");
  const functions = service.findResources("AWS::Lambda::Function");
  const mappings = propertiesOf("AWS::Lambda::EventSourceMapping").filter(
    ({ StartingPosition }) => StartingPosition === undefined,
  );
  expect(mappings).toHaveLength(4);
  for (const { EventSourceArn, FunctionName, FunctionResponseTypes, ScalingConfig } of mappings) {
    const [queueId] = EventSourceArn["Fn::GetAtt"] as [string];
    const { RedrivePolicy, VisibilityTimeout } = queues[queueId]?.["Properties"];
    expect(RedrivePolicy.maxReceiveCount).toBeGreaterThanOrEqual(5);
    expect(
      queues[RedrivePolicy.deadLetterTargetArn["Fn::GetAtt"][0] as string]?.["Properties"]
        .MessageRetentionPeriod,
    ).toBe(14 * 86_400);
    const { Timeout } = functions[FunctionName.Ref as string]?.["Properties"];
    expect(VisibilityTimeout).toBeGreaterThanOrEqual(6 * Timeout);
    expect(FunctionResponseTypes).toEqual(["ReportBatchItemFailures"]);
    expect(ScalingConfig.MaximumConcurrency).toBeGreaterThan(1);
  }
});

test("every queue is encrypted, and nobody gets at it without TLS", () => {
  service.allResourcesProperties("AWS::SQS::Queue", { SqsManagedSseEnabled: true });
  const guarded = propertiesOf("AWS::SQS::QueuePolicy").flatMap(({ Queues, PolicyDocument }) =>
    JSON.stringify(PolicyDocument).includes('"aws:SecureTransport":"false"')
      ? Queues.map(({ Ref }: { Ref: string }) => Ref)
      : [],
  );
  expect(guarded.sort()).toEqual(Object.keys(service.findResources("AWS::SQS::Queue")).sort());
});

test("a failure queue that is not empty and a stream that is late each ring an alarm", () => {
  service.resourcePropertiesCountIs(
    "AWS::CloudWatch::Alarm",
    { MetricName: "ApproximateNumberOfMessagesVisible" },
    4,
  );
  service.resourcePropertiesCountIs("AWS::CloudWatch::Alarm", { MetricName: "IteratorAge" }, 2);
});

test("rows of feeds wake no function, and at most two functions read the stream", () => {
  const mappings = propertiesOf("AWS::Lambda::EventSourceMapping");
  const patterns = mappings.flatMap(
    ({ FilterCriteria }) => (FilterCriteria?.Filters ?? []) as { Pattern: string }[],
  );
  const row = {
    eventName: "INSERT",
    dynamodb: { Keys: { pk: { S: "FEED#following#user#1" } }, NewImage: {} },
  };
  expect(patterns.filter(({ Pattern }) => passes(JSON.parse(Pattern), row))).toEqual([]);
  expect(mappings.filter(({ FilterCriteria }) => FilterCriteria !== undefined)).toHaveLength(2);
});

test("the event bus has no description: GovCloud and China refuse one", () => {
  service.allResourcesProperties("AWS::Events::EventBus", { Description: Match.absent() });
});

test("events go to a bus of their own, and the example rule sends new followers to a queue", () => {
  service.resourceCountIs("AWS::Events::EventBus", 1);
  service.hasResourceProperties("AWS::Events::Rule", {
    EventPattern: {
      source: ["tributary"],
      "detail-type": ["follow.created"],
      detail: { follow: { flag: ["following"] } },
    },
    Targets: [Match.objectLike({ Arn: { "Fn::GetAtt": [Match.stringLikeRegexp("NewFollowers"), "Arn"] } })],
  });
});

test("the outputs say what the commands ask for", () => {
  expect(Object.keys(service.toJSON()["Outputs"] as object)).toEqual(
    expect.arrayContaining(["ApiUrl", "TableName", "EventBusName", "FailureQueues"]),
  );
  data.hasOutput("KeptTableName", {});
});
