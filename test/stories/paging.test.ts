import { beforeAll, describe, expect, test, vi } from "vitest";
import { eachAtMost } from "../../lib/domain/merge.ts";
import { type Json, type Person, person, service, unique } from "../support/people.ts";
import { amount } from "../support/amount.ts";
import { eventually, follow, page, pathOf, post, uniqueType } from "../support/story.ts";
import { expectGoodPages, formPage, FORMS, idOf, idsOf, walk, walkBack, walkForm } from "../support/walk.ts";

/** A story of many actions at few moments: in `npm run test:long` the busiest have hundreds. */
const MANY = amount(105, 1500);
const MOMENTS = 5;
/** One in so many has another verb. */
const RARE = amount(7, 50);
const RARES = MANY / RARE;
const BATCH = 50;
const AT_ONCE = 2;
const SMALL = amount(48, 120);
/** Pages of the many: large ones, and such that none ends where a moment does. */
const [LARGE, ODD] = amount([40, 19], [100, 37]);
const moment = (index: number): string => `2018-03-0${(index % MOMENTS) + 1}T12:00:00.000Z`;

const type = uniqueType("shelf");
const [shelf, robot, actor] = [`${type}:A/1`, `user:${unique("robot")}`, `user:${unique("clerk")}`];
const ship = `${type}:small`;
let reader: Person;
let stranger: Person;
/** Ids of all many, newest first, ties by id. */
let many: string[];

interface Placed {
  readonly id: string;
  readonly timestamp: string;
  readonly verb: string;
}
let placed: Placed[];

/** Exact page sizes and their neighbours; `npm run test:long` tries every one. */
const SIZES = amount(
  [7, 23, 24, 25, 47, 48, 100],
  Array.from({ length: 100 }, (_, index) => index + 1),
);

const newestFirst = (a: Placed, b: Placed): number =>
  a.timestamp === b.timestamp ? (a.id < b.id ? 1 : -1) : a.timestamp < b.timestamp ? 1 : -1;

async function postAll(actions: readonly object[]): Promise<Placed[]> {
  const batches = Array.from({ length: Math.ceil(actions.length / BATCH) }, (_, at) =>
    actions.slice(at * BATCH, (at + 1) * BATCH),
  );
  const stored = await eachAtMost(AT_ONCE, batches, async (batch) => {
    const { status, body } = await service.post("/actions/batch", { actions: batch });
    expect([status, body.results.filter((result) => result.status !== 201)]).toEqual([200, []]);
    return body.results.map((result) => (result as unknown as { action: Placed }).action);
  });
  return stored.flat();
}

beforeAll(async () => {
  [reader, stranger] = [await person("reader"), await person("stranger")];
  const actions = Array.from({ length: MANY }, (_, index) => ({
    actor: index % 2 === 0 ? robot : actor,
    verb: index % RARE === 0 ? "broke" : "moved",
    [index % 3 === 0 ? "target" : "action_object"]: shelf,
    timestamp: moment(index),
  }));
  const small = Array.from({ length: SMALL }, (_, index) => ({
    actor: ship,
    verb: "s",
    timestamp: moment(index % 2),
  }));
  const [first, second] = await Promise.all([postAll(actions), postAll(small)]);
  expect(second).toHaveLength(SMALL);
  placed = first.toSorted(newestFirst);
  many = placed.map(({ id }) => id);
  await follow(`user:${reader.id}`, robot, { send_action: false });
  await follow(`user:${reader.id}`, actor, { send_action: false, flag: "watching" });
  await follow(`user:${reader.id}`, shelf, { send_action: false, flag: "reading", actor_only: false });
  const seen = async (path: string) => idsOf(await walk(reader, path));
  await eventually(async () => expect(await seen(`${pathOf(shelf)}/activity?limit=100`)).toHaveLength(MANY));
  await eventually(async () => expect(await seen("/feed?limit=100&flag=*")).toHaveLength(MANY));
});

/** Listed streams get all of it from the table's stream: seldom asked, because asking slows it down. */
const delivered = () =>
  vi.waitFor(
    async () => expect(idsOf(await walk(reader, `/${type}/activity?limit=100`))).toHaveLength(MANY + SMALL),
    {
      timeout: 60_000,
      interval: 500,
    },
  );

const byActor = (ids: readonly Placed[], parity: number): string[] => {
  const wanted = parity === 0 ? robot : actor;
  return ids
    .filter((action) => `user:${(action as unknown as { actor: Json }).actor.id}` === wanted)
    .map(({ id }) => id);
};

describe("a list of many that share few moments is walked to its end and back, each item once, newest first", () => {
  const STREAMS: readonly [what: string, path: () => string, expected: () => string[]][] = [
    ["an entity's activity in any role", () => `${pathOf(shelf)}/activity`, () => many],
    ["an actor's stream", () => `${pathOf(robot)}/activity?role=actor`, () => byActor(placed, 0)],
    [
      "a target's stream",
      () => `${pathOf(shelf)}/activity?role=target`,
      () =>
        placed
          .filter((action) => (action as unknown as { target: unknown }).target !== null)
          .map(({ id }) => id),
    ],
    [
      "an action_object's stream",
      () => `${pathOf(shelf)}/activity?role=action_object`,
      () =>
        placed
          .filter((action) => (action as unknown as { target: unknown }).target === null)
          .map(({ id }) => id),
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
    await delivered();
    const ids = await expectGoodPages(reader, `/${type}/activity`, 100);
    const known = new Set(many);
    expect(ids).toHaveLength(MANY + SMALL);
    expect(ids.filter((id) => known.has(id))).toEqual(many);
  });

  test("the public stream, between two times", async () => {
    const window = "since=2018-03-01T12:00:00.000Z&until=2018-03-01T12:00:00.001Z";
    const ids = await expectGoodPages(reader, `/actions?${window}`, 64);
    expect(ids).toEqual(
      expect.arrayContaining(placed.filter(({ timestamp }) => timestamp === moment(0)).map(({ id }) => id)),
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
    const between = placed.filter(({ timestamp }) => timestamp >= moment(1) && timestamp < moment(3));
    const window = `since=${moment(1)}&until=${moment(3)}`;
    const moved = between.filter(({ verb }) => verb === "moved").map(({ id }) => id);
    const seen = await expectGoodPages(reader, `${path()}&${window}&verb=moved`, 100);
    expect(seen).toEqual(moved);
    const [since, until] = [placed.filter(({ timestamp }) => timestamp >= moment(4)), `until=${moment(0)}`];
    expect(await expectGoodPages(reader, `${path()}&since=${moment(4)}&verb=moved`, 50)).toEqual(
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

describe("while it is walked", () => {
  const newcomer = () => `user:${unique("clerk")}`;

  test.each([
    ["an entity's activity", (entity: string, _owner: Person) => `${pathOf(entity)}/activity?limit=9`],
    ["a feed", (_entity: string, _owner: Person) => "/feed?limit=9"],
    ["a feed of every flag with own", (_entity: string, _owner: Person) => "/feed?flag=*&own=true&limit=9"],
    ["a type's stream", (entity: string, _owner: Person) => `/${entity.split(":")[0]}/activity?limit=9`],
  ])(
    "%s is not disturbed by newer actions, nor by the deletion of those that it has passed or stands at",
    async (_what, path) => {
      const [owner, clerk, entity] = [await person("owner"), newcomer(), `${uniqueType("desk")}:1`];
      const actions = Array.from({ length: amount(27, 90) }, (_, index) => ({
        actor: clerk,
        verb: "v",
        target: entity,
        timestamp: moment(index % 3),
      }));
      const before = (await postAll(actions)).toSorted(newestFirst).map(({ id }) => id);
      await owner.follows(pathOf(entity), { actor_only: false, send_action: false });
      const start = path(entity, owner);
      await eventually(async () => expect(idsOf(await walk(owner, start))).toEqual(before));
      const arrived: string[] = [];
      const gone = new Set<string>();
      const pages = await walk(owner, start, async ({ ids }) => {
        arrived.push((await post(clerk, "late", { target: entity })).id);
        for (const id of [ids.at(-1), ids.at(4)]) {
          if (id === undefined) continue;
          gone.add(id);
          expect((await service.delete(`/actions/${id}`)).status).toBe(204);
        }
      });
      expect(idsOf(pages)).toEqual(before);
      const left = before.filter((id) => !gone.has(id));
      await eventually(async () => {
        const back = await walkBack(owner, pages.at(-1));
        const shown = [...back].reverse().flatMap(({ ids }) => ids);
        const last = left.filter((id) => !shown.includes(id));
        expect([...shown, ...last]).toEqual([...arrived.toReversed(), ...left]);
        expect(back.at(-1)?.prev ?? null).toBeNull();
      });
      await eventually(async () =>
        expect(idsOf(await walk(owner, start))).toEqual([...arrived.toReversed(), ...left]),
      );
    },
  );

  test("a page whose items and all that follows were deleted is empty and the last, and leads back", async () => {
    const clerk = newcomer();
    const stored = await postAll(
      Array.from({ length: 10 }, () => ({ actor: clerk, verb: "v", timestamp: moment(0) })),
    );
    const ids = stored.toSorted(newestFirst).map(({ id }) => id);
    const { next } = await page(reader, `${pathOf(clerk)}/activity?limit=4`);
    for (const id of ids.slice(3)) await service.delete(`/actions/${id}`);
    await eventually(async () =>
      expect((await page(reader, `${pathOf(clerk)}/activity`)).results).toHaveLength(3),
    );
    const empty = await page(reader, next ?? "");
    expect([empty.results, empty.next]).toEqual([[], null]);
    const back = await page(reader, empty.prev ?? "");
    expect(back.results.map(idOf)).toEqual(ids.slice(0, 3));
    expect(back.prev).toBeNull();
  });

  test("new follows do not disturb a list of follows, and those that end are left out", async () => {
    const [star, owner] = [`${uniqueType("star")}:1`, await person("owner")];
    const count = amount(24, 45);
    const fans = Array.from({ length: count }, () => `user:${unique("fan")}`);
    await followAll(fans.map((user) => ({ user, follow_object: star, started: moment(0) })));
    const list = `${pathOf(star)}/followers?limit=10`;
    await eventually(async () => expect(idsOf(await walk(owner, list))).toHaveLength(count));
    const before = idsOf(await walk(owner, list));
    const pages = await walk(owner, list, async ({ ids }) => {
      await follow(`user:${unique("late")}`, star, { send_action: false });
      const last = ids.at(-1)?.split(" ")[1];
      expect((await service.delete(`${pathOf(star)}/unfollow?user=user:${last}`)).status).toBe(204);
    });
    expect(idsOf(pages)).toEqual(before);
    await eventually(async () => expect(idsOf(await walk(owner, list))).toHaveLength(count));
  });
});

async function followAll(follows: readonly object[]): Promise<void> {
  const { body } = await service.post("/follows/batch", {
    follows: follows.map((one) => ({ send_action: false, ...one })),
  });
  expect(body.results.filter(({ status }) => status !== 204)).toEqual([]);
}

describe("lists of follows", () => {
  const star = `${uniqueType("star")}:1`;
  const fan = `bot:${unique("fan")}`;
  const [moon, other] = [uniqueType("moon"), uniqueType("other")];
  /** Of so many, three quarters are followed with the one flag, half with the other, a quarter with both. */
  const all = amount(8, 60);
  const fans = Array.from({ length: all }, (_, index) => `${index % 2 === 0 ? "user" : moon}:${unique("f")}`);
  const loved = Array.from(
    { length: all },
    (_, index) => `${index % 3 === 0 ? moon : index % 3 === 1 ? other : "user"}:${unique("l")}`,
  );
  const key = (entity: string): string => entity.replace(":", " ");
  const named = (entities: readonly string[]): string[] => entities.map(key).toSorted();

  beforeAll(async () => {
    const flags = (index: number) =>
      index % 4 === 0 ? ["following", "liking"] : index % 4 === 1 ? ["liking"] : ["following"];
    const both = fans.flatMap((user, index) =>
      flags(index).map((flag) => ({
        user,
        follow_object: star,
        flag,
        started: moment(index),
        actor_only: index % 5 > 0,
      })),
    );
    const mine = loved.flatMap((follow_object, index) =>
      flags(index).map((flag) => ({
        user: fan,
        follow_object,
        flag,
        started: moment(index),
        actor_only: index % 5 > 0,
      })),
    );
    await Promise.all([followAll(both), followAll(mine)]);
    await eventually(async () => {
      expect(await service.all(`${pathOf(star)}/followers?flag=*&limit=100`)).toHaveLength(all);
      expect(await service.all(`${pathOf(star)}/followers?flag=following&limit=100`)).toHaveLength(
        (all * 3) / 4,
      );
      expect(await service.all(`${pathOf(fan)}/following?limit=100`)).toHaveLength((all * 3) / 4);
      expect(await service.all(`${pathOf(fan)}/following?flag=liking&limit=100`)).toHaveLength(all / 2);
    });
  });

  const sides = (ids: readonly string[], side: 0 | 1): string[] =>
    ids.map((id) =>
      id
        .split(" ")
        .slice(side * 2, side * 2 + 2)
        .join(" "),
    );
  const every = (entities: readonly string[], wanted: (index: number) => boolean) =>
    entities.filter((_, index) => wanted(index));

  test.each(amount([1, 4, 6], [1, 7, all / 4, all / 2, (all * 3) / 4, all]))(
    "are whole at %d a page, forth and back, with a flag, with *, and filtered by type",
    async (limit) => {
      const list = async (path: string, side: 0 | 1) =>
        sides(await expectGoodPages(reader, path, limit), side).toSorted();
      const [followers, following] = [`${pathOf(star)}/followers`, `${pathOf(fan)}/following`];
      const isFollowing = (index: number) => index % 4 !== 1;
      const isLiking = (index: number) => index % 4 < 2;
      const [a, b, c, d, e, f, g, h, i] = await Promise.all([
        list(followers, 0),
        list(`${followers}?flag=liking`, 0),
        list(`${followers}?flag=*`, 0),
        list(`${followers}?type=user`, 0),
        list(`${followers}?flag=*&type=${moon}`, 0),
        list(following, 1),
        list(`${following}?flag=*`, 1),
        list(`${following}?type=${moon}&type=user`, 1),
        list(`${following}?flag=*&type=${other}`, 1),
      ]);
      expect(a).toEqual(named(every(fans, isFollowing)));
      expect(b).toEqual(named(every(fans, isLiking)));
      expect(c).toEqual(named(fans));
      expect(d).toEqual(named(every(fans, (index) => isFollowing(index) && index % 2 === 0)));
      expect(e).toEqual(named(every(fans, (index) => index % 2 === 1)));
      expect(f).toEqual(named(every(loved, isFollowing)));
      expect(g).toEqual(named(loved));
      expect(h).toEqual(named(every(loved, (index) => isFollowing(index) && index % 3 !== 1)));
      expect(i).toEqual(named(every(loved, (index) => index % 3 === 1)));
    },
  );

  test("are newest follow first with a flag, and by type and id with *", async () => {
    const starts = (await service.all(`${pathOf(star)}/followers?limit=8`)).map(
      (record) => (record as Json & { started: string }).started,
    );
    expect(starts).toEqual(starts.toSorted().toReversed());
    const merged = await service.all(`${pathOf(fan)}/following?flag=*&limit=8`);
    const keys = merged.map((record) => idOf(record).split(" ").slice(2).join(" "));
    expect(keys).toEqual(keys.toSorted());
    const both = merged.filter(({ flags }) => flags.length === 2);
    expect(both).toHaveLength(all / 4);
  });
});

describe("a cursor", () => {
  const cursorIn = (url: string | null): string => new URL(url ?? "").searchParams.get("cursor") ?? "";
  const LISTS = () => [
    "/actions",
    `/${type}/activity`,
    "/users/activity",
    `${pathOf(shelf)}/activity`,
    `${pathOf(shelf)}/activity?role=target`,
    `${pathOf(shelf)}/activity?verb=moved`,
    `${pathOf(shelf)}/activity?since=2018-01-01T00:00:00Z`,
    `${pathOf(shelf)}/activity?until=2019-01-01T00:00:00Z`,
    `${pathOf(robot)}/activity`,
    "/feed",
    "/feed?flag=watching",
    "/feed?flag=*",
    "/feed?own=true",
    `/users/${reader.id}/feed`,
    `/users/${reader.id}/following?flag=*`,
  ];
  const withCursor = (path: string, cursor: string) =>
    `${path}${path.includes("?") ? "&" : "?"}limit=1&cursor=${encodeURIComponent(cursor)}`;

  test("is good for its own list alone: for any other it is 400 and named", async () => {
    const lists = LISTS();
    const cursors = await Promise.all(
      lists.map(async (path) =>
        cursorIn((await page(reader, `${path}${path.includes("?") ? "&" : "?"}limit=1`)).next),
      ),
    );
    const wrong: string[] = [];
    for (const [from, cursor] of cursors.entries()) {
      for (const [to, path] of lists.entries()) {
        const { status, body } = await reader.get(withCursor(path, cursor));
        const isRight = from === to ? status === 200 : status === 400 && body.errors[0]?.path === "cursor";
        if (!isRight) wrong.push(`${lists[from]} -> ${path}: ${status}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  test("is good for its own caller alone", async () => {
    for (const path of ["/actions", `${pathOf(shelf)}/activity`, `/${type}/activity`]) {
      const cursor = cursorIn((await page(reader, `${path}?limit=1`)).next);
      for (const other of [stranger, service])
        expect((await other.get(withCursor(path, cursor))).status).toBe(400);
    }
  });

  test("that was tampered with is 400 wherever it was changed", async () => {
    const path = `${pathOf(shelf)}/activity`;
    const cursor = cursorIn((await page(reader, `${path}?limit=1`)).next);
    const flipped = (at: number) =>
      `${cursor.slice(0, at)}${cursor[at] === "A" ? "B" : "A"}${cursor.slice(at + 1)}`;
    const bad = [
      ...Array.from({ length: cursor.length }, (_, at) => flipped(at)),
      ...[1, 2, 20].map((length) => cursor.slice(0, -length)),
      `${cursor}A`,
      `A${cursor}`,
      `${cursor}.A`,
      cursor.toUpperCase(),
      "x",
      "eyJkIjoib2xkZXIifQ",
      "é",
      " ",
      ".",
    ];
    const answers = await Promise.all(
      bad.map(async (one) => [one, (await reader.get(withCursor(path, one))).status]),
    );
    expect(answers.filter(([, status]) => status !== 400)).toEqual([]);
    expect((await reader.get(`${path}?cursor=`)).status).toBe(400);
    expect((await reader.get(`${path}?cursor=${cursor}&cursor=${cursor}`)).status).toBe(400);
  });

  test("keeps the list's other parameters in its link, and works also where the same filter is sent again by hand", async () => {
    const path = `${pathOf(shelf)}/activity?verb=moved&since=2018-01-01T00:00:00Z&limit=5`;
    const { next } = await page(reader, path);
    const query = new URL(next ?? "").searchParams;
    expect([query.get("verb"), query.get("limit"), query.get("since")]).toEqual([
      "moved",
      "5",
      expect.stringContaining("2018-01-01T00:00:00"),
    ]);
    expect((await reader.get(`${path}&cursor=${encodeURIComponent(cursorIn(next))}`)).status).toBe(200);
  });
});

describe("every other form", () => {
  const STREAMS = () => [
    `${pathOf(ship)}/activity`,
    `${pathOf(ship)}/activity?role=actor&verb=s`,
    `/${type}/activity?verb=s`,
    "/feed?flag=*&verb=broke",
    `/users/${reader.id}/feed?verb=broke`,
    "/feed?verb=broke&own=true",
  ];

  const asJson = new Map<string, ReturnType<typeof walk>>();

  test.each(Object.keys(FORMS))("is walked as JSON is, its links staying in the form: %s", async (form) => {
    for (const path of STREAMS()) {
      const mark = path.includes("?") ? "&" : "?";
      const json = await (asJson.get(path) ?? walk(reader, `${path}${mark}limit=20`));
      asJson.set(path, Promise.resolve(json));
      const pages = await walkForm(reader, form, `${path}${mark}limit=20&format=${form}`);
      expect(
        pages.map(({ ids }) => ids),
        path,
      ).toEqual(json.map(({ ids }) => ids));
      const first = await formPage(reader, form, `${path}${mark}limit=20`, { accept: FORMS[form] ?? "" });
      expect(first.ids).toEqual(json[0]?.ids);
      // Links carry the form themselves: who follows them need not send `Accept` again.
      if (first.next !== null) expect((await formPage(reader, form, first.next)).ids).toEqual(json[1]?.ids);
      expect(first.prev).toBeNull();
      if (form !== "jsonfeed" && pages.length > 1) {
        expect((await formPage(reader, form, pages[1]?.prev ?? "")).ids).toEqual(json[0]?.ids);
      }
    }
  });
});
