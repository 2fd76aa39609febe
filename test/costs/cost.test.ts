import { describe, expect, test } from "vitest";
import { growths } from "../../lib/costs/growth.ts";
import { SCENARIOS } from "../../lib/costs/scenarios.ts";
import { NOW, SETTLED, World } from "../../lib/costs/world.ts";
import { writeUnits } from "../../lib/costs/transaction.ts";
import { entryId } from "../../lib/domain/action.ts";
import { DAY } from "../../lib/domain/time.ts";
import { batchGet } from "../../lib/store/batch.ts";
import { deleteAction } from "../../lib/store/actions.ts";
import { actionKey } from "../../lib/store/keys.ts";
import { freshTable } from "../support/fresh-table.ts";

const newWorld = async () => new World(await freshTable());
const ACTIONS = process.env["COSTS_FULL"] === "1" ? 100_000 : 2_000;
const MINUTES = 60_000;

test.each(SCENARIOS)("$operation: within its budget", { timeout: 3 * MINUTES }, async ({ measure, floor, budget, beyond }) => {
  const { write, read, queries } = await measure(await newWorld());
  expect(write).toBeLessThanOrEqual(budget.write ?? Infinity);
  expect(read).toBeLessThanOrEqual((budget.read ?? Infinity) + (beyond?.read ?? 0));
  expect(queries).toBeLessThanOrEqual(budget.queries ?? Infinity);
  expect(write, "nothing is cheaper than its floor").toBeGreaterThanOrEqual(floor.write);
});

test.each(growths(ACTIONS))(
  "$operation costs the same with $sizes.0 and $sizes.1 $of",
  { timeout: 20 * MINUTES },
  async ({ sizes, measure }) => {
    const [small, large] = [await measure(await newWorld(), sizes[0]), await measure(await newWorld(), sizes[1])];
    expect([large.write, large.read]).toEqual([small.write, small.read]);
  },
);

describe("a warm feed", () => {
  const kinds = async (world: World, now: number) =>
    (await world.measure(() => world.feed("bob", now))).calls.map(({ kind }) => kind);
  const warmWorld = async (description: string) => {
    const world = await newWorld();
    await world.follow("bob", "alice");
    for (let index = 0; index < 30; index++) await world.post("alice", { description }, NOW + index);
    await world.feed("bob", NOW);
    await world.feed("bob");
    return world;
  };

  test("is one query, and a write more at most once a day", async () => {
    const world = await warmWorld("short");
    expect(await kinds(world, SETTLED)).toEqual(["Query"]);
    expect(await kinds(world, SETTLED + DAY + 1)).toEqual(["Query", "Update"]);
    expect(await kinds(world, SETTLED + DAY + 2)).toEqual(["Query"]);
    expect(await kinds(world, SETTLED + 2 * DAY)).toEqual(["Query"]);
    expect(await kinds(world, SETTLED + 2 * DAY + 2)).toEqual(["Query", "Update"]);
  });

  test("takes rows that are too long from their actions in one more call", async () => {
    const world = await warmWorld("x".repeat(800));
    expect(await kinds(world, SETTLED)).toEqual(["Query", "BatchGet"]);
  });

  test("asks for the state beside a later page, at the same time", async () => {
    const world = await warmWorld("short");
    const first = await world.feed("bob");
    const { calls, atOnce } = await world.measure(() => world.feed("bob", SETTLED, first));
    expect(calls.map(({ kind }) => kind).sort()).toEqual(["Get", "Query"]);
    expect(atOnce).toBe(2);
  });
});

test("no feed row is touched by a follow, and none deleted by a build", async () => {
  const world = await newWorld();
  await world.follow("bob", "alice");
  for (let index = 0; index < 30; index++) await world.post("alice", {}, NOW + index);
  await world.feed("bob");
  const { calls } = await world.measure(() => world.follow("bob", "carol"));
  expect(calls.filter(({ write }) => write > 0).map(({ kind }) => kind)).toEqual(["TransactWrite"]);
  const { write } = await world.measure(() => world.feed("bob"));
  expect(write, "its rows, the state taken and the state built").toBe(30 + 2);
});

test("what transactions are said to cost is worked out as DynamoDB Local does for single writes", async () => {
  const world = await newWorld();
  const action = await world.post("alice", { target: "repository:1" });
  const stored = async () => (await batchGet(world.table, [actionKey(entryId(action))], true))[0];
  const agrees = async (work: () => Promise<unknown>) => {
    const before = await stored();
    const { write } = await world.measure(work);
    expect(writeUnits(before, await stored())).toBe(write);
  };
  await agrees(() => world.hide(action));
  await agrees(() => deleteAction(world.table, { ...action, version: action.version + 1 }, NOW));
});
