import { describe, expect, test, vi } from "vitest";
import { eachAtMost } from "../../../lib/domain/merge.ts";
import { amount } from "../../support/amount.ts";
import { type Json, service } from "../../support/people.ts";
import { AT_ONCE, RARE, moment, fillShelf } from "../../support/shelf.ts";
import { page, pathOf } from "../../support/story.ts";
import { expectGoodPages, idsOf, walk } from "../../support/walk.ts";

/** In `npm run test:long` the busiest have hundreds. */
const MANY = amount(105, 1500);
const RARES = MANY / RARE;
const SMALL = amount(48, 120);
/** Pages of the many: large ones, and such that none ends where a moment does. */
const [LARGE, ODD] = amount([40, 19], [100, 37]);

/** Exact page sizes and their neighbours; `npm run test:long` tries every one. */
const SIZES = amount(
  [7, 23, 24, 25, 47, 48, 100],
  Array.from({ length: 100 }, (_, index) => index + 1),
);

/** Others post meanwhile, but none at this time. */
const YEAR = 2019;
const momentOf = (index: number) => moment(index, YEAR);
const { type, shelf, ship, robot, actor, reader, placed, delivered } = await fillShelf(MANY, SMALL, YEAR);
/** Ids of all many, newest first, ties by id. */
const many = placed.map(({ id }) => id);

const byActor = (ids: readonly Json[], parity: number): string[] => {
  const wanted = parity === 0 ? robot : actor;
  return ids.filter((action) => `user:${action.actor.id}` === wanted).map(({ id }) => id);
};

describe("a list of many that share few moments is walked to its end and back, each item once, newest first", () => {
  const STREAMS: readonly [what: string, path: () => string, expected: () => string[]][] = [
    ["an entity's activity in any role", () => `${pathOf(shelf)}/activity`, () => many],
    ["an actor's stream", () => `${pathOf(robot)}/activity?role=actor`, () => byActor(placed, 0)],
    [
      "a target's stream",
      () => `${pathOf(shelf)}/activity?role=target`,
      () => placed.filter((action) => action.target !== null).map(({ id }) => id),
    ],
    [
      "an action_object's stream",
      () => `${pathOf(shelf)}/activity?role=action_object`,
      () => placed.filter((action) => action.target === null).map(({ id }) => id),
    ],
    ["a feed", () => "/feed", () => byActor(placed, 0)],
    ["a feed by its owner's path", () => `/users/${reader.id}/feed?flag=watching`, () => byActor(placed, 1)],
    ["a feed of what is done to the followed", () => "/feed?flag=reading", () => many],
    ["a feed of every flag", () => "/feed?flag=*", () => many],
    ["a feed of every flag with the owner's own", () => "/feed?flag=*&own=true", () => many],
    ["a feed with the owner's own", () => `${pathOf(robot)}/feed?own=true`, () => byActor(placed, 0)],
  ];

  test.each(STREAMS)("%s", async (_what, path, expected) => {
    const caller = path().startsWith(pathOf(robot)) ? service : reader;
    const [full, odd] = await Promise.all([
      expectGoodPages(caller, path(), LARGE),
      expectGoodPages(caller, path(), ODD),
    ]);
    expect(full).toEqual(expected());
    expect(odd).toEqual(expected());
  });

  test("a type's stream", async () => {
    await vi.waitFor(delivered, { timeout: 60_000, interval: 500 });
    const ids = await expectGoodPages(reader, `/${type}/activity`, 100);
    const known = new Set(many);
    expect(ids).toHaveLength(MANY + SMALL);
    expect(ids.filter((id) => known.has(id))).toEqual(many);
  });

  test("the public stream, between two times", async () => {
    const window = "since=2019-03-01T12:00:00.000Z&until=2019-03-01T12:00:00.001Z";
    const ids = await expectGoodPages(reader, `/actions?${window}`, 64);
    expect(ids).toEqual(
      expect.arrayContaining(placed.filter(({ timestamp }) => timestamp === momentOf(0)).map(({ id }) => id)),
    );
  });
});

test("every page size shows the same list, and the size may change along the walk", async () => {
  const path = `${pathOf(ship)}/activity`;
  const [whole = []] = (await walk(reader, `${path}?limit=100`)).map(({ ids }) => ids);
  const rest = idsOf(await walk(reader, `${path}?limit=100`));
  expect(rest.slice(0, 100)).toEqual(whole);
  await eachAtMost(AT_ONCE, SIZES, async (limit) => {
    expect(await expectGoodPages(reader, path, limit), `limit=${limit}`).toEqual(rest);
  });
  const resized: string[] = [];
  let at: string | null = `${path}?limit=1`;
  for (let limit = 2; at !== null; limit += 3) {
    const { results, next }: Json = await page(reader, at);
    resized.push(...results.map(({ id }) => id));
    at = next && next.replace(/limit=\d+/, `limit=${limit}`);
  }
  expect(resized).toEqual(rest);
});

test("the size is 25 where none is asked for", async () => {
  for (const path of [
    `${pathOf(ship)}/activity`,
    "/feed",
    "/feed?flag=*&own=true",
    `/${type}/activity`,
    "/actions",
  ]) {
    expect((await page(reader, path)).results).toHaveLength(25);
  }
});

describe("a filtered list has full pages, and no empty one at its end", () => {
  const feed = () => "/feed?flag=*";
  const activity = () => `${pathOf(shelf)}/activity?`;
  const stream = () => `/${type}/activity?`;
  test.each([
    ["a feed", feed],
    ["an entity's activity", activity],
    ["a type's stream", stream],
  ])("%s", async (_what, path) => {
    const broke = placed.filter(({ verb }) => verb === "broke").map(({ id }) => id);
    expect(broke).toHaveLength(RARES);
    for (const limit of [4, 10, RARES - 1, RARES, RARES + 1])
      expect(await expectGoodPages(reader, `${path()}&verb=broke`, limit)).toEqual(broke);
    expect(await expectGoodPages(reader, `${path()}&verb=nothing`, 10)).toEqual([]);
    const between = placed.filter(({ timestamp }) => timestamp >= momentOf(1) && timestamp < momentOf(3));
    const window = `since=${momentOf(1)}&until=${momentOf(3)}`;
    const moved = between.filter(({ verb }) => verb === "moved").map(({ id }) => id);
    const seen = await expectGoodPages(reader, `${path()}&${window}&verb=moved`, 100);
    expect(seen).toEqual(moved);
    const [since, until] = [
      placed.filter(({ timestamp }) => timestamp >= momentOf(4)),
      `until=${momentOf(0)}`,
    ];
    expect(await expectGoodPages(reader, `${path()}&since=${momentOf(4)}&verb=moved`, 50)).toEqual(
      since.filter(({ verb }) => verb === "moved").map(({ id }) => id),
    );
    expect(await expectGoodPages(reader, `${path()}&${until}`, 50)).toEqual([]);
  });

  test("a page that ends with the list has no next, one item less and it has", async () => {
    const path = `${pathOf(ship)}/activity?verb=s`;
    for (const pages of [2, 4]) {
      const sizes = (await walk(reader, `${path}&limit=${SMALL / pages}`)).map(({ ids }) => ids.length);
      expect(sizes).toEqual(Array(pages).fill(SMALL / pages));
    }
    const half = SMALL / 2 - 1;
    expect((await walk(reader, `${path}&limit=${half}`)).map(({ ids }) => ids.length)).toEqual([
      half,
      half,
      2,
    ]);
  });
});
