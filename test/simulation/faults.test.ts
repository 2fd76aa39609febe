import { GetCommand, PutCommand, QueryCommand, TransactWriteCommand } from "@aws-sdk/lib-dynamodb";
import { expect, test } from "vitest";
import { INDEXES } from "../../lib/contract/table.ts";
import { batchGet, batchWrite } from "../../lib/table/batch.ts";
import { query } from "../../lib/table/query.ts";
import type { Table } from "../../lib/table/table.ts";
import type { Faults } from "./faults.ts";
import { Scheduler } from "./scheduler.ts";
import { SimulatedTable } from "./simulated-table.ts";

const item = (sk: string, more: object = {}) => ({ pk: "p", sk, ...more });
const put = (table: Table, Item: Record<string, unknown>) =>
  table.client.send(new PutCommand({ TableName: table.name, Item }));
const get = async (table: Table, sk: string, ConsistentRead = true) =>
  (await table.client.send(new GetCommand({ TableName: table.name, Key: item(sk), ConsistentRead }))).Item;
const world = (seed: number, faults: Partial<Faults> = {}) => {
  const scheduler = new Scheduler(seed);
  return { scheduler, store: new SimulatedTable(scheduler, faults) };
};

/** How often something shows in as many worlds as that. */
async function countWorlds(worlds: number, shows: (seed: number) => Promise<boolean>): Promise<number> {
  let count = 0;
  for (let seed = 0; seed < worlds; seed++) if (await shows(seed)) count++;
  return count;
}

test("a world is its seed", async () => {
  const told = async (seed: number) => {
    const { scheduler, store } = world(seed, { torn: 0.5, unprocessed: 0, indexLag: 50, smallPages: 0.5 });
    const log: string[] = [];
    for (const name of ["a", "b", "c"]) {
      scheduler.spawn(name, async (task) => {
        const table = store.open(task);
        await batchWrite(table, [item(name), item("shared", { by: name })], []);
        log.push(
          `${name} ${(await query(table, "p", {})).map(({ by, sk }) => String(by ?? sk)).join()} ${scheduler.time}`,
        );
      });
    }
    await scheduler.run();
    return log.join("\n");
  };
  expect(await told(7)).toBe(await told(7));
  expect(await told(7)).not.toBe(await told(8));
});

test("calls of several tasks interleave in any order", async () => {
  const orders = new Set<string>();
  for (let seed = 0; seed < 50; seed++) {
    const { scheduler, store } = world(seed);
    for (const by of ["a", "b"]) scheduler.spawn(by, (task) => put(store.open(task), item("x", { by })));
    await scheduler.run();
    orders.add(store.stream.shards[0]?.map((record) => record.new?.["by"]).join("") ?? "");
  }
  expect([...orders].sort()).toEqual(["ab", "ba"]);
});

test("an index shows a change later, in order, and at the end", async () => {
  const { actor } = INDEXES;
  const stale = await countWorlds(40, async (seed) => {
    const { scheduler, store } = world(seed, { indexLag: 200 });
    const seen: number[] = [];
    const read = async (table: Table) => {
      const [row] = await query(table, "k", { index: actor });
      seen.push((row?.["n"] as number | undefined) ?? 0);
    };
    scheduler.spawn("writer", async (task) => {
      for (let n = 1; n <= 3; n++) {
        await put(store.open(task), item("x", { actor_key: "k", position: "1", n }));
        await read(store.open(task));
      }
    });
    await scheduler.run();
    await scheduler.advance(200);
    scheduler.spawn("reader", (task) => read(store.open(task)));
    await scheduler.run();
    expect(seen).toEqual(seen.toSorted());
    expect(seen.at(-1)).toBe(3);
    return seen.join() !== "1,2,3,3";
  });
  expect(stale).toBeGreaterThan(10);
});

test("a read that is not consistent may see the past, a consistent one never", async () => {
  const stale = await countWorlds(40, async (seed) => {
    const { scheduler, store } = world(seed, { staleness: 100, stale: 0.9 });
    const task = scheduler.spawn("reader", async (self) => {
      await put(store.open(self), item("x"));
      return [await get(store.open(self), "x"), await get(store.open(self), "x", false)];
    });
    await scheduler.run();
    const [consistent, eventual] = task.outcome?.state === "done" ? task.outcome.value : [];
    expect(consistent).toEqual(item("x"));
    return eventual === undefined;
  });
  expect(stale).toBeGreaterThan(10);
});

test("small pages, torn batches and unprocessed entries lose nothing", async () => {
  const { scheduler, store } = world(3, { smallPages: 0.7, torn: 0.3, unprocessed: 0.2 });
  const items = Array.from({ length: 60 }, (_, index) => item(String(index).padStart(2, "0")));
  const task = scheduler.spawn("all", async (self) => {
    const table = store.open(self);
    await batchWrite(table, items, []);
    expect(await query(table, "p", {})).toEqual(items);
    expect(await query(table, "p", { direction: "older", limit: 7 })).toEqual(items.toReversed().slice(0, 7));
    expect(await batchGet(table, items, true)).toHaveLength(60);
  });
  await scheduler.run();
  expect(task.outcome).toEqual({ state: "done", value: undefined });
});

test("transactions on one item get into each other's way, and into a single write's", async () => {
  const outcomes = new Set<string>();
  for (let seed = 0; seed < 60; seed++) {
    const { scheduler, store } = world(seed, { locks: true });
    const transact = (table: Table, by: string) =>
      table.client.send(
        new TransactWriteCommand({
          TransactItems: [{ Put: { TableName: table.name, Item: item("x", { by }) } }],
        }),
      );
    const tasks = [
      scheduler.spawn("a", (task) => transact(store.open(task), "a")),
      scheduler.spawn("b", (task) => transact(store.open(task), "b")),
      scheduler.spawn("c", (task) => put(store.open(task), item("x", { by: "c" }))),
    ];
    await scheduler.run();
    for (const { outcome } of tasks)
      outcomes.add(outcome?.state === "failed" ? (outcome.error as Error).name : "done");
    expect(store.stream.shards[0]).toHaveLength(
      tasks.filter(({ outcome }) => outcome?.state === "done").length,
    );
  }
  expect([...outcomes].sort()).toEqual([
    "TransactionCanceledException",
    "TransactionConflictException",
    "done",
  ]);
});

test("a killed task hears nothing more; what it had asked for may happen or not", async () => {
  const happened = await countWorlds(60, async (seed) => {
    const { scheduler, store } = world(seed);
    let heard = false;
    const task = scheduler.spawn("victim", async (self) => {
      await put(store.open(self), item("x"));
      heard = true;
    });
    await scheduler.advance(scheduler.random.int(4));
    scheduler.kill(task);
    await scheduler.run();
    expect(heard).toBe(task.outcome?.state === "done");
    return !heard && store.items().length === 1;
  });
  expect(happened).toBeGreaterThan(5);
  expect(happened).toBeLessThan(55);
});

test("an item goes some time after its expiry, as the table's own doing", async () => {
  const { scheduler, store } = world(1, { expiry: 1000 });
  const expires_at = Math.ceil(scheduler.now() / 1000) + 10;
  scheduler.spawn("writer", (task) => put(store.open(task), item("x", { expires_at })));
  await scheduler.run();
  await scheduler.advance(9000);
  expect(store.items()).toHaveLength(1);
  await scheduler.advance(3000);
  scheduler.spawn("reader", (task) =>
    store.open(task).client.send(
      new QueryCommand({
        TableName: store.name,
        KeyConditionExpression: "pk = :p",
        ExpressionAttributeValues: { ":p": "p" },
      }),
    ),
  );
  await scheduler.run();
  expect(store.items()).toEqual([]);
  expect(store.stream.shards[0]?.at(-1)).toMatchObject({
    eventName: "REMOVE",
    userIdentity: { type: "Service" },
  });
});

test("what the simulation does not know ends the run", async () => {
  const { scheduler, store } = world(1);
  const unknown = { TableName: store.name, Item: item("x"), ConditionExpression: "attribute_type(n, :t)" };
  scheduler.spawn("caller", (task) => store.open(task).client.send(new PutCommand(unknown)));
  await expect(scheduler.run()).rejects.toThrow("does not support");
});
