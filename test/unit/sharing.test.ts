import { setImmediate as turn } from "node:timers/promises";
import { BatchGetCommand, BatchWriteCommand, GetCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";
import { beforeEach, expect, test } from "vitest";
import { CONTEXT, type Table } from "../../lib/table/table.ts";
import { Memory } from "../../lib/table/memory.ts";
import { sharing } from "../../lib/table/sharing.ts";

type Command = { readonly constructor: { readonly name: string }; readonly input: Record<string, unknown> };
type Key = { readonly pk: string; readonly sk: string };

const key = (pk: string): Key => ({ pk, sk: "s" });
/** Commands that have left, with what answers each. */
let calls: { readonly command: Command; answer(output: object): void; fail(error: Error): void }[] = [];
let table: Table;

beforeEach(() => {
  calls = [];
  const send = (command: Command) => new Promise((answer, fail) => calls.push({ command, answer, fail }));
  table = sharing({ ...CONTEXT, name: "t", memory: new Memory(), client: { send: send as never } });
});

const kinds = () => calls.map(({ command }) => command.constructor.name.replace("Command", ""));
const keysOf = (at: number) =>
  (calls[at]?.command.input["RequestItems"] as { t: { Keys: Key[] } }).t.Keys.map(({ pk }) => pk);
const placesOf = (at: number) =>
  (calls[at]?.command.input["RequestItems"] as { t: { PutRequest: { Item: Key } }[] }).t.map(
    ({ PutRequest }) => PutRequest.Item.pk,
  );

const get = (pk: string, ConsistentRead = true) =>
  table.client.send(new GetCommand({ TableName: "t", Key: key(pk), ConsistentRead }));
const batchGet = (...pks: string[]) =>
  table.client.send(
    new BatchGetCommand({ RequestItems: { t: { Keys: pks.map(key), ConsistentRead: true } } }),
  );
const put = (...pks: string[]) =>
  table.client.send(
    new BatchWriteCommand({ RequestItems: { t: pks.map((pk) => ({ PutRequest: { Item: key(pk) } })) } }),
  );
const query = (p: string) =>
  table.client.send(
    new QueryCommand({
      TableName: "t",
      KeyConditionExpression: "pk = :p",
      ExpressionAttributeValues: { ":p": p },
    }),
  );

test("reads at the same time are one BatchGet with each key once, and everybody gets their own items", async () => {
  const [one, many] = [get("a"), batchGet("a", "b", "gone")];
  await turn();
  expect([kinds(), keysOf(0)]).toEqual([["BatchGet"], ["a", "b", "gone"]]);
  calls[0]?.answer({ Responses: { t: [key("b"), key("a")] } });
  expect(await one).toEqual({ Item: key("a") });
  expect(await many).toEqual({ Responses: { t: [key("a"), key("b")] }, UnprocessedKeys: {} });
});

test("nobody joins a call that has left: it may have read before they asked", async () => {
  const reads = [get("a"), query("q")];
  await turn();
  reads.push(get("a"), query("q"));
  await turn();
  expect(kinds()).toEqual(["BatchGet", "Query", "BatchGet", "Query"]);
  for (const { answer } of calls) answer({});
  await Promise.all(reads);
});

test("equal queries are one, others go by themselves", async () => {
  const reads = [query("q"), query("q"), query("r")];
  await turn();
  expect(kinds()).toEqual(["Query", "Query"]);
  calls.forEach(({ answer }, at) => answer({ Items: [at] }));
  expect(await Promise.all(reads)).toEqual([0, 0, 1].map((at) => ({ Items: [at] })));
});

test("consistent reads and others are never in one call", async () => {
  const reads = [get("a"), get("a", false), get("b", false)];
  await turn();
  const asked = calls.map(({ command }) => (command.input["RequestItems"] as { t: object }).t);
  expect(asked).toEqual([
    { Keys: [key("a")], ConsistentRead: true },
    { Keys: [key("a"), key("b")], ConsistentRead: false },
  ]);
  calls[0]?.answer({ Responses: { t: [{ ...key("a"), is: "new" }] } });
  calls[1]?.answer({ Responses: { t: [{ ...key("a"), is: "old" }] } });
  expect(await Promise.all(reads)).toEqual([
    { Item: { ...key("a"), is: "new" } },
    { Item: { ...key("a"), is: "old" } },
    { Item: undefined },
  ]);
});

test("small writes fill one BatchWrite; the same place is written in order, by calls of their own", async () => {
  const writes = [put("a", "b"), put("c"), put("a")];
  await turn();
  expect([placesOf(0), placesOf(1)]).toEqual([["a", "b", "c"], ["a"]]);
  for (const { answer } of calls) answer({});
  expect(await Promise.all(writes)).toEqual(writes.map(() => ({ UnprocessedItems: {} })));
});

test("what is left unprocessed is told to whoever asked for it, and to nobody else", async () => {
  const writes = [put("a"), put("b")];
  const reads = [batchGet("a"), batchGet("b"), get("b")];
  await turn();
  const [read, written] = kinds()[0] === "BatchGet" ? calls : calls.toReversed();
  written?.answer({ UnprocessedItems: { t: [{ PutRequest: { Item: key("b") } }] } });
  read?.answer({ Responses: { t: [key("a")] }, UnprocessedKeys: { t: { Keys: [key("b")] } } });
  expect(await Promise.all(writes)).toEqual([
    { UnprocessedItems: {} },
    { UnprocessedItems: { t: [{ PutRequest: { Item: key("b") } }] } },
  ]);
  expect(await reads[0]).toEqual({ Responses: { t: [key("a")] }, UnprocessedKeys: {} });
  expect(await reads[1]).toMatchObject({ UnprocessedKeys: { t: { Keys: [key("b")] } } });
  await turn();
  expect(kinds()[2]).toBe("Get");
  calls[2]?.answer({ Item: key("b") });
  expect(await reads[2]).toEqual({ Item: key("b") });
});

test("where a shared call fails each command is sent by itself, so that one does not fail for another", async () => {
  const writes = [put("bad"), put("good")];
  await turn();
  calls[0]?.fail(new Error("one of them is wrong"));
  await turn();
  expect([placesOf(1), placesOf(2)]).toEqual([["bad"], ["good"]]);
  calls[1]?.fail(new Error("wrong"));
  calls[2]?.answer({ UnprocessedItems: {} });
  await expect(writes[0]).rejects.toThrow("wrong");
  expect(await writes[1]).toEqual({ UnprocessedItems: {} });
  const alone = put("bad");
  await turn();
  calls[3]?.fail(new Error("wrong again"));
  await expect(alone).rejects.toThrow("wrong again");
});

test("a command fails only when all of its parts have ended", async () => {
  const many = put(...Array.from({ length: 20 }, (_, at) => `a${at}`));
  const more = put(...Array.from({ length: 20 }, (_, at) => `b${at}`));
  await turn();
  expect([placesOf(0).length, placesOf(1).length]).toEqual([25, 15]);
  calls[0]?.fail(new Error("lost"));
  await turn();
  // The first has no part in the second call.
  expect(placesOf(2)).toHaveLength(20);
  expect(calls).toHaveLength(3);
  calls[1]?.answer({});
  await turn();
  expect(calls).toHaveLength(4);
  for (const { answer } of calls.slice(2)) answer({});
  await Promise.all([many, more]);
});
