import { expect, test } from "vitest";
import { DEFAULT_FLAG } from "../../lib/domain/follow.ts";
import { takePage } from "../../lib/domain/page.ts";
import { deleteAction, updateAction } from "../../lib/store/actions/actions.ts";
import { updateListedStreams } from "../../lib/store/feeds/deliver.ts";
import { openFeed } from "../../lib/store/feeds/feeds.ts";
import { raiseShards } from "../../lib/store/streams/shards.ts";
import { activity, publicStream } from "../../lib/store/streams/streams.ts";
import type { Table } from "../../lib/table/table.ts";
import { heated } from "../../lib/tools/costs/heat-recorder.ts";
import { seedActions } from "../../lib/tools/costs/seed.ts";
import { FIRST, PAGE } from "../../lib/tools/costs/world.ts";
import { Heat } from "../../lib/tools/costs/heat.ts";
import { NOW, collect, delivered, follows, post, user, walk } from "../simulation/patterns/world.ts";
import { Scheduler } from "../simulation/scheduler.ts";
import { SimulatedTable } from "../simulation/simulated-table.ts";
import { freshWorld, quietTable } from "../support/fresh-table.ts";

const noHeat = () => new Heat(() => 0);

/** Chance and nonces are the same for both tables. */
const likeSimulated = () => new Scheduler(1, { selfDriven: true });

const hottest = (heat: Heat) =>
  heat
    .hottest()
    .map(({ place, key, kind, total }) => `${kind} ${place} ${key}: ${total}`)
    .sort();

/** Single writes, batches, transactions, a failed condition, queries, and what is not there. */
async function use(table: Table): Promise<void> {
  const [alice, bob] = [user("alice"), user("bob")];
  await follows(table, bob, alice, { started: "2025-01-01T00:00:00.000Z" });
  await openFeed(table, { owner: bob, flag: DEFAULT_FLAG, own: false, walk: walk() }, NOW);
  const action = await post(table, alice, "A1", {
    target: "repository:crython",
    description: "x".repeat(1500),
  });
  await delivered(table, action);
  await post(table, alice, "A1", { target: "repository:crython", description: "x".repeat(1500) });
  await collect(activity(table, alice, ["actor", "target"], walk()));
  const hidden = await updateAction(table, action, { ...action.body, public: false });
  await delivered(table, action);
  if (hidden !== undefined) await deleteAction(table, hidden, NOW);
}

test("the recorder around DynamoDB Local and the simulated table count the same units for every key", async () => {
  const [local, simulated] = [noHeat(), noHeat()];
  const scheduler = likeSimulated();
  await use(new SimulatedTable(scheduler, { name: "heat", heat: simulated }));
  const { table } = await quietTable();
  await use(heated({ ...table, nondeterminism: likeSimulated().nondeterminism }, local));
  expect(hottest(local)).toEqual(hottest(simulated));
  expect(hottest(local).length).toBeGreaterThan(10);
});

test("its units are those that DynamoDB Local reports", async () => {
  const { table, measure } = await quietTable();
  const heat = noHeat();
  const long = { target: "repository:crython", description: "x".repeat(1500) };
  const [one, other] = [await post(table, user("a"), "A1", long), await post(table, user("b"), "B1", long)];
  const reported = await measure(() => updateAction(table, one, { ...one.body, public: false }));
  await updateAction(heated(table, heat), other, { ...other.body, public: false });
  expect(heat.hottest().reduce((sum, { total }) => sum + total, 0)).toBe(reported.write);
  // Two kilobytes in the table; in each index out of one partition and into another.
  expect(heat.hottest().map(({ place, key, total }) => `${place} ${key}: ${total}`)).toEqual(
    expect.arrayContaining(["table ACTION#B1: 2", "by-actor public#user#b: 2", "by-actor private#user#b: 2"]),
  );
});

/** What a page of 25 costs a function that knows the number of shards. */
async function pageCost(listShards: number): Promise<number> {
  const world = await freshWorld();
  const limits = { ...world.table.limits, listShards, shardsUsedAfter: 0 };
  const table = { ...world.table, limits };
  await raiseShards(table);
  for (const action of await seedActions(world, ["alice"], 30)) await updateListedStreams(table, action);
  return (await world.measure(() => takePage(publicStream(table, FIRST), PAGE))).read;
}

test("a page of a listed stream costs at most half a read unit more for each shard", async () => {
  const whole = await pageCost(1);
  for (const shards of [2, 4, 16]) {
    const spread = await pageCost(shards);
    expect(spread).toBeGreaterThanOrEqual(shards / 2);
    expect(spread).toBeLessThanOrEqual(whole + shards / 2);
  }
});
