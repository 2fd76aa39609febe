import { expect, test } from "vitest";
import type { EntityRef } from "../../lib/domain/entity.ts";
import {
  type Duty,
  type FeedState,
  awakeFor,
  completeFrom,
  mayJoin,
  rowLifeOf,
  GENERATION_LIFE,
  ROW_LIFE,
  duty,
  horizonOf,
  isFinal,
  isPulled,
  mayHoldRow,
  wantsRow,
} from "../../lib/domain/feed.ts";
import { LIMITS } from "../../lib/domain/limits.ts";
import { DAY, HOUR, SECOND, toTimestamp } from "../../lib/domain/time.ts";

const BEGUN = 1_000 * DAY;
const HORIZON = "2025-01-02T00:00:00.000Z#b";
/** A feed that was built, settled for good, and read just now. */
const warm = (now: number): FeedState => ({
  ...{ generation: 1, phase: "built", horizon: HORIZON, begunAt: BEGUN, lastRead: now, openSince: 0 },
  asleepAfter: LIMITS.asleepAfter,
  rowLife: ROW_LIFE,
  ...{ joined: [], joinedAt: 0 },
  ...{ lastPullAt: BEGUN + DAY, incarnation: 0, pulledEntities: [], follows: 1, mutes: false, seen: "" },
});
const LATER = BEGUN + 2 * DAY;

test.each<[what: string, now: number, changed: Partial<FeedState>, expected: Duty]>([
  ["that is warm is believed", LATER, {}, "none"],
  ["that has changed is built", LATER, { phase: "stale" }, "build"],
  ["whose builder may have crashed is built", LATER, { phase: "building" }, "build"],
  ["nobody has read for so long is built", LATER, { lastRead: LATER - LIMITS.asleepAfter - 1 }, "build"],
  ["that is about to fall asleep is touched", LATER, { lastRead: LATER - LIMITS.asleepAfter }, "touch"],
  ["of an old generation is built", BEGUN + GENERATION_LIFE + 1, {}, "build"],
  ["of that very age is not yet", BEGUN + GENERATION_LIFE, {}, "none"],
  ["that somebody settles is pulled meanwhile", LATER, { openSince: LATER - 60 * SECOND }, "pull"],
  ["whose settling has crashed is built", LATER, { openSince: LATER - 60 * SECOND - 1 }, "build"],
  ["read a day ago is touched", LATER, { lastRead: LATER - DAY - 1 }, "touch"],
  ["read a day ago to the millisecond is not", LATER, { lastRead: LATER - DAY }, "none"],
  ["that is not materialised is never settled", LATER, { phase: "unmaterialised", lastPullAt: 0 }, "none"],
])("a feed %s", (_what, now, changed, expected) => {
  expect(duty({ ...warm(now), ...changed }, now, LIMITS)).toBe(expected);
});

test("a feed is settled once after each delay, with the first pull that began after it", () => {
  for (const delay of LIMITS.settleAfter) {
    const due = BEGUN + delay;
    const at = (now: number, lastPullAt: number) => duty({ ...warm(now), lastPullAt }, now, LIMITS);
    const former = Math.max(0, ...LIMITS.settleAfter.filter((one) => one < delay));
    expect([delay, at(due - 1, BEGUN + former)]).toEqual([delay, "none"]);
    expect([delay, at(due, due - 1)]).toEqual([delay, "settle"]);
    expect([delay, at(due, due)]).toEqual([delay, "none"]);
  }
});

test("a fan-out writes into feeds that are built or being built, above what is complete, until they sleep", () => {
  const [above, below] = [HORIZON, "2025-01-02T00:00:00.000Z#a"];
  const wants = (changed: Partial<FeedState>, position = above) =>
    wantsRow({ ...warm(LATER), ...changed }, position, LATER, LIMITS);
  expect([wants({}), wants({}, below), wants({ horizon: "" }, below)]).toEqual([true, false, true]);
  expect([
    wants({ phase: "building" }, below),
    wants({ phase: "stale" }),
    wants({ phase: "unmaterialised" }),
  ]).toEqual([true, false, false]);
  const slept = LATER - LIMITS.asleepAfter - LIMITS.fanOutGrace;
  expect([wants({ lastRead: slept }), wants({ lastRead: slept - 1 })]).toEqual([true, false]);
});

test("a change of the setting holds for generations that begin then", () => {
  const unread = { ...warm(LATER), lastRead: LATER - 10 * DAY };
  const limits = { ...LIMITS, asleepAfter: 30 * DAY };
  // A fan-out of before has passed it by.
  expect(duty({ ...unread, asleepAfter: 4 * DAY }, LATER, limits)).toBe("build");
  expect(duty({ ...unread, asleepAfter: 30 * DAY }, LATER, { ...LIMITS, asleepAfter: 4 * DAY })).toBe(
    "touch",
  );
});

test("a deletion reaches rows below what is complete too", () => {
  const holds = (changed: Partial<FeedState>) => mayHoldRow({ ...warm(LATER), ...changed }, LATER, LIMITS);
  const below = wantsRow({ ...warm(LATER), horizon: "9" }, HORIZON, LATER, LIMITS);
  expect([below, holds({ horizon: "9" })]).toEqual([false, true]);
  const phases = ["built", "building", "stale", "unmaterialised"] as const;
  expect(phases.map((phase) => holds({ phase }))).toEqual([true, true, false, false]);
  const slept = LATER - LIMITS.asleepAfter - LIMITS.fanOutGrace;
  expect([holds({ lastRead: slept }), holds({ lastRead: slept - 1 })]).toEqual([true, false]);
});

test("a pulled entity decides for what it does, and in other roles unless it is followed as actor only", () => {
  const [ann, bob, site, other] = [
    { model_type: "user", id: "ann" },
    { model_type: "user", id: "bob" },
    { model_type: "site", id: "ann" },
    { model_type: "user", id: "other" },
  ] as const;
  const body = { actor: ann, verb: "said", public: true, action_object: bob, target: site };
  const by = (actorOnly: boolean) => (entity: EntityRef) => isPulled(body, [{ entity, actorOnly }]);
  expect([ann, bob, site, other].map(by(true))).toEqual([true, false, false, false]);
  expect([ann, bob, site, other].map(by(false))).toEqual([true, true, true, false]);
  const bare = { actor: ann, verb: "said", public: true };
  const both = [other, site].map((entity) => ({ entity, actorOnly: false }));
  expect([isPulled(bare, both), isPulled(body, both), isPulled(body, [])]).toEqual([false, true, false]);
});

test("a feed is complete down to the last position that fits, or to the end of history", () => {
  const limits = { ...LIMITS, window: 2 };
  expect([horizonOf([], limits), horizonOf(["d", "c"], limits)]).toEqual(["", ""]);
  expect(horizonOf(["d", "c", "b"], limits)).toBe("c");
});

test("a feed that has slept is awake for 32 hours; who comes back meanwhile, but later that day, for days", () => {
  const { firstAsleepAfter, asleepAfter } = LIMITS;
  const after = (hours: number, changed: Partial<FeedState> = {}) =>
    awakeFor({ ...warm(LATER), asleepAfter: firstAsleepAfter, ...changed }, LATER + hours * HOUR, LIMITS);
  expect([after(0), after(16), after(17), after(32), after(33)]).toEqual([
    ...[firstAsleepAfter, firstAsleepAfter, asleepAfter, asleepAfter, firstAsleepAfter],
  ]);
  expect(after(0, { lastRead: 0 })).toBe(firstAsleepAfter);
  // A generation keeps what a fan-out may rely on.
  expect([after(1, { asleepAfter: 30 * DAY }), after(25, { asleepAfter: 30 * DAY })]).toEqual([
    30 * DAY,
    30 * DAY,
  ]);
  expect(awakeFor({ ...warm(LATER), lastRead: 0 }, LATER, { ...LIMITS, asleepAfter: HOUR })).toBe(HOUR);
});

test("rows of a busy feed live for two windows and three days, and nobody relies on their last day", () => {
  const horizon = `${toTimestamp(LATER - 12 * HOUR)}#a`;
  expect([rowLifeOf("", LATER), rowLifeOf(HORIZON, Date.parse("2025-03-01"))]).toEqual([ROW_LIFE, ROW_LIFE]);
  const rowLife = rowLifeOf(horizon, LATER);
  expect(rowLife).toBe(4 * DAY);
  const busy = { ...warm(LATER), horizon, rowLife };
  const from = (now: number) => completeFrom(busy, now);
  expect([from(LATER), from(LATER + 2 * DAY)]).toEqual([horizon, horizon]);
  expect(from(LATER + 3 * DAY)).toBe(`${toTimestamp(LATER)}#`);
  expect(completeFrom({ ...busy, rowLife: ROW_LIFE }, LATER + 90 * DAY)).toBe(horizon);
  // A fan-out still writes what only a reader with a slow clock relies on.
  const wants = (position: number) =>
    wantsRow({ ...busy, lastRead: LATER + 3 * DAY }, `${toTimestamp(position)}#a`, LATER + 3 * DAY, LIMITS);
  expect([wants(LATER - HOUR), wants(LATER - HOUR - 1)]).toEqual([true, false]);
});

test("a generation is final once a pull has begun a day after it", () => {
  const pulledAt = (after: number) => isFinal({ ...warm(LATER), lastPullAt: BEGUN + after }, LIMITS);
  expect([pulledAt(DAY), pulledAt(DAY - 1)]).toEqual([true, false]);
});

test("a follow joins a feed that is built and has room, of the same incarnation", () => {
  const may = (changed: Partial<FeedState>) => mayJoin({ ...warm(LATER), ...changed }, 0, LIMITS);
  const full = Array.from({ length: LIMITS.joined }, (_, index) => ({
    entity: { model_type: "user", id: String(index) },
    actorOnly: true,
  }));
  expect([may({}), may({ pulledEntities: full.slice(1) }), mayJoin(undefined, 0, LIMITS)]).toEqual([
    ...[true, true, false],
  ]);
  const not: Partial<FeedState>[] = [{ phase: "stale" }, { phase: "building" }, { phase: "unmaterialised" }];
  expect([...not, { incarnation: 1 }, { follows: 0 }, { pulledEntities: full }].map(may)).not.toContain(true);
});
