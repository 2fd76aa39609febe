import { readFileSync } from "node:fs";
import { Match, type Template } from "aws-cdk-lib/assertions";
import { beforeAll, expect, test } from "vitest";
import { METRIC, METRIC_NAMESPACE } from "../../lib/contract/metrics.ts";
import { ROUTES } from "../../lib/contract/routes.ts";
import { templatesOf } from "../support/synthesise.ts";

interface Metric {
  readonly Namespace?: string;
  readonly MetricName?: string;
  readonly Dimensions?: readonly { readonly Name: string; readonly Value: unknown }[];
}
interface Alarm extends Metric {
  readonly AlarmDescription: string;
  readonly Metrics?: readonly { readonly MetricStat?: { readonly Metric: Metric } }[];
}

let service: Template;
beforeAll(() => void ({ service } = templatesOf()));

const propertiesOf = <T>(template: Template, type: string): T[] =>
  Object.values(template.findResources(type)).map(({ Properties }) => Properties as T);
const alarms = () => propertiesOf<Alarm>(service, "AWS::CloudWatch::Alarm");
const dashboardOf = (template: Template) =>
  propertiesOf<{ DashboardBody: unknown }>(template, "AWS::CloudWatch::Dashboard")[0];

/** What one alarm looks at. */
const metricsOf = (alarm: Alarm): readonly Metric[] =>
  alarm.Metrics === undefined ? [alarm] : alarm.Metrics.flatMap(({ MetricStat }) => MetricStat?.Metric ?? []);

/** As GitHub and others make anchors of headings. */
const anchorsIn = (markdown: string): Set<string> =>
  new Set(
    [...markdown.matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\w -]/g, "")
        .replaceAll(" ", "-"),
    ),
  );

test("every alarm says who is hurt, and names a chapter of the runbook that there is", () => {
  const anchors = anchorsIn(readFileSync("docs/operations.md", "utf8"));
  const named = alarms().map(
    ({ AlarmDescription }) =>
      /^[A-Z].+\. What to do: docs\/operations\.md#([a-z-]+)$/.exec(AlarmDescription)?.[1],
  );
  expect(named.length).toBeGreaterThan(10);
  expect(named.filter((anchor) => !anchors.has(anchor ?? ""))).toEqual([]);
});

test("alarms watch callers, both readers of the stream, every failure queue, deliveries, crashes and the table", () => {
  const watched = alarms()
    .flatMap(metricsOf)
    .map(({ Namespace, MetricName }) => `${Namespace} ${MetricName}`);
  const times = Object.fromEntries(
    [...new Set(watched)].map((name) => [name, watched.filter((one) => one === name).length]),
  );
  expect(times).toEqual({
    "AWS/ApiGateway 5xx": 1,
    "AWS/ApiGateway Count": 1,
    "AWS/ApiGateway Latency": 1,
    "AWS/DynamoDB ReadThrottleEvents": 1,
    "AWS/DynamoDB WriteThrottleEvents": 10,
    "AWS/Lambda Duration": 1,
    "AWS/Lambda Errors": 5,
    "AWS/Lambda IteratorAge": 2,
    "AWS/Lambda Throttles": 1,
    "AWS/SQS ApproximateNumberOfMessagesVisible": 4,
    "Tributary Failures": 1,
    "Tributary FanOutLag": 1,
    "Tributary RefusedRequests-dev": 1,
  });
});

test("the canary runs by itself and rings where it fails, is late, or does not run; without alarms it waits to be called", () => {
  const template = (type: string) => propertiesOf<Record<string, unknown>>(service, type);
  expect(
    template("AWS::Events::Rule").filter(
      ({ ScheduleExpression }) => ScheduleExpression === "rate(10 minutes)",
    ),
  ).toHaveLength(1);
  const [missing] = template("AWS::CloudWatch::Alarm").filter(
    ({ TreatMissingData }) => TreatMissingData === "breaching",
  );
  expect(missing).toMatchObject({ MetricName: "Errors", Threshold: 1, Period: 600, EvaluationPeriods: 2 });
  const [late] = template("AWS::CloudWatch::Alarm").filter(({ MetricName }) => MetricName === "Duration");
  expect(late).toMatchObject({
    Statistic: "Maximum",
    Threshold: 60_000,
    Dimensions: missing?.["Dimensions"],
  });
  const { service: quiet } = templatesOf({ alarms: false });
  quiet.resourcePropertiesCountIs("AWS::Events::Rule", { ScheduleExpression: Match.anyValue() }, 0);
  quiet.hasOutput("CanaryFunction", {});
});

test("the page of costs says how many metrics the alarms watch, and how many there are of our own", () => {
  const costs = readFileSync("docs/costs.md", "utf8");
  expect(costs).toContain(`${alarms().length} alarms watch ${alarms().flatMap(metricsOf).length} metrics`);
  // One more is made out of the access log.
  expect(costs).toContain(`${Object.keys(METRIC).length + 1} metrics of our own`);
});

test("no metric of our own has a dimension other than the deployment", () => {
  const own = alarms()
    .flatMap(metricsOf)
    .filter(({ Namespace }) => Namespace === METRIC_NAMESPACE);
  for (const { MetricName, Dimensions = [] } of own) {
    const isFromLog = MetricName?.startsWith("RefusedRequests");
    expect(Dimensions).toEqual(isFromLog ? [] : [{ Name: "service", Value: "tributary-dev" }]);
  }
  for (const { Environment } of propertiesOf<{ Environment: { Variables: object } }>(
    service,
    "AWS::Lambda::Function",
  )) {
    expect(Environment.Variables).toMatchObject({ POWERTOOLS_SERVICE_NAME: "tributary-dev" });
  }
});

test("requests that the gateway refused by itself are counted out of its log, those of callers over their own rate are not", () => {
  service.hasResourceProperties("AWS::Logs::MetricFilter", {
    FilterPattern: '{ ($.status = "429") && ($.functionMilliseconds = "-") }',
    MetricTransformations: [
      Match.objectLike({ MetricNamespace: METRIC_NAMESPACE, MetricName: "RefusedRequests-dev" }),
    ],
  });
});

test("the dashboard shows every metric of our own and every function", () => {
  const text = JSON.stringify(dashboardOf(service)?.DashboardBody);
  const quoted = (word: string) => text.includes(`\\"${word}\\"`);
  expect(Object.values(METRIC).filter((name) => !quoted(name))).toEqual([]);
  const functions = Object.keys(service.findResources("AWS::Lambda::Function"));
  expect(functions.length).toBeGreaterThan(Object.keys(ROUTES).length);
  expect(functions.filter((name) => !text.includes(`{"Ref":"${name}"}`))).toEqual([]);
});

test("alarms only show where nobody is named, and go to an encrypted topic that takes no plain connection where somebody is", () => {
  service.resourceCountIs("AWS::SNS::Topic", 0);
  for (const alarm of alarms()) expect(alarm).not.toHaveProperty("AlarmActions");

  const { service: mailed } = templatesOf({ alarmEmail: "somebody@example.com" });
  mailed.hasResourceProperties("AWS::SNS::Topic", { KmsMasterKeyId: Match.anyValue() });
  mailed.hasResourceProperties("AWS::KMS::Key", {
    EnableKeyRotation: true,
    KeyPolicy: {
      Statement: Match.arrayWith([
        Match.objectLike({
          Principal: { Service: "cloudwatch.amazonaws.com" },
          Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
          Condition: { StringEquals: { "aws:SourceAccount": { Ref: "AWS::AccountId" } } },
        }),
      ]),
    },
  });
  mailed.hasResourceProperties("AWS::SNS::Subscription", {
    Protocol: "email",
    Endpoint: "somebody@example.com",
  });
  mailed.hasResourceProperties("AWS::SNS::TopicPolicy", {
    PolicyDocument: {
      Statement: Match.arrayWith([
        Match.objectLike({ Effect: "Deny", Condition: { Bool: { "aws:SecureTransport": "false" } } }),
        Match.objectLike({
          Effect: "Allow",
          Principal: { Service: "cloudwatch.amazonaws.com" },
          Action: "sns:Publish",
        }),
      ]),
    },
  });
  const [topic] = Object.keys(mailed.findResources("AWS::SNS::Topic"));
  for (const alarm of propertiesOf<object>(mailed, "AWS::CloudWatch::Alarm")) {
    expect(alarm).toMatchObject({ AlarmActions: [{ Ref: topic }], OKActions: [{ Ref: topic }] });
  }
});

test("who wants neither alarms nor a dashboard pays for none", () => {
  const { service: bare } = templatesOf({ alarms: false, dashboard: false });
  for (const type of ["CloudWatch::Alarm", "CloudWatch::Dashboard", "Logs::MetricFilter"])
    bare.resourceCountIs(`AWS::${type}`, 0);
  const { service: blind } = templatesOf({ alarms: false });
  blind.resourceCountIs("AWS::CloudWatch::Alarm", 0);
  blind.resourceCountIs("AWS::CloudWatch::Dashboard", 1);
});
