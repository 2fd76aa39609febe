import { beforeAll, describe, expect, test } from "vitest";
import { type Json, type Person, person, service, stranger, unique, verbs } from "../support/people.ts";
import { eventually, follow, page, post, unfollow } from "../support/story.ts";

interface Counts extends Json {
  readonly more: boolean;
}

const counts = async (who: Person, query = ""): Promise<Counts> =>
  (await page(who, `/feed/counts${query}`)) as Counts;
const mark = async (who: Person, seen: unknown, query = "") => {
  const { status, body } = await who.post(`/feed/mark${query}`, { seen });
  expect([status, body]).toEqual([200, body]);
  return body as Counts;
};
const markOf = async (who: Person, path = "/feed"): Promise<string | null> => (await page(who, path)).mark;
const shows = (who: Person, wanted: readonly string[], path = "/feed") =>
  eventually(async () => expect(verbs(await page(who, path))).toEqual(wanted));

/** A reader and somebody whom they follow, who has said these. */
async function pair(...said: string[]) {
  const [reader, star] = [await person("reader"), await person("star")];
  await reader.follows(star, { send_action: false });
  for (const verb of said) await star.posts(verb);
  await shows(reader, said.toReversed());
  return { reader, star };
}

describe("what is new in a feed", () => {
  test("is everything, while nothing was marked, and nothing in an empty feed", async () => {
    const { reader } = await pair("a", "b", "c");
    expect(await counts(reader)).toEqual({ new: 3, more: false });
    const hermit = await person("hermit");
    expect(await counts(hermit)).toEqual({ new: 0, more: false });
    expect(await mark(hermit, "all")).toEqual({ new: 0, more: false });
  });

  test("is what lies above what the page could see, and a mark never falls", async () => {
    const { reader, star } = await pair("a", "b");
    const before = await markOf(reader);
    await star.posts("c");
    await shows(reader, ["c", "b", "a"]);
    expect(await mark(reader, before)).toEqual({ new: 1, more: false });
    const after = await markOf(reader);
    expect(await mark(reader, after)).toEqual({ new: 0, more: false });
    expect(await mark(reader, before)).toEqual({ new: 0, more: false });
    expect(await counts(reader)).toEqual({ new: 0, more: false });
  });

  test("stays new when it arrives while one walks: deeper pages carry the first page's mark", async () => {
    const { reader, star } = await pair("a", "b", "c");
    const first = (await reader.get("/feed?limit=1")).body;
    await star.posts("d");
    await shows(reader, ["d", "c", "b", "a"]);
    const second = (await reader.get(first.next ?? "")).body;
    expect(second.mark).toBe(first.mark);
    const back = (await reader.get(second.prev ?? "")).body;
    expect(back.mark).toBe(first.mark);
    expect(await mark(reader, second.mark)).toEqual({ new: 1, more: false });
  });

  test("all covers the newest entry that a read shows", async () => {
    const { reader, star } = await pair("a", "b");
    expect(await mark(reader, "all")).toEqual({ new: 0, more: false });
    await star.posts("c");
    await shows(reader, ["c", "b", "a"]);
    expect(await counts(reader)).toEqual({ new: 1, more: false });
  });

  test("is less after an unfollow, a delete and a private switch, by itself", async () => {
    const { reader, star } = await pair("a", "b");
    const [c, d] = [await star.posts("c"), await star.posts("d")];
    await shows(reader, ["d", "c", "b", "a"]);
    await star.delete(`/actions/${c.id}`);
    await star.call("PATCH", `/actions/${d.id}`, { public: false });
    await eventually(async () => expect(await counts(reader)).toEqual({ new: 2, more: false }));
    await unfollow(`user:${reader.id}`, `user:${star.id}`);
    expect(await counts(reader)).toEqual({ new: 0, more: false });
  });

  test("is by position, so that what is dated before the mark is not new", async () => {
    const { reader, star } = await pair("a");
    await mark(reader, "all");
    await post(`user:${star.id}`, "old", { timestamp: "2020-01-01T00:00:00Z" });
    await shows(reader, ["a", "old"]);
    expect(await counts(reader)).toEqual({ new: 0, more: false });
  });

  test("is exact to a hundred, and then more", async () => {
    const [reader, star] = [await person("reader"), await person("star")];
    await reader.follows(star, { send_action: false });
    const say = (many: number) =>
      service.post("/actions/batch", {
        actions: Array.from({ length: many }, () => ({ actor: `user:${star.id}`, verb: "said" })),
      });
    await say(100);
    await eventually(async () => expect(await counts(reader)).toEqual({ new: 100, more: false }));
    await say(3);
    await eventually(async () => expect(await counts(reader)).toEqual({ new: 100, more: true }));
    expect(await mark(reader, await markOf(reader, "/feed?limit=100"))).toEqual({ new: 0, more: false });
  });

  test("counts no own actions that own=true adds, and own=hide hides none", async () => {
    const { reader } = await pair("a");
    const plain = await markOf(reader);
    await reader.posts("mine");
    await shows(reader, ["mine", "a"], "/feed?own=true");
    expect(await counts(reader)).toEqual({ new: 1, more: false });
    expect(await markOf(reader, "/feed?own=true")).toBe(plain);
    await reader.follows(reader, { send_action: false });
    await shows(reader, ["mine", "a"]);
    expect(await markOf(reader, "/feed?own=hide")).toBe(await markOf(reader));
    expect(await counts(reader)).toEqual({ new: 2, more: false });
  });
});

describe("a page's mark", () => {
  test("is null where filters or flag=* hid the rest, and is there in groups", async () => {
    const { reader, star } = await pair("a");
    for (const query of [
      "verb=a",
      `actor=user:${star.id}`,
      "target=user",
      "action_object=user",
      "since=2020-01-01T00:00:00Z",
      "until=2099-01-01T00:00:00Z",
      "flag=*",
    ])
      expect([query, await markOf(reader, `/feed?${query}`)]).toEqual([query, null]);
    const plain = await markOf(reader);
    for (const query of ["group=verb,actor", "limit=1", "expand=current", "own=false", "flag=following"])
      expect([query, await markOf(reader, `/feed?${query}`)]).toEqual([query, plain]);
    expect(Object.keys(await page(reader, `/users/${star.id}/activity`))).not.toContain("mark");
    expect(Object.keys(await page(reader, "/actions?limit=1"))).not.toContain("mark");
  });

  test("belongs to its feed and its owner, whoever reads", async () => {
    const { reader } = await pair("a");
    const other = await person("other");
    await reader.follows(other, { flag: "watching", send_action: false });
    const own = await page(reader, "/feed");
    const asService = await page(service, `/users/${reader.id}/feed`);
    expect(asService.mark).toBe(own.mark);
    const { status } = await service.post(`/feed/mark?user=user:${reader.id}`, { seen: own.mark });
    expect(status).toBe(200);
    expect(await counts(reader)).toEqual({ new: 0, more: false });
    expect((await other.post("/feed/mark", { seen: own.mark })).status).toBe(400);
    expect((await reader.post("/feed/mark?flag=watching", { seen: own.mark })).status).toBe(400);
    const watching = (await markOf(reader, "/feed?flag=watching")) ?? "";
    expect(await mark(reader, watching, "?flag=watching")).toEqual({ new: 0, more: false });
  });

  test.each([["edited"], ["cursor"], [""], ["x".repeat(5000)], [1], [null], [undefined], [["all"]]])(
    "is 400 where it is none: %j",
    async (seen) => {
      const { reader } = await pair("a", "b");
      const text = seen === "edited" ? `${await markOf(reader)}x` : seen;
      const next = (await page(reader, "/feed?limit=1")).next ?? "";
      const given = seen === "cursor" ? new URL(next).searchParams.get("cursor") : text;
      const { status, body } = await reader.post("/feed/mark", { seen: given });
      expect([status, body.errors.map(({ path }) => path)]).toEqual([400, ["seen"]]);
      expect(await counts(reader)).toEqual({ new: 2, more: false });
    },
  );
});

describe("who asks, and how", () => {
  let alice: Person;
  let bob: Person;
  beforeAll(async () => {
    [alice, bob] = [await person("alice"), await person("bob")];
  });

  test.each([
    ["GET", "/feed/counts", undefined],
    ["POST", "/feed/mark", { seen: "all" }],
  ])("%s %s: a service names the user, a user may name only themselves", async (method, path, body) => {
    const status = async (who: { call: Person["call"] }, query: string) =>
      (await who.call(method, `${path}${query}`, body)).status;
    expect(await status(service, "")).toBe(400);
    expect(await status(service, `?user=user:${bob.id}`)).toBe(200);
    expect(await status(service, `?user=bot:${unique("bot")}`)).toBe(200);
    expect(await status(alice, `?user=user:${alice.id}`)).toBe(200);
    expect(await status(alice, `?user=user:${bob.id}`)).toBe(403);
    expect(await status(stranger, "")).toBe(401);
    for (const query of [
      "?flag=*",
      "?flag=",
      "?limit=1",
      "?verb=a",
      "?own=true",
      "?flag=a&flag=b",
      "?flag=A",
    ])
      expect([query, await status(alice, query)]).toEqual([query, 400]);
    expect(await status(alice, "?flag=watching")).toBe(200);
  });

  test("a body that says anything else is 400", async () => {
    for (const body of [{}, { seen: "all", read: "all" }, [], undefined])
      expect((await alice.post("/feed/mark", body)).status).toBe(400);
    expect((await alice.call("GET", "/feed/mark")).status).toBe(405);
  });
});

test("a deletion takes the marks along", async () => {
  const { reader, star } = await pair("a");
  await mark(reader, "all");
  const old = (await markOf(reader)) ?? "";
  expect((await service.delete(`/users/${reader.id}`)).status).toBe(202);
  await eventually(async () =>
    expect((await page(service, `/users/${star.id}/followers`)).results).toEqual([]),
  );
  await follow(`user:${reader.id}`, `user:${star.id}`, { send_action: false });
  await shows(reader, ["a"]);
  expect(await counts(reader)).toEqual({ new: 1, more: false });
  expect(await mark(reader, old)).toEqual({ new: 1, more: false });
});
