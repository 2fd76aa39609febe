import { beforeEach, expect, test } from "vitest";
import { Scheduler } from "../simulation/scheduler.ts";
import { SimulatedTable } from "../simulation/simulated-table.ts";
import { invoking } from "../support/api.ts";

/** A table that hangs, throttles or is away: what a healthy one cannot be made to do. */
let send: (command: never) => unknown;
let table: SimulatedTable;
const invoke = invoking(() => ({
  ...table.open(undefined),
  client: { send: (command: never) => send(command) as never },
}));
beforeEach(() => {
  table = new SimulatedTable(new Scheduler(1, { selfDriven: true }), { name: "t" });
  send = (command: never) => table.client.send(command);
});

const headers = { authorization: "Bearer service" };
const actions = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ id: `a${index}`, actor: "user:alice", verb: "said" }));
const hang = () => new Promise(() => undefined);

test("a function near its end answers 503 with Retry-After", async () => {
  send = hang;
  const {
    status,
    headers: answer,
    body,
  } = await invoke("get-action", { headers, params: { id: "one" }, remaining: 1100 });
  expect([status, answer["retry-after"], body?.["title"]]).toEqual([503, "5", "Service Unavailable"]);
});

test("a batch near its end answers 503 for each item that there was no time for, and the others as they are", async () => {
  let calls = 0;
  send = (command: never) => (++calls > 40 ? hang() : table.client.send(command));
  const reply = await invoke("post-actions-batch", {
    headers,
    body: { actions: actions(60) },
    remaining: 2600,
  });
  const results = reply.body?.["results"] as { status: number }[];
  expect([reply.status, results.length]).toEqual([200, 60]);
  // So little was left that nothing was begun.
  expect(new Set(results.map(({ status }) => status))).toEqual(new Set([503]));
  expect(calls).toBe(0);
  const stuck = await invoke("post-actions-batch", {
    headers,
    body: { actions: actions(60) },
    remaining: 6300,
  });
  const statuses = (stuck.body?.["results"] as { status: number }[]).map(({ status }) => status);
  expect([...new Set(statuses)].toSorted()).toEqual([201, 503]);
  send = (command: never) => table.client.send(command);
  const again = await invoke("post-actions-batch", { headers, body: { actions: actions(60) } });
  const repeated = (again.body?.["results"] as { status: number }[]).map(({ status }) => status);
  expect(repeated.filter((status) => status === 200).length).toBeGreaterThanOrEqual(
    statuses.filter((one) => one === 201).length,
  );
  expect(repeated.filter((status) => ![200, 201].includes(status))).toEqual([]);
}, 20_000);

const named = (name: string, more: object = {}) => Object.assign(new Error("no"), { name, ...more });
test.each([
  ["is busy", named("ProvisionedThroughputExceededException")],
  ["is not there", named("ResourceNotFoundException")],
  ["fails itself", named("InternalServerError", { $metadata: { httpStatusCode: 500 } })],
  ["has a full disk", named("InternalFailure", { $metadata: { httpStatusCode: 500 } })],
  ["does not answer", named("TimeoutError")],
  ["cannot be reached", named("Error", { code: "ECONNREFUSED" })],
])("a table that %s is 503 with Retry-After", async (_how, error) => {
  send = () => Promise.reject(error);
  for (const [name, call] of [
    ["get-action", { params: { id: "one" } }],
    ["post-action", { body: actions(1)[0] }],
    ["put-entity", { params: { collection: "users", id: "alice" }, body: {} }],
  ] as const) {
    const { status, headers: answer, body } = await invoke(name, { headers, ...call });
    expect([name, status, answer["retry-after"]]).toEqual([name, 503, "2"]);
    expect(JSON.stringify(body)).not.toContain(error.name);
  }
});

test("a table that is in the way of a transaction for long is tried ten times, not ten times ten", async () => {
  let tries = 0;
  const conflict = named("TransactionConflictException");
  send = (command: { constructor: { name: string } }) => {
    if (!/Put|Update|Transact/.test(command.constructor.name)) return table.client.send(command as never);
    tries++;
    return Promise.reject(conflict);
  };
  const { TransactionConflictException } = await import("@aws-sdk/client-dynamodb");
  Object.setPrototypeOf(conflict, TransactionConflictException.prototype as object);
  expect((await invoke("post-action", { headers, body: actions(1)[0] })).status).toBe(503);
  expect(tries).toBe(10);
});

test("what is private to somebody else is read as what is unknown is, on every route that names an action", async () => {
  await invoke("post-action", { headers, body: { ...actions(1)[0], target: "repository:r", public: false } });
  const reads: string[] = [];
  send = (command: { constructor: { name: string } }) => {
    reads.push(command.constructor.name);
    return table.client.send(command as never);
  };
  for (const [name, body] of [
    ["get-action", undefined],
    ["patch-action", { description: "x" }],
    ["delete-action", undefined],
  ] as const) {
    for (const more of [{}, { "if-match": '"x"' }, { "if-none-match": "*" }]) {
      const answers = [];
      for (const id of ["a0", "unknown"]) {
        reads.length = 0;
        const { status, body: problem } = await invoke(name, {
          headers: { authorization: "Bearer bob", ...more },
          params: { id },
          body,
        });
        answers.push([status, problem, reads.join()]);
      }
      expect(answers[0]).toEqual(answers[1]);
      expect(answers[0]?.[0]).toBe(404);
    }
  }
});
