import { execFile } from "node:child_process";
import { rmSync } from "node:fs";
import { promisify } from "node:util";
import { GetQueueAttributesCommand, ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { scratchFolder } from "../../lib/bench/scratch.ts";
import { localCredentials, localToken } from "../../lib/local/credentials.ts";
import { writeRunning } from "../../lib/local/running.ts";
import { type LocalService, startService } from "../../lib/local/service.ts";
import { newEntry } from "../../lib/domain/action.ts";
import { actionItem } from "../../lib/store/action-item.ts";
import { batchWrite } from "../../lib/store/batch.ts";
import { actionKey, entityItemKey, feedPlace, type Key } from "../../lib/store/keys.ts";
import { query } from "../../lib/store/query.ts";
import { Person } from "../support/people.ts";

const WAIT = { timeout: 30_000, interval: 250 };
const credentials = await localCredentials();
const folder = scratchFolder("poison");
const client = (endpoint: string) =>
  new SQSClient({ endpoint, region: "us-east-1", credentials: { accessKeyId: "local", secretAccessKey: "local" } });

let service: LocalService;
beforeAll(async () => {
  service = await startService({ port: 0, dataFolder: folder, longestRetryDelay: 200, onStep: () => undefined });
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
  (await query(service.table, feedPlace(user(id), "following", 1).pk, { range: { high: "}" } })).filter(({ body }) => body)
    .length;

/** Stores an action past the API, with what does not belong there. */
async function store(actor: string, id: string, spoilt: object = {}): Promise<void> {
  const body = { actor: user(actor), verb: id, public: true };
  const action = { ...newEntry(id, new Date().toISOString(), body), fingerprint: "test" };
  await batchWrite(service.table, [{ ...JSON.parse(JSON.stringify(actionItem(action, Date.now()))), ...spoilt }], []);
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

test("a record that cannot be handled waits in the failure queue, delays nobody for good, and is replayed when mended", async () => {
  const carol = await person("carol");
  const fans = await Promise.all(["alice", "bob", "carol"].map((name) => person(`fan-of-${name}`)));
  const [fanOfAlice, fanOfBob, fanOfCarol] = fans as [Person, Person, Person];
  for (const fan of fans) {
    await fan.call("POST", `${service.url}/users/${fan.id.slice("fan-of-".length)}/follow`, { send_action: false });
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

  await vi.waitFor(async () => expect(await waiting("maintain-feeds")).toBe(2), WAIT);
  await vi.waitFor(async () => expect(await feedOf(fanOfCarol)).toEqual(["waved"]), WAIT);
  const look = new ReceiveMessageCommand({ QueueUrl: queueOf("maintain-feeds"), VisibilityTimeout: 0 });
  const { Messages = [] } = await client(service.sqsEndpoint).send(look);
  expect(JSON.parse(Messages[0]?.Body ?? "")).toMatchObject({
    requestContext: { condition: "RetryAttemptsExhausted" },
    DDBStreamBatchInfo: {
      shardId: expect.stringMatching(/^shardId-/),
      startSequenceNumber: expect.stringMatching(/^\d+$/),
      endSequenceNumber: expect.stringMatching(/^\d+$/),
      streamArn: expect.stringContaining("/stream/"),
    },
  });
  expect(await redrive("--look")).toMatch(/maintain-feeds: 2\n  record \d+ of shardId-\S+, arrived .*: RetryAttemptsExhausted/);

  await set(entityItemKey(user("alice")), "followers", 1);
  const mended = { actor: user("bob"), verb: "unreadable", public: true };
  await set(actionKey("unreadable"), "body", JSON.stringify(mended));
  expect(await redrive("--worker", "maintain-feeds")).toContain("maintain-feeds: 2 done again");
  await vi.waitFor(async () => expect(await rowsOf(fanOfAlice)).toBe(1), WAIT);
  expect(await feedOf(fanOfAlice)).toEqual(["stuck"]);
  expect(await feedOf(fanOfBob)).toEqual(["unreadable"]);
  await vi.waitFor(async () => expect(await waiting("maintain-feeds")).toBe(0), WAIT);
}, 120_000);
