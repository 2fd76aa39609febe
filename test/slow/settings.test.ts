import { type Environment, type Stack, Validations } from "aws-cdk-lib";
import { Match, Template } from "aws-cdk-lib/assertions";
import { Queue } from "aws-cdk-lib/aws-sqs";
import { AwsSolutionsChecks } from "cdk-nag";
import { expect, test } from "vitest";
import { ROUTES } from "../../lib/contract/routes.ts";
import { bundleFunctions } from "../../lib/infra/bundle.ts";
import { ServiceStack } from "../../lib/infra/service-stack.ts";
import { readSettings } from "../../lib/infra/settings.ts";
import { shareOf } from "../../lib/infra/share.ts";
import { StatefulStack } from "../../lib/infra/stateful-stack.ts";
import { CONFIGURATIONS, DOMAIN, ZONE, expectGood } from "../support/configurations.ts";
import { appIn, templatesOf, unchecked } from "../support/synthesise.ts";

// Others are checked by `npm run test:slow`: that takes five seconds each.
test("CloudFormation's checks and AWS's rules hold, and nothing but the table outlives its stack, with all settings at once", () =>
  expectGood(
    Object.assign({}, ...Object.values(CONFIGURATIONS), { keepData: false, alarms: true, dashboard: true }),
  ));

test("in an account that runs ten functions at once, those behind the stream and queues take little of it", () => {
  const { service } = templatesOf({ accountConcurrency: 10 });
  const mappings = Object.values(service.findResources("AWS::Lambda::EventSourceMapping")).map(
    ({ Properties }) => Properties,
  );
  expect(new Set(mappings.flatMap(({ ParallelizationFactor }) => ParallelizationFactor ?? []))).toEqual(
    new Set([1]),
  );
  expect(new Set(mappings.flatMap(({ ScalingConfig }) => ScalingConfig?.MaximumConcurrency ?? []))).toEqual(
    new Set([2]),
  );
  expect([10, 55, 99, 100, 1000].map((account) => shareOf(account, { least: 1, most: 10 }))).toEqual([
    1, 5, 9, 10, 10,
  ]);
});

test("a budget mails before the month is too dear, and by itself there is none", () => {
  const { service } = templatesOf({ alarmEmail: "somebody@example.com", monthlyBudget: 20 });
  const subscribers = [{ SubscriptionType: "EMAIL", Address: "somebody@example.com" }];
  const rule = { ComparisonOperator: "GREATER_THAN", ThresholdType: "PERCENTAGE" };
  service.hasResourceProperties("AWS::Budgets::Budget", {
    Budget: { BudgetType: "COST", TimeUnit: "MONTHLY", BudgetLimit: { Amount: 20, Unit: "USD" } },
    NotificationsWithSubscribers: [
      { Notification: { ...rule, NotificationType: "ACTUAL", Threshold: 80 }, Subscribers: subscribers },
      { Notification: { ...rule, NotificationType: "FORECASTED", Threshold: 100 }, Subscribers: subscribers },
    ],
  });
  templatesOf().service.resourceCountIs("AWS::Budgets::Budget", 0);
});

test("the rules find a queue that takes messages without TLS", () => {
  const { app, end } = appIn({});
  new Queue(app.node.findChild("Tributary-dev-Service") as Stack, "Open");
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  expect(() => app.synth()).toThrow(/SQS4/);
  end();
});

// Others are synthesised, and looked at, by `npm run lint:templates`.
test.each(["us-east-1", "cn-north-1"])("both stacks synthesise in %s", (region) => {
  bundleFunctions();
  const app = unchecked();
  const settings = readSettings(() => undefined);
  const env: Environment = { account: "111122223333", region };
  const { table } = new StatefulStack(app, "Data", { env, keepData: true });
  const service = new ServiceStack(app, "Service", { env, table, settings });
  expect(Template.fromStack(service).toJSON()["Resources"]).toBeDefined();
});

test("nothing in the templates names a partition or a region", () => {
  const { data, service } = templatesOf();
  expect(JSON.stringify([data.toJSON(), service.toJSON()])).not.toMatch(
    /arn:aws|\b(us|eu|ap|cn)-[a-z]+-\d\b/,
  );
});

test("data that is not to be kept goes with its stack, and no output says that it stays", () => {
  const { data } = templatesOf({ keepData: false });
  data.hasResource("AWS::DynamoDB::GlobalTable", {
    DeletionPolicy: "Delete",
    Properties: { Replicas: [Match.objectLike({ DeletionProtectionEnabled: false })] },
  });
  expect(data.findOutputs("KeptTableName")).toEqual({});
});

test("with a name of its own the API answers there alone, and Route 53 leads to it", () => {
  const { service } = templatesOf({ ...DOMAIN, ...ZONE });
  service.hasResourceProperties("AWS::ApiGatewayV2::Api", { DisableExecuteApiEndpoint: true });
  service.hasResourceProperties("AWS::ApiGatewayV2::DomainName", {
    DomainName: "api.example.com",
    DomainNameConfigurations: [
      Match.objectLike({ SecurityPolicy: "TLS_1_2", CertificateArn: DOMAIN.certificateArn }),
    ],
  });
  service.resourceCountIs("AWS::ApiGatewayV2::ApiMapping", 1);
  for (const Type of ["A", "AAAA"]) {
    service.hasResourceProperties("AWS::Route53::RecordSet", {
      Type,
      Name: "api.example.com.",
      HostedZoneId: "Z1",
    });
  }
  service.hasOutput("ApiUrl", { Value: "https://api.example.com/" });
  service.hasResourceProperties("AWS::Lambda::Function", {
    Environment: { Variables: Match.objectLike({ PUBLIC_URL: "https://api.example.com" }) },
  });
});

test("links begin with the address where people reach the API: a setting, else the name, else the gateway's own", () => {
  const urlsOf = (context: object) => {
    const { service } = templatesOf(context);
    const functions = Object.values(service.findResources("AWS::Lambda::Function")) as {
      Properties: { Environment: { Variables: Record<string, unknown> } };
    }[];
    const urls = functions
      .map(({ Properties }) => Properties.Environment.Variables["PUBLIC_URL"])
      .filter(Boolean);
    // Every route, and the publisher of events.
    expect(urls).toHaveLength(Object.keys(ROUTES).length + 1);
    return new Set(urls.map((url) => JSON.stringify(url)));
  };
  expect(urlsOf({ ...DOMAIN, publicUrl: "https://cdn.example.com/streams" })).toEqual(
    new Set(['"https://cdn.example.com/streams"']),
  );
  expect(urlsOf(DOMAIN)).toEqual(new Set(['"https://api.example.com"']));
  expect([...urlsOf({})]).toEqual([expect.stringContaining("ApiEndpoint")]);
  for (const publicUrl of [
    "cdn.example.com",
    "https://cdn.example.com/",
    "ftp://cdn.example.com",
    "https://a.example?b",
  ])
    expect(() => templatesOf({ publicUrl })).toThrow("publicUrl");
});

test("a name whose zone is elsewhere says where its record must lead", () => {
  const { service } = templatesOf(DOMAIN);
  service.resourceCountIs("AWS::Route53::RecordSet", 0);
  service.hasOutput("DomainTarget", {});
});

test("pages of the given origins may send tokens and keys, and see tags and places; without any there is no CORS", () => {
  const { service } = templatesOf({ corsOrigins: ["https://a.example"] });
  service.hasResourceProperties("AWS::ApiGatewayV2::Api", {
    CorsConfiguration: {
      AllowOrigins: ["https://a.example"],
      AllowMethods: ["GET", "POST", "PUT", "PATCH", "DELETE"],
      AllowHeaders: ["authorization", "content-type", "idempotency-key", "if-match", "if-none-match"],
      ExposeHeaders: ["etag", "location", "retry-after"],
      MaxAge: 86400,
      AllowCredentials: Match.absent(),
    },
  });
  templatesOf().service.hasResourceProperties("AWS::ApiGatewayV2::Api", {
    CorsConfiguration: Match.absent(),
  });
});

test("traces are switched on for every function", () => {
  templatesOf({ tracing: true }).service.allResourcesProperties("AWS::Lambda::Function", {
    TracingConfig: { Mode: "Active" },
  });
});

test("limits of the gateway, of callers and of days are what the settings say", () => {
  const { service } = templatesOf({
    throttleRate: 7,
    throttleBurst: 9,
    rateLimit: 0.5,
    rateBurst: 10,
    logDays: 7,
  });
  service.hasResourceProperties("AWS::ApiGatewayV2::Stage", {
    DefaultRouteSettings: { ThrottlingRateLimit: 7, ThrottlingBurstLimit: 9 },
  });
  service.allResourcesProperties("AWS::Logs::LogGroup", { RetentionInDays: 7 });
  const limited = service.findResources("AWS::Lambda::Function", {
    Properties: { Environment: { Variables: { RATE_PER_SECOND: "0.5", RATE_BURST: "10" } } },
  });
  const routes = Object.values(service.findResources("AWS::ApiGatewayV2::Route"));
  const routed = new Set(routes.map(({ Properties }) => JSON.stringify(Properties.Target)));
  expect(Object.keys(limited)).toHaveLength(routed.size);
});

test("concurrency is reserved for the function that keeps feeds up to date, and for no other", () => {
  const { service } = templatesOf({ feedConcurrency: 20 });
  const reserved = service.findResources("AWS::Lambda::Function", {
    Properties: { ReservedConcurrentExecutions: 20 },
  });
  expect(Object.values(reserved).map(({ Properties }) => Properties.Description as string)).toEqual([
    "Tributary: maintain-feeds",
  ]);
});
