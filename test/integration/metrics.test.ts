import { UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import type { DynamoDBRecord, SQSEvent } from "aws-lambda";
import { beforeAll, expect, test } from "vitest";
import { METRIC } from "../../lib/contract/metrics.ts";
import { type World, user } from "../../lib/tools/costs/world.ts";
import type { StoredAction } from "../../lib/domain/action.ts";
import { actionItem } from "../../lib/store/actions/action-item.ts";
import { createApiKey } from "../../lib/store/access/api-keys.ts";
import { entityItemKey } from "../../lib/table/keys.ts";
import { freshWorld } from "../support/fresh-table.ts";
import { printed } from "../support/printed.ts";
import { started } from "../support/runtime.ts";
import { templatesOf } from "../support/synthesise.ts";
import { gatewayEvent } from "../support/gateway-event.ts";

const SERVICE = "tributary-dev";
/** What Lambda gives with a call. */
const context = {
  awsRequestId: "call-1",
  functionName: "f",
  getRemainingTimeInMillis: () => 60_000,
} as never;

let world: World;
beforeAll(async () => (world = await freshWorld()));

/** A function as it is deployed by default. */
const deployed = <M>(load: () => Promise<M>) =>
  started(world.table, { POWERTOOLS_SERVICE_NAME: SERVICE, AWS_LAMBDA_FUNCTION_NAME: "f" }, load);

/** A function's answer, the metrics that CloudWatch makes of what it printed, and the log. */
async function told(call: () => Promise<unknown>) {
  let answer: unknown;
  const lines = await printed(async () => (answer = await call()));
  return {
    answer,
    metrics: lines.filter((line) => "_aws" in line),
    log: lines.filter((line) => !("_aws" in line)),
  };
}

const lagOf = ([line]: readonly Record<string, unknown>[]): number =>
  (line?.[METRIC.fanOutLag] as number[])[0] ?? NaN;

const recordOf = (action: StoredAction, committed: number): DynamoDBRecord => {
  const item = marshall(actionItem(action, committed), { removeUndefinedValues: true });
  const { pk, sk } = item;
  return {
    eventSource: "aws:dynamodb",
    dynamodb: {
      Keys: { pk, sk },
      NewImage: item,
      SequenceNumber: "4711",
      ApproximateCreationDateTime: Math.floor(committed / 1000),
    },
  } as DynamoDBRecord;
};

async function maintain(...records: DynamoDBRecord[]) {
  const { handler } = await deployed(() => import("../../lambdas/changes/maintain-feeds.ts"));
  return told(() => handler({ Records: records }, context));
}

test("a delivery that fails raises the very metric that an alarm watches, and its log line says which record it was", async () => {
  await world.follow("fan", "poisoned");
  const action = await world.post("poisoned");
  // A count that is no number: whoever wants to know how the actor's actions are delivered fails.
  await world.table.client.send(
    new UpdateCommand({
      ...{
        TableName: world.table.name,
        Key: entityItemKey(user("poisoned")),
        UpdateExpression: "SET followers = :many",
      },
      ExpressionAttributeValues: { ":many": "many" },
    }),
  );
  const { answer, metrics, log } = await maintain(recordOf(action, Date.now()));
  expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: "4711" }] });
  expect(log).toMatchObject([
    { level: "ERROR", from: "4711", service: SERVICE, function_request_id: "call-1" },
  ]);

  const alarms = Object.values(templatesOf().service.findResources("AWS::CloudWatch::Alarm"));
  const alarm = alarms.find(({ Properties }) => Properties.MetricName === METRIC.failures)?.["Properties"];
  expect(alarm).toMatchObject({ Statistic: "Sum", Namespace: "Tributary" });
  const { Namespace, MetricName, Dimensions } = alarm;
  const dimensions = Object.fromEntries(
    Dimensions.map(({ Name, Value }: { Name: string; Value: string }) => [Name, Value]),
  );
  expect(metrics).toEqual([
    {
      _aws: {
        Timestamp: expect.any(Number),
        CloudWatchMetrics: [
          {
            Namespace,
            Dimensions: [Object.keys(dimensions)],
            Metrics: [{ Name: MetricName, Unit: "Count" }],
          },
        ],
      },
      ...dimensions,
      [MetricName]: [1],
    },
  ]);
});

test("a delivery tells how many feeds it wrote, and how long after the action that was", async () => {
  await world.follow("reader", "writer");
  await world.feed("reader", Date.now());
  const action = await world.post("writer");
  const { answer, metrics } = await maintain(recordOf(action, Date.now() - 5000));
  expect(answer).toEqual({ batchItemFailures: [] });
  expect(metrics).toMatchObject([
    { service: SERVICE, [METRIC.deliveries]: [1], [METRIC.fanOutLag]: [expect.any(Number)] },
  ]);
  const lag = lagOf(metrics);
  expect(lag).toBeGreaterThanOrEqual(5000);
  expect(lag).toBeLessThan(20_000);
});

test("an action that nobody waits for tells nothing", async () => {
  const { metrics } = await maintain(recordOf(await world.post("lonely"), Date.now()));
  expect(metrics).toEqual([]);
});

test("a chunk of a large delivery tells how long ago the action was committed, not its message sent", async () => {
  await world.follow("patient", "star");
  await world.feed("patient", Date.now());
  const { position, body } = await world.post("star");
  const message = {
    changed: { position, body: { actor: { model_type: "user", id: body.actor.id } } },
    audience: { entity: user("star"), edges: "actor" },
    committed: Date.now() - 90_000,
  };
  const { handler } = await deployed(() => import("../../lambdas/queues/fan-out.ts"));
  const event = { Records: [{ messageId: "m1", body: JSON.stringify(message) }] } as SQSEvent;
  const { metrics } = await told(() => handler(event, context));
  expect(metrics).toMatchObject([{ [METRIC.deliveries]: [1] }]);
  expect(lagOf(metrics)).toBeGreaterThanOrEqual(90_000);
});

test("a message that fails counts as a failure, and its log line says which message it was", async () => {
  const { handler } = await deployed(() => import("../../lambdas/queues/entity-jobs.ts"));
  const event = { Records: [{ messageId: "m2", body: "{}" }] } as SQSEvent;
  const { answer, metrics, log } = await told(() => handler(event, context));
  expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: "m2" }] });
  expect(metrics).toMatchObject([{ [METRIC.failures]: [1] }]);
  expect(log).toMatchObject([{ level: "ERROR", messageId: "m2", function_request_id: "call-1" }]);
});

test("a job tells its end, and not its slices", async () => {
  const { handler } = await deployed(() => import("../../lambdas/queues/entity-jobs.ts"));
  const slice = (deadline: number) => {
    const job = { job: "pull", entity: user("gone"), switchId: "given up", edges: "actor" };
    const Records = [{ messageId: "m3", body: JSON.stringify(job) }];
    return told(() =>
      handler({ Records } as SQSEvent, { getRemainingTimeInMillis: () => deadline } as never),
    );
  };
  expect((await slice(60_000)).metrics).toMatchObject([{ [METRIC.jobsDone]: [1] }]);
  // Without time it asks for another slice, here of a queue that does not exist.
  expect((await slice(5000)).metrics).toMatchObject([{ [METRIC.failures]: [1] }]);
});

test("reading a feed tells what had to be built and merged for it, and nothing where rows were enough", async () => {
  await world.follow("owner", "author");
  await world.post("author");
  const key = await createApiKey(world.table, { name: "metrics", scopes: ["read"] }, Date.now());
  const { handler } = await deployed(() => import("../../lambdas/api/get-entity-feed.ts"));
  const read = () =>
    told(() =>
      handler(
        gatewayEvent({
          headers: { authorization: `Bearer ${key}` },
          rawPath: "/users/owner/feed",
          rawQueryString: "",
          pathParameters: { collection: "users", id: "owner" },
          requestContext: { domainName: "localhost", requestId: "r1", http: { method: "GET" } },
        }),
        context,
      ),
    );
  const first = await read();
  expect(first.answer).toMatchObject({ statusCode: 200 });
  expect(first.metrics).toMatchObject([{ [METRIC.feedBuilds]: [1], service: SERVICE }]);
  expect((await read()).metrics).toEqual([]);
});
