import { strict as assert } from "node:assert";
import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { DynamoDBClient, UpdateItemCommand, paginateScan } from "@aws-sdk/client-dynamodb";
import {
  LambdaClient,
  ListEventSourceMappingsCommand,
  UpdateEventSourceMappingCommand,
} from "@aws-sdk/client-lambda";
import {
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { marshall } from "@aws-sdk/util-dynamodb";
import { Client } from "../../lib/client/client.ts";
import { deployedQueues } from "../../lib/tools/redrive/deployed.ts";
import { entityItemKey } from "../../lib/table/keys.ts";
import { node } from "./commands.ts";
import type { Stage, Trial } from "./stage.ts";

const clientOf = ({ place, serviceKey }: Stage) => new Client({ url: place, token: serviceKey });

/** Waits until it holds; seconds pass between a write and what follows from it. */
export async function eventually(what: string, holds: () => Promise<boolean>): Promise<void> {
  for (let attempt = 0; !(await holds()); attempt++) {
    if (attempt > 240) throw new Error(`It never came about that ${what}.`);
    await sleep(500);
  }
}

/** Makes, lists and revokes keys. @returns one that is good */
export async function keys({ outputs, place }: Trial): Promise<string> {
  const [good, revoked] = [await create("stories", outputs), await create("other", outputs)];
  assert.match(
    await node(["bin/keys.ts", "list", "--outputs", outputs]),
    /other\tread,write[^]*stories\tread,write/,
  );
  await node(["bin/keys.ts", "revoke", "other", "--outputs", outputs]);
  const status = async (token: string) =>
    (await fetch(`${place}/actions`, { headers: { authorization: `Bearer ${token}` } })).status;
  assert.deepEqual([await status(good), await status(revoked)], [200, 401]);
  return good;
}

const create = async (name: string, outputs: string): Promise<string> => {
  const [key] = /^trib_\S+$/m.exec(await node(["bin/keys.ts", "create", name, "--outputs", outputs])) ?? [];
  assert.ok(key);
  return key;
};

/** Imports a file twice; the second time changes nothing. */
export async function imports(stage: Stage): Promise<void> {
  const file = join(dirname(stage.outputs), "actions.jsonl");
  const actions = Array.from({ length: 250 }, (_, index) => ({
    id: `import-${index}`,
    actor: `bot:importer`,
    verb: "moved",
  }));
  writeFileSync(file, actions.map((action) => JSON.stringify(action)).join("\n"));
  const run = () =>
    node(["bin/import.ts", "actions", file, "--url", stage.place, "--token", stage.serviceKey]);
  assert.match(await run(), /imported 250\nrepeated 0/);
  assert.match(await run(), /imported 0\nrepeated 250/);
}

/**
 * Work of a function that has failed for good waits, is looked at, and is done once the function works again.
 */
export async function redrives(stage: Stage): Promise<void> {
  const client = clientOf(stage);
  const queue = deployedQueues(stage.outputs).find(({ worker }) => worker === "entity-jobs");
  assert.ok(queue);
  await client.post({ actor: "bot:leaving", verb: "left-behind" });
  await client.follow("bot:leaving", { user: "user:staying" });
  await switchMapping(queue.again, false);
  await client.deleteEntity("bot:leaving");
  await fallInto(queue);
  const run = (...more: string[]) => node(["bin/redrive.ts", "--outputs", stage.outputs, ...more]);
  assert.match(await run("--look"), /entity-jobs: 1\n/);
  assert.notEqual(await mentions(stage, "left-behind"), 0);
  await switchMapping(queue.again, true);
  assert.match(await run(), /entity-jobs: 1 done again/);
  await eventually(
    "what a deleted entity left is removed",
    async () => (await mentions(stage, "left-behind")) === 0,
  );
  assert.match(await run("--look"), /entity-jobs: 0\n/);
}

/** As SQS does after the last attempt. */
async function fallInto({
  again,
  failures,
}: {
  readonly again: string;
  readonly failures: string;
}): Promise<void> {
  const client = new SQSClient({ useQueueUrlAsEndpoint: false });
  await eventually("work is queued", async () => {
    const { Messages: [message] = [] } = await client.send(
      new ReceiveMessageCommand({ QueueUrl: again, WaitTimeSeconds: 1 }),
    );
    if (message === undefined) return false;
    await client.send(new SendMessageCommand({ QueueUrl: failures, MessageBody: message.Body }));
    await client.send(new DeleteMessageCommand({ QueueUrl: again, ReceiptHandle: message.ReceiptHandle }));
    return true;
  });
}

async function switchMapping(queueUrl: string, Enabled: boolean): Promise<void> {
  const client = new LambdaClient({});
  const { EventSourceMappings = [] } = await client.send(new ListEventSourceMappingsCommand({}));
  const name = queueUrl.slice(queueUrl.lastIndexOf("/") + 1);
  const mapping = EventSourceMappings.find(
    ({ EventSourceArn }) => EventSourceArn?.endsWith(`:${name}`) === true,
  );
  await client.send(new UpdateEventSourceMappingCommand({ UUID: mapping?.UUID, Enabled }));
}

/** How many items of the table are about something. */
async function mentions({ table: TableName }: Stage, text: string): Promise<number> {
  let count = 0;
  for await (const { Items = [] } of paginateScan({ client: new DynamoDBClient({}) }, { TableName })) {
    count += Items.filter((item) => JSON.stringify(item).includes(text)).length;
  }
  return count;
}

/** A count that is wrong after a restore is right once the table is mended. */
export async function mends(stage: Stage): Promise<void> {
  const client = clientOf(stage);
  const count = async () => (await client.entity("bot:counted")).followers_count;
  await client.follow("bot:counted", { user: "user:mender" });
  await eventually("a follow is counted", async () => (await count()) === 1);
  await new DynamoDBClient({}).send(
    new UpdateItemCommand({
      TableName: stage.table,
      Key: marshall(entityItemKey({ model_type: "bot", id: "counted" })),
      UpdateExpression: "SET followers = :wrong",
      ExpressionAttributeValues: { ":wrong": { N: "77" } },
    }),
  );
  assert.equal(await count(), 77);
  assert.match(await node(["bin/mend.ts", "--table", stage.table, "--yes"]), /The table is mended/);
  assert.equal(await count(), 1);
}
