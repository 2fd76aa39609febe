import { SQSClient, SendMessageBatchCommand } from "@aws-sdk/client-sqs";
import { mockClient } from "aws-sdk-client-mock";
import { beforeEach, expect, test } from "vitest";
import { NONDETERMINISM } from "../../lib/table/nondeterminism.ts";
import { send, sendAll } from "../../lib/worker/send.ts";

const queue = mockClient(SQSClient);
beforeEach(() => {
  queue.reset();
});

const chance = { nondeterminism: { ...NONDETERMINISM, sleep: () => Promise.resolve() } };
const inputs = () => queue.commandCalls(SendMessageBatchCommand).map(({ args }) => args[0].input);
const sent = () =>
  inputs().map(({ Entries = [] }) =>
    Entries.map(({ MessageBody = "" }) => JSON.parse(MessageBody) as number),
  );
const failing = (...ids: string[]) => ({
  Successful: [],
  Failed: ids.map((Id) => ({ Id, SenderFault: false, Code: "InternalError" })),
});
const NONE = { Successful: [], Failed: [] };

test("384 messages go in tens, a few calls at a time, and each once", async () => {
  let [open, most] = [0, 0];
  queue.on(SendMessageBatchCommand).callsFake(async () => {
    most = Math.max(most, ++open);
    await new Promise((resolve) => setTimeout(resolve, 1));
    open--;
    return NONE;
  });
  const messages = Array.from({ length: 384 }, (_, index) => index);
  await sendAll("queue", messages, 60, chance);
  expect(sent().map(({ length }) => length)).toEqual([...Array.from({ length: 38 }, () => 10), 4]);
  expect(sent().flat()).toEqual(messages);
  expect(new Set(inputs().flatMap(({ Entries = [] }) => Entries.map((one) => one.DelaySeconds)))).toEqual(
    new Set([60]),
  );
  expect([most > 1, most <= 8]).toEqual([true, true]);
});

test("what the queue does not take is sent again, alone; where it takes one for long not, that is an error", async () => {
  queue.on(SendMessageBatchCommand).resolvesOnce(failing("1", "3")).resolvesOnce(failing("3")).resolves(NONE);
  await sendAll("queue", [10, 11, 12, 13], 0, chance);
  expect(sent()).toEqual([[10, 11, 12, 13], [11, 13], [13]]);
  queue.reset();
  queue.on(SendMessageBatchCommand).resolves(failing("1"));
  await expect(sendAll("queue", [20, 21], 0, chance)).rejects.toMatchObject({ code: "unavailable" });
  expect(sent()).toEqual([[20, 21], ...Array.from({ length: 9 }, () => [21])]);
});

test("a message that the queue will never take fails at once, and so does a queue that is not there", async () => {
  const Failed = [{ Id: "0", SenderFault: true, Code: "InvalidMessageContents", Message: "bad" }];
  queue.on(SendMessageBatchCommand).resolves({ Successful: [], Failed });
  await expect(send("queue", 1)).rejects.toThrow("the queue refuses a message: bad");
  queue.on(SendMessageBatchCommand).rejects(new Error("no such queue"));
  await expect(send("queue", 2)).rejects.toThrow("no such queue");
  expect(sent()).toEqual([[1], [2]]);
});
