import { expect, test } from "vitest";
import type { Entry } from "../../lib/domain/action.ts";
import { type Bounds, raiseFor, topOf } from "../../lib/domain/bounds.ts";
import { type Entries, type Source, merge, withTop } from "../../lib/domain/merge.ts";
import { type Direction, positionOf } from "../../lib/domain/position.ts";
import { HOUR, SECOND, toTimestamp } from "../../lib/domain/time.ts";

const NOW = Date.parse("2026-01-01T12:00:00Z");
const limits = { boundAhead: 6 * HOUR };
const entity = { model_type: "user", id: "ann" };
const raise = (bounds: Bounds, time: number) =>
  raiseFor({ entity, name: "acted", bounds }, time, NOW, limits);

test("a bound rises six hours beyond a time that it does not cover, and not for one that it does", () => {
  expect(raise({ acted: NOW }, NOW)).toBeUndefined();
  expect(raise({ acted: NOW }, NOW - HOUR)).toBeUndefined();
  expect(raise({ acted: NOW - 1 }, NOW)).toMatchObject({ name: "acted", to: NOW + 6 * HOUR });
  expect(raise({ acted: 0, met: NOW }, 1)).toMatchObject({ to: 1 + 6 * HOUR });
});

test("a first bound covers whatever may have been stored before there were bounds", () => {
  const most = NOW + 300 * SECOND + 6 * HOUR;
  expect(raise({}, Date.parse("1999-01-01T00:00:00Z"))).toMatchObject({ to: most, unknown: most });
  expect(raise({ met: NOW }, NOW + 300 * SECOND)).toMatchObject({ to: most });
});

const MINUTES = 60 * SECOND;
const entry = (minute: number): Entry => ({
  position: positionOf(toTimestamp(NOW + minute * MINUTES), `a${minute}`),
  version: 1,
  body: { actor: entity, verb: "said", public: true },
});

/** Sources of these minutes, and which of them are asked, in order. */
function sourcesOf(all: readonly { top: number | undefined; minutes: readonly number[] }[]) {
  const asked: number[] = [];
  async function* entries(index: number, minutes: readonly number[]): Entries {
    asked.push(index);
    yield* minutes.map(entry);
  }
  const sources = all.map(({ top, minutes }, index): Source<Entry> =>
    withTop(entries(index, minutes), topOf(top === undefined ? undefined : NOW + top * MINUTES)),
  );
  return { asked, sources };
}

async function taken(sources: readonly Source<Entry>[], count: number, direction: Direction = "older") {
  const found: string[] = [];
  for await (const { position } of merge(sources, direction))
    if (found.push(position.slice(25)) === count) break;
  return found;
}

const STREAMS = [
  { top: -1, minutes: [-2, -7] },
  { top: 5, minutes: [4, -3] },
  { top: -60, minutes: [-60, -90] },
  { top: 3, minutes: [] },
  { top: undefined, minutes: [-5] },
];

test("a merge asks no source before its top is reached, and misses nothing", async () => {
  const few = sourcesOf(STREAMS);
  expect(await taken(few.sources, 2)).toEqual(["a4", "a-2"]);
  expect(few.asked).toEqual([4, 1, 3, 0]);
  const all = sourcesOf(STREAMS);
  expect(await taken(all.sources, 99)).toEqual(["a4", "a-2", "a-3", "a-5", "a-7", "a-60", "a-90"]);
});

test("the way to newer ones asks all sources", async () => {
  const { asked, sources } = sourcesOf(STREAMS.map((one) => ({ ...one, minutes: one.minutes.toReversed() })));
  expect(await taken(sources, 1, "newer")).toEqual(["a-90"]);
  expect(asked).toHaveLength(STREAMS.length);
});

test("an item at a bound's very time is not passed by", async () => {
  const { sources } = sourcesOf([
    { top: 0, minutes: [0] },
    { top: undefined, minutes: [0, -1] },
  ]);
  expect(await taken(sources, 2)).toEqual(["a0", "a-1"]);
});
