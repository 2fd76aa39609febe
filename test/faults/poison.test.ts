import { execFile } from "node:child_process";
import { rmSync } from "node:fs";
import { promisify } from "node:util";
import {
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  ListStreamsCommand,
} from "@aws-sdk/client-dynamodb-streams";
import {
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SQSClient,
  SendMessageCommand,
} from "@aws-sdk/client-sqs";
import { UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { scratchFolder } from "../../lib/tools/bench/scratch.ts";
import { localCredentials, localToken } from "../../lib/local/credentials.ts";
import type { BusEvent } from "../../lib/local/event-bus.ts";
import { writeRunning } from "../../lib/local/running.ts";
import { type LocalService, startService } from "../../lib/local/service.ts";
import { newEntry } from "../../lib/domain/action.ts";
import { actionItem } from "../../lib/store/actions/action-item.ts";
import { batchWrite } from "../../lib/table/batch.ts";
import {
  actionKey,
  entityItemKey,
  feedPlace,
  followersPartition,
  keyOfItem,
  type Key,
} from "../../lib/table/keys.ts";
import { query } from "../../lib/table/query.ts";
import { toEvent } from "../../lib/table/change-range.ts";
import { Person } from "../support/people.ts";

const WAIT = { timeout: 30_000, interval: 250 };
const credentials = await localCredentials();
const folder = scratchFolder("poison");
const client = (endpoint: string) =>
  new SQSClient({
    endpoint,
    region: "us-east-1",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  });

const events: BusEvent[] = [];
let service: LocalService;
beforeAll(async () => {
  const onEvent = (event: BusEvent) => void events.push(event);
  service = await startService({
    port: 0,
    harsh: true,
    dataFolder: folder,
    longestRetryDelay: 200,
    onStep: () => undefined,
    onEvent,
  });
  writeRunning(folder, service);
}, 120_000);
afterAll(async () => {
  await service.stop();
  rmSync(folder, { recursive: true });
});

const person = async (id: string) => new Person(id, await localToken(credentials, id));
const user = (id: string) => ({ model_type: "user", id });

/** What somebody's feed shows, newest first. */
const feedOf = async (reader: Person) => (await reader.all(`${service.url}/feed`)).map(({ verb }) => verb);

/** What was delivered: a page may show more, because it looks for itself while the index may lag. */
const rowsOf = async ({ id }: Person) =>
  (await query(service.table, feedPlace(user(id), "following", 1).pk, { range: { high: "}" } })).filter(
    ({ body }) => body,
  ).length;

/** Stores an action past the API, with what does not belong there. */
async function store(actor: string, id: string, spoilt: object = {}): Promise<void> {
  const body = { actor: user(actor), verb: id, public: true };
  const action = { ...newEntry(id, new Date().toISOString(), body), fingerprint: "test" };
  await batchWrite(
    service.table,
    [{ ...JSON.parse(JSON.stringify(actionItem(action, Date.now()))), ...spoilt }],
    [],
  );
}

const set = (Key: Key, name: string, value: unknown) =>
  service.table.client.send(
    new UpdateCommand({
      ...{ TableName: service.table.name, Key, UpdateExpression: "SET #name = :value" },
      ...{ ExpressionAttributeNames: { "#name": name }, ExpressionAttributeValues: { ":value": value } },
    }),
  );

const queueOf = (worker: string) => service.failureQueues.find((queue) => queue.worker === worker)?.failures;

async function waiting(worker: string): Promise<number> {
  const names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"] as const;
  const command = new GetQueueAttributesCommand({ QueueUrl: queueOf(worker), AttributeNames: [...names] });
  const { Attributes } = await client(service.sqsEndpoint).send(command);
  return names.reduce((sum, name) => sum + Number(Attributes?.[name]), 0);
}

const redrive = async (...args: string[]) =>
  (await promisify(execFile)(process.execPath, ["bin/redrive.ts", "--data", folder, ...args])).stdout;

/** The messages in a failure queue. */
const received = async (worker: string) => {
  const look = new ReceiveMessageCommand({
    QueueUrl: queueOf(worker),
    VisibilityTimeout: 0,
    MaxNumberOfMessages: 10,
  });
  return ((await client(service.sqsEndpoint).send(look)).Messages ?? []).map(
    ({ Body = "" }) => JSON.parse(Body) as unknown,
  );
};

/** Puts a message into a failure queue, as Lambda or SQS does after the last attempt. */
const fail = (worker: string, message: unknown) =>
  client(service.sqsEndpoint).send(
    new SendMessageCommand({ QueueUrl: queueOf(worker), MessageBody: JSON.stringify(message) }),
  );

test("a record that cannot be handled waits in the failure queue, whole, delays nobody, and is replayed when mended", async () => {
  const carol = await person("carol");
  const fans = await Promise.all(["alice", "bob", "carol"].map((name) => person(`fan-of-${name}`)));
  const [fanOfAlice, fanOfBob, fanOfCarol] = fans as [Person, Person, Person];
  for (const fan of fans) {
    await fan.call("POST", `${service.url}/users/${fan.id.slice("fan-of-".length)}/follow`, {
      send_action: false,
    });
    expect(await feedOf(fan)).toEqual([]);
  }
  await vi.waitFor(async () => {
    const { body } = await carol.call("GET", `${service.url}/users/alice`);
    expect(body).toMatchObject({ followers_count: 1 });
  }, WAIT);
  // A count that is no number: whoever wants to know how alice's actions are delivered fails.
  await set(entityItemKey(user("alice")), "followers", "many");
  await store("alice", "stuck");
  await store("bob", "unreadable", { body: "{" });
  expect((await carol.call("POST", `${service.url}/actions`, { verb: "waved" })).status).toBe(201);

  // Or more: records come at least once.
  await vi.waitFor(async () => expect(await waiting("maintain-feeds")).toBeGreaterThanOrEqual(2), WAIT);
  await vi.waitFor(async () => expect(await feedOf(fanOfCarol)).toEqual(["waved"]), WAIT);
  for (const message of await received("maintain-feeds")) {
    expect(message).toMatchObject({
      failed: { error: { name: expect.any(String), message: expect.any(String) } },
      record: { eventName: "INSERT", dynamodb: { NewImage: expect.any(Object) } },
    });
  }
  expect(await redrive("--look")).toMatch(
    /maintain-feeds: \d\n  INSERT of ACTION#\w+ ACTION, failed \S+Z: \S*Error: /,
  );
  // An event of it cannot be told either, and those behind it are not held up: see below.
  await vi.waitFor(async () => expect(await waiting("publish-events")).toBeGreaterThan(0), WAIT);

  await set(entityItemKey(user("alice")), "followers", 1);
  const mended = { actor: user("bob"), verb: "unreadable", public: true };
  await set(actionKey("unreadable"), "body", JSON.stringify(mended));
  expect(await redrive("--worker", "maintain-feeds")).toMatch(/maintain-feeds: [2-9] done again/);
  await vi.waitFor(async () => expect(await rowsOf(fanOfAlice)).toBe(1), WAIT);
  expect(await feedOf(fanOfAlice)).toEqual(["stuck"]);
  expect(await feedOf(fanOfBob)).toEqual(["unreadable"]);
  await vi.waitFor(async () => expect(await waiting("maintain-feeds")).toBe(0), WAIT);
}, 120_000);

/** The record of the table's stream that made an item, and what Lambda says of it when it gives it up. */
async function recordOf(pk: string) {
  const streams = new DynamoDBStreamsClient({
    ...{ endpoint: service.dynamodbEndpoint, region: "us-east-1" },
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  });
  const { Streams = [] } = await streams.send(new ListStreamsCommand({ TableName: service.table.name }));
  const StreamArn = Streams[0]?.StreamArn ?? "";
  const { StreamDescription } = await streams.send(new DescribeStreamCommand({ StreamArn }));
  for (const { ShardId = "" } of StreamDescription?.Shards ?? []) {
    const from = { StreamArn, ShardId, ShardIteratorType: "TRIM_HORIZON" } as const;
    let { ShardIterator } = await streams.send(new GetShardIteratorCommand(from));
    for (let empty = 0; ShardIterator !== undefined && empty < 3;) {
      const { Records = [], NextShardIterator } = await streams.send(
        new GetRecordsCommand({ ShardIterator }),
      );
      const found = Records.map((record) => toEvent(record, StreamArn)).find(
        ({ dynamodb }) => dynamodb?.Keys?.["pk"]?.S === pk,
      );
      const sequence = found?.dynamodb?.SequenceNumber;
      const range = { startSequenceNumber: sequence, endSequenceNumber: sequence, batchSize: 1 };
      const approximateArrivalOfFirstRecord = new Date().toISOString();
      if (found !== undefined) {
        return {
          record: found,
          info: { streamArn: StreamArn, shardId: ShardId, ...range, approximateArrivalOfFirstRecord },
        };
      }
      empty = Records.length === 0 ? empty + 1 : 0;
      ShardIterator = NextShardIterator;
    }
  }
  throw new Error(`no record of ${pk}`);
}

test("what lands in any failure queue is healed by npm run redrive", async () => {
  const [dora, fan] = [await person("dora"), await person("fan-of-dora")];
  await fan.call("POST", `${service.url}/users/dora/follow`, { send_action: false });
  expect(await feedOf(fan)).toEqual([]);
  const { body: posted } = await dora.call("POST", `${service.url}/actions`, { verb: "lost" });
  const isThere = () => vi.waitFor(async () => expect(await rowsOf(fan)).toBe(1), WAIT);
  const lose = async () => {
    const range = { high: "}" };
    const rows = await query(service.table, feedPlace(user(fan.id), "following", 1).pk, { range });
    await batchWrite(service.table, [], rows.map(keyOfItem));
    expect(await rowsOf(fan)).toBe(0);
  };
  await isThere();

  // What Lambda says of records that became too old: where they lie.
  const { info } = await recordOf(`ACTION#${posted.id}`);
  await lose();
  await fail("maintain-feeds", {
    requestContext: { condition: "RecordAgeExceeded" },
    DDBStreamBatchInfo: info,
  });
  expect(await redrive("--worker", "maintain-feeds")).toContain("maintain-feeds: 1 done again");
  await isThere();

  // A chunk of a large fan-out that was received too often.
  await lose();
  const changed = { position: `${posted.timestamp}#${posted.id}`, body: { actor: user("dora") } };
  const turn = { chain: "lost", number: 0, nonce: "n" };
  await fail("fan-out", { changed, audience: { entity: user("dora"), edges: "actor" }, turn });
  expect(await redrive("--worker", "fan-out")).toContain("fan-out: 1 done again");
  await isThere();

  // A record that could not be told to the bus: one that nothing else tells.
  const { record } = await recordOf(`FOLLOWING#user#${fan.id}`);
  const untold = JSON.parse(JSON.stringify(record).replaceAll(fan.id, "untold")) as object;
  await fail("publish-events", {
    failed: { at: "now", error: { name: "Error", message: "no" } },
    record: untold,
  });
  expect(await redrive("--worker", "publish-events")).toMatch(/publish-events: \d done again/);
  const told = () =>
    events.some(
      (event) => event["detail-type"] === "follow.created" && JSON.stringify(event).includes("untold"),
    );
  await vi.waitFor(() => expect(told()).toBe(true), WAIT);

  // A slice of a removal.
  await set(entityItemKey(user("dora")), "epoch", 1);
  await fail("entity-jobs", { job: "remove", entity: user("dora"), epoch: 1, look: "second" });
  expect(await redrive("--worker", "entity-jobs")).toContain("entity-jobs: 1 done again");
  const followers = () => query(service.table, followersPartition(user("dora"), "actor"), {});
  await vi.waitFor(async () => expect(await followers()).toEqual([]), WAIT);
  for (const worker of ["maintain-feeds", "fan-out", "entity-jobs"])
    expect([worker, await waiting(worker)]).toEqual([worker, 0]);
}, 120_000);
