import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { costTable } from "../../lib/tools/costs/report.ts";
import { page, warm } from "../../lib/tools/costs/muting.ts";
import { firstPage, withFullGroups } from "../../lib/tools/costs/notified.ts";
import { OWNER, fullGroup, notify, told } from "../../lib/tools/costs/seed-notes.ts";
import { countsOf } from "../../lib/store/notifications/counts.ts";
import { seedEntities } from "../../lib/tools/costs/seed.ts";
import { SCENARIOS } from "../../lib/tools/costs/scenarios.ts";
import { writeUnits } from "../../lib/tools/costs/units.ts";
import { NOW, SETTLED, type World, user } from "../../lib/tools/costs/world.ts";
import { type StoredAction, entryId } from "../../lib/domain/action.ts";
import { DAY, HOUR } from "../../lib/domain/time.ts";
import { deleteAction, getAction } from "../../lib/store/actions/actions.ts";
import { putMute } from "../../lib/store/mutes/mutes.ts";
import { batchGet } from "../../lib/table/batch.ts";
import { actionKey } from "../../lib/table/keys.ts";
import { expectWithin } from "../support/budget.ts";
import { freshWorld } from "../support/fresh-table.ts";

/**
 * Those of hundreds and thousands of items are measured by `test/slow/costs.test.ts`, with all of the tables.
 */
const MANY = [
  /^pass by a follower/,
  /^retract it/,
  /^find 500/,
  /^find 3,000/,
  /^build a feed, each followed/,
  /^settle a feed/,
  /^ask which of 100 entities/,
  /^ask which of 100 follow/,
  /^the same with every flag, of two$/,
  /^the same with every flag, of two each$/,
  /^a badge: 1,000/,
  /^25 members/,
];
const few = SCENARIOS.filter(({ operation }) => !MANY.some((many) => many.test(operation)));

test("few scenarios are left to the slow tests", () =>
  expect(few).toHaveLength(SCENARIOS.length - MANY.length));

test.each(few)("$operation: within its budget, and as docs/costs.md says", async (scenario) => {
  const cost = await scenario.measure(await freshWorld());
  expectWithin(scenario, cost);
  const row = costTable([[scenario, cost]])
    .trim()
    .split("\n")
    .at(-1);
  expect(readFileSync("docs/costs.md", "utf8"), "npm run costs -- --write").toContain(row);
});

describe("round trips", () => {
  const trips = async (world: World, work: () => Promise<unknown>) => (await world.measure(work)).trips;

  test("a badge is one, the first notifications two", async () => {
    const world = await freshWorld();
    await withFullGroups(world, 60);
    expect(await trips(world, () => countsOf(world.table, OWNER, NOW))).toBe(1);
    expect(await trips(world, () => firstPage(world))).toBe(2);
    await putMute(world.table, { muter: OWNER, muted: user("eve"), until: undefined }, NOW);
    await countsOf(world.table, OWNER, NOW);
    expect(await trips(world, () => countsOf(world.table, OWNER, NOW))).toBe(1);
    expect(await trips(world, () => firstPage(world))).toBe(2);
  });

  test("forty likes of a busy post are looked up together", async () => {
    const world = await freshWorld();
    await fullGroup(world, 9);
    const likes = await Promise.all(
      Array.from({ length: 40 }, (_like, index) => told(world, `fan-${index}`, "document:1")),
    );
    // The head, state and actions, rows of sixteen actors at once, the write, state and actions again.
    const { trips: rounds, write, read } = await world.measure(() => notify(world, likes));
    expect(rounds).toBeLessThanOrEqual(10);
    // As docs/notifications.md says.
    expect([write / likes.length, Math.round((10 * read) / likes.length) / 10]).toEqual([4.2, 3.1]);
  });

  test("up to eight likes of a busy post need no transaction", async () => {
    const world = await freshWorld();
    await fullGroup(world, 8);
    const likes = await Promise.all(
      Array.from({ length: 8 }, (_like, index) => told(world, `fan-${index}`, "document:1")),
    );
    const { write, calls } = await world.measure(() => notify(world, likes));
    expect(calls.map(({ kind }) => kind)).not.toContain("TransactWrite");
    expect(write / likes.length).toBe(2.5);
  });

  test.each(["deleted", "hidden"])(
    "the newest of exactly eight members is %s without a transaction",
    async (how) => {
      const world = await freshWorld();
      await fullGroup(world, 7);
      const seen = await told(world, "bob", "document:1");
      await notify(world, [seen]);
      const action = (await getAction(world.table, seen.seed.id)) as StoredAction;
      if (how === "deleted") await deleteAction(world.table, action, NOW);
      else await world.hide(action);
      const { write, calls } = await world.measure(() => notify(world, [seen], NOW + HOUR));
      expect(calls.map(({ kind }) => kind)).not.toContain("TransactWrite");
      expect(write).toBe(6);
    },
  );

  test("whom a reader mutes is read beside the rows, once a page has found that it is somebody", async () => {
    const world = await freshWorld();
    await warm(world, { mutes: true });
    expect(await trips(world, () => page(world, true))).toBe(1);
    // A first page learns it from the feed's state.
    expect(await trips(world, () => page(world, false))).toBe(2);
  });
});

describe("a warm feed", () => {
  const kinds = async (world: World, now: number) =>
    (await world.measure(() => world.feed("bob", now))).calls.map(({ kind }) => kind);
  const warmWorld = async (description: string) => {
    const world = await freshWorld();
    await world.follow("bob", "alice");
    for (let index = 0; index < 30; index++) await world.post("alice", { description }, NOW + index);
    await world.feed("bob", NOW);
    await world.feed("bob");
    return world;
  };

  test("is one query, a pass more after the first day, and a write more at most once a day", async () => {
    const world = await warmWorld("short");
    expect(await kinds(world, SETTLED)).toEqual(["Query"]);
    // Once in a generation: the state taken and given back, whom it follows, their streams and its rows.
    const pass = await kinds(world, SETTLED + DAY + 1);
    expect(pass.filter((kind) => kind !== "Query")).toEqual(["Update", "Update"]);
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

test("no feed row is touched by a follow or its end, and none deleted by a build", async () => {
  const world = await freshWorld();
  await world.follow("bob", "alice");
  for (let index = 0; index < 30; index++) await world.post("alice", {}, NOW + index);
  await world.feed("bob");
  await seedEntities(world, ["carol"]);
  const writes = async (work: () => Promise<unknown>) => {
    const { calls } = await world.measure(work);
    return calls.filter(({ write }) => write > 0).map(({ kind }) => kind);
  };
  expect(await writes(() => world.follow("bob", "carol"))).toEqual(["TransactWrite"]);
  expect(await writes(() => world.feed("bob")), "what is followed joins the feed").toEqual([]);
  expect(await writes(() => world.unfollow("bob", "carol"))).toEqual(["TransactWrite"]);
  const { write } = await world.measure(() => world.feed("bob"));
  expect(write, "its rows, the state taken and the state built").toBe(30 + 2);
});

test("what transactions are said to cost is worked out as DynamoDB Local does for single writes", async () => {
  const world = await freshWorld();
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
