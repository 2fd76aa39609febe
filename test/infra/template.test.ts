import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Stack } from "aws-cdk-lib";
import { Match, Template } from "aws-cdk-lib/assertions";
import { beforeAll, expect, test } from "vitest";
import { ROUTES } from "../../lib/contract/routes.ts";
import { createApp } from "../../lib/infra/app.ts";
import { passes } from "../../lib/local/filter.ts";

let data: Template;
let service: Template;

beforeAll(() => {
  const app = createApp({ outdir: mkdtempSync(join(tmpdir(), "synth-")) });
  data = Template.fromStack(app.node.findChild("Tributary-dev-Data") as Stack);
  service = Template.fromStack(app.node.findChild("Tributary-dev-Service") as Stack);
}, 60_000);

test("the table is kept when its stack goes, and can be restored", () => {
  data.hasResource("AWS::DynamoDB::GlobalTable", {
    DeletionPolicy: "Retain",
    Properties: Match.objectLike({
      StreamSpecification: { StreamViewType: "NEW_AND_OLD_IMAGES" },
      TimeToLiveSpecification: { AttributeName: "expires_at", Enabled: true },
      Replicas: [Match.objectLike({ DeletionProtectionEnabled: true })],
    }),
  });
});

test("every row of the route table is a route of the gateway", () => {
  const keys = Object.values(service.findResources("AWS::ApiGatewayV2::Route")).map(
    ({ Properties }) => Properties.RouteKey as string,
  );
  expect(keys.sort()).toEqual(["$default", ...Object.values(ROUTES).map(({ method, path }) => `${method} ${path}`)].sort());
});

test("stream records are tried a finite number of times, one by one, and then kept in a queue", () => {
  service.hasResourceProperties("AWS::Lambda::EventSourceMapping", {
    BisectBatchOnFunctionError: true,
    FunctionResponseTypes: ["ReportBatchItemFailures"],
    MaximumRetryAttempts: Match.anyValue(),
    MaximumRecordAgeInSeconds: Match.anyValue(),
    DestinationConfig: { OnFailure: { Destination: Match.anyValue() } },
    FilterCriteria: { Filters: Match.anyValue() },
  });
});

test("what wakes a function tries a finite number of times and then keeps what failed, with an alarm on it", () => {
  const mappings = Object.values(service.findResources("AWS::Lambda::EventSourceMapping"));
  const queues = service.findResources("AWS::SQS::Queue");
  expect(mappings).toHaveLength(6);
  for (const { Properties } of mappings) {
    if (Properties.DestinationConfig !== undefined) continue;
    const [queueId] = Properties.EventSourceArn["Fn::GetAtt"] as [string];
    expect(queues[queueId]?.["Properties"].RedrivePolicy.maxReceiveCount).toBeGreaterThan(0);
  }
  service.resourcePropertiesCountIs("AWS::CloudWatch::Alarm", { MetricName: "ApproximateNumberOfMessagesVisible" }, 4);
  service.resourcePropertiesCountIs("AWS::CloudWatch::Alarm", { MetricName: "IteratorAge" }, 2);
});

test("rows of feeds wake no function, and at most two functions read the stream", () => {
  const mappings = Object.values(service.findResources("AWS::Lambda::EventSourceMapping"));
  const patterns = mappings.flatMap(({ Properties }) => (Properties.FilterCriteria?.Filters ?? []) as { Pattern: string }[]);
  const row = { eventName: "INSERT", dynamodb: { Keys: { pk: { S: "FEED#following#user#1" } }, NewImage: {} } };
  expect(patterns.filter(({ Pattern }) => passes(JSON.parse(Pattern), row))).toEqual([]);
  expect(mappings.filter(({ Properties }) => Properties.FilterCriteria !== undefined)).toHaveLength(2);
});

test("events go to a bus of their own, and the example rule sends new followers to a queue", () => {
  service.resourceCountIs("AWS::Events::EventBus", 1);
  service.hasResourceProperties("AWS::Events::Rule", {
    EventPattern: { source: ["tributary"], "detail-type": ["follow.created"], detail: { follow: { flag: ["following"] } } },
    Targets: [Match.objectLike({ Arn: { "Fn::GetAtt": [Match.stringLikeRegexp("NewFollowers"), "Arn"] } })],
  });
});

test("no function may do everything, or anything to everything", () => {
  const policies = Object.values(service.findResources("AWS::IAM::Policy"));
  for (const { Properties } of policies) {
    for (const { Action, Resource } of Properties.PolicyDocument.Statement as {
      Action: string | string[];
      Resource: unknown;
    }[]) {
      expect([Action].flat().filter((action) => action.includes("*"))).toEqual([]);
      expect(JSON.stringify(Resource)).not.toMatch(/"\*"|\/\*"/);
    }
  }
});

test("every function is Node 24 on ARM", () => {
  service.allResourcesProperties("AWS::Lambda::Function", { Runtime: "nodejs24.x", Architectures: ["arm64"] });
});
