import { beforeAll, describe, expect, test } from "vitest";
import { type Json, type Person, person, service, stranger, unique } from "../support/people.ts";
import { eventually } from "../support/story.ts";

interface Muted extends Json {
  readonly muted: { readonly id: string; readonly model_type: string; readonly name?: string };
  readonly since: string;
  readonly until: string | null;
}

const listed = async (who: Person, query = ""): Promise<Muted[]> =>
  (await who.all(`/mutes${query}`)) as Muted[];
const names = (mutes: readonly Muted[]) => mutes.map(({ muted }) => muted.id);
const ahead = (milliseconds: number) => new Date(Date.now() + milliseconds).toISOString();

let alice: Person;
let bob: Person;

beforeAll(async () => {
  [alice, bob] = [await person("alice"), await person("bob")];
});

describe("the list of mutes", () => {
  test("has each mute once, newest first, and a repeated one keeps its place", async () => {
    const muter = await person("muter");
    for (const id of ["one", "two", "three"])
      expect((await muter.call("PUT", `/mutes/users/${id}`)).status).toBe(204);
    const before = await listed(muter);
    expect(names(before)).toEqual(["three", "two", "one"]);
    expect(before[0]).toEqual({
      muted: expect.objectContaining({
        model_type: "user",
        id: "three",
        url: expect.any(String) as string,
      }) as object,
      since: expect.stringMatching(/\.\d{3}Z$/) as string,
      until: null,
    });
    const until = ahead(60_000);
    expect((await muter.call("PUT", "/mutes/users/one", { until })).status).toBe(204);
    const [, , again] = await listed(muter);
    expect(again).toEqual({ ...before[2], until });
    await muter.call("PUT", "/mutes/users/one", {});
    expect(await listed(muter)).toEqual(before);
  });

  test("is paged both ways", async () => {
    const muter = await person("muter");
    for (const id of ["1", "2", "3", "4", "5"]) await muter.call("PUT", `/mutes/bots/${id}`);
    expect(names(await listed(muter, "?limit=2"))).toEqual(["5", "4", "3", "2", "1"]);
    const first = (await muter.get("/mutes?limit=2")).body;
    const second = (await muter.get(first.next ?? "")).body;
    const back = (await muter.get(second.prev ?? "")).body;
    expect(back.results).toEqual(first.results);
    expect(first.prev).toBeNull();
    expect((await alice.get(first.next ?? "")).status).toBe(400);
  });

  test("says nothing of those that have ended, and one that comes after is new", async () => {
    const muter = await person("muter");
    await muter.call("PUT", "/mutes/users/bore", { until: ahead(1500) });
    const [before] = await listed(muter);
    await eventually(async () => {
      expect(await listed(muter)).toEqual([]);
    });
    await muter.call("PUT", "/mutes/users/bore");
    const [after] = await listed(muter);
    expect(after?.until).toBeNull();
    expect((after?.since ?? "") > (before?.since ?? "")).toBe(true);
  });

  test("shows the muted as they are called now, any type of them", async () => {
    const [muter, other] = [await person("muter"), await person("other")];
    await other.call("PUT", `/users/${other.id}`, { name: "The Other" });
    await muter.call("PUT", `/mutes/users/${other.id}`);
    await muter.call("PUT", "/mutes/site/a~2Fb");
    expect((await listed(muter)).map(({ muted }) => [muted.model_type, muted.id, muted.name])).toEqual([
      ["site", "a/b", undefined],
      ["user", other.id, "The Other"],
    ]);
  });

  test("is the muter's own", async () => {
    const muter = await person("muter");
    await muter.call("PUT", `/mutes/users/${alice.id}`);
    expect(names(await listed(alice))).not.toContain(muter.id);
    expect(names(await listed(bob))).toEqual([]);
  });
});

describe("unmuting", () => {
  test("is 204 whether there was a mute or not", async () => {
    const muter = await person("muter");
    await muter.call("PUT", "/mutes/users/bore");
    for (let time = 0; time < 2; time++) expect((await muter.delete("/mutes/users/bore")).status).toBe(204);
    expect(await listed(muter)).toEqual([]);
  });
});

describe("who may mute", () => {
  test("a service for the entity that it names, of any type", async () => {
    const bot = unique("bot");
    for (const path of [`/mutes/users/x?user=bot:${bot}`, `/mutes/bots/y?user=bot:${bot}`])
      expect((await service.call("PUT", path)).status).toBe(204);
    const { body } = await service.get(`/mutes?user=bot:${bot}`);
    expect(names(body.results as Muted[])).toEqual(["y", "x"]);
    expect((await service.delete(`/mutes/bots/y?user=bot:${bot}`)).status).toBe(204);
    expect((await service.get(`/mutes?user=bot:${bot}`)).body.results).toHaveLength(1);
  });

  test.each(["PUT", "DELETE", "GET"])(
    "a service must name who mutes, a user may name only themselves: %s",
    async (method) => {
      const path = method === "GET" ? "/mutes" : "/mutes/users/bore";
      const status = async (who: { call: Person["call"] }, query: string) =>
        (await who.call(method, `${path}${query}`)).status;
      expect(await status(service, "")).toBe(400);
      expect(await status(alice, `?user=user:${bob.id}`)).toBe(403);
      expect(await status(alice, `?user=user:${alice.id}`)).toBe(method === "GET" ? 200 : 204);
      expect(await status(stranger, "")).toBe(401);
    },
  );
});

describe("what is refused", () => {
  const put = async (path: string, body?: unknown) => alice.call("PUT", path, body);

  test("muting oneself", async () => {
    expect((await put(`/mutes/users/${alice.id}`)).status).toBe(400);
    expect((await service.call("PUT", "/mutes/teams/t?user=team:t")).status).toBe(400);
  });

  test.each([
    [{ until: "2020-01-01T00:00:00Z" }, "until"],
    [{ until: "soon" }, "until"],
    [{ until: 1 }, "until"],
    [{ for: "good" }, "for"],
  ])("a body such as %j", async (body, path) => {
    const { status, body: problem } = await put("/mutes/users/bore", body);
    expect([status, problem.errors.map((error) => error.path)]).toEqual([400, [path]]);
  });

  test("until: null means for good", async () => {
    expect((await put("/mutes/users/nuller", { until: null })).status).toBe(204);
  });

  test.each([
    ["/mutes/user/bore", 404],
    ["/mutes/feed/bore", 404],
    ["/mutes/users/activity", 400],
    ["/mutes/users/bore?flag=x", 400],
  ])("PUT %s: %i", async (path, status) => {
    expect((await put(path)).status).toBe(status);
  });

  test("unknown parameters and methods", async () => {
    expect((await alice.get("/mutes?flag=x")).status).toBe(400);
    expect((await alice.get("/mutes?limit=0")).status).toBe(400);
    expect((await alice.post("/mutes", {})).status).toBe(405);
    expect((await alice.get("/mutes/users/bore")).status).toBe(405);
  });
});

test("when an entity is deleted, the mutes that it made go, and those of it", async () => {
  const [muter, muted] = [await person("muter"), await person("muted")];
  await muter.call("PUT", `/mutes/users/${muted.id}`);
  await muted.call("PUT", `/mutes/users/${muter.id}`);
  expect((await service.delete(`/users/${muted.id}`)).status).toBe(202);
  expect(await listed(muted)).toEqual([]);
  await eventually(async () => {
    expect(await listed(muter)).toEqual([]);
  });
  expect(((await muted.get("/mutes")).body as Json).results).toEqual([]);
});

describe("a feed", () => {
  const verbsOf = async (who: Person, path = "/feed") => (await who.all(path)).map(({ verb }) => verb);
  const newOf = async (who: Person) => (await who.get("/feed/counts")).body.new;

  /** A reader who follows two, of whom both said something, the one before the other. */
  async function scene() {
    const [reader, loud, calm] = [await person("reader"), await person("loud"), await person("calm")];
    for (const who of [loud, calm]) await reader.follows(who, { send_action: false });
    await calm.posts("calm 1");
    await loud.posts("loud 1");
    await calm.posts("calm 2");
    await loud.posts("loud 2");
    await eventually(async () => expect(await verbsOf(reader)).toEqual(ALL));
    return { reader, loud, calm };
  }
  const ALL = ["loud 2", "calm 2", "loud 1", "calm 1"];
  const CALM = ["calm 2", "calm 1"];

  test("shows nothing that somebody muted did, at the next read, and all of it when that ends", async () => {
    const { reader, loud } = await scene();
    expect(await newOf(reader)).toBe(4);
    await reader.call("PUT", `/mutes/users/${loud.id}`);
    for (const path of [
      "/feed",
      "/feed?limit=1",
      "/feed?own=true",
      "/feed?own=hide",
      "/feed?flag=*",
      `/users/${reader.id}/feed`,
    ])
      expect([path, await verbsOf(reader, path)]).toEqual([path, CALM]);
    expect(await newOf(reader)).toBe(2);
    const grouped = (await reader.get("/feed?group=verb,actor")).body.results as (Json & {
      actors: { id: string }[];
    })[];
    expect(grouped.flatMap(({ actors }) => actors.map(({ id }) => id))).not.toContain(loud.id);
    expect((await reader.get(`/feed?actor=user:${loud.id}`)).body).toMatchObject({ results: [], next: null });
    await loud.posts("loud 3");
    await reader.delete(`/mutes/users/${loud.id}`);
    await eventually(async () => expect(await verbsOf(reader)).toEqual(["loud 3", ...ALL]));
    expect(await newOf(reader)).toBe(5);
  });

  test("fills its pages up with what is not muted, and has no empty last one", async () => {
    const { reader, loud } = await scene();
    await reader.call("PUT", `/mutes/users/${loud.id}`);
    const first = (await reader.get("/feed?limit=1")).body;
    expect(first.results.map(({ verb }) => verb)).toEqual(["calm 2"]);
    const second = (await reader.get(first.next ?? "")).body;
    expect(second.results.map(({ verb }) => verb)).toEqual(["calm 1"]);
    expect(second.next).toBeNull();
    expect((await reader.get(second.prev ?? "")).body.results).toEqual(first.results);
  });

  test("has it back after until, by itself", async () => {
    const { reader, loud } = await scene();
    await reader.call("PUT", `/mutes/users/${loud.id}`, { until: ahead(2500) });
    expect(await verbsOf(reader)).toEqual(CALM);
    await eventually(async () => expect(await verbsOf(reader)).toEqual(ALL));
    expect(await newOf(reader)).toBe(4);
  });

  test("has as new after a mute what was above the mark, and its mark covers nothing that is hidden", async () => {
    const { reader, loud } = await scene();
    await reader.call("PUT", `/mutes/users/${loud.id}`);
    const { mark } = (await reader.get("/feed")).body;
    expect((await reader.post("/feed/mark", { seen: mark })).body).toEqual({ new: 0, more: false });
    await reader.delete(`/mutes/users/${loud.id}`);
    expect(await newOf(reader)).toBe(1);
    await reader.call("PUT", `/mutes/users/${loud.id}`);
    expect((await reader.post("/feed/mark", { seen: "all" })).body).toEqual({ new: 0, more: false });
    await reader.delete(`/mutes/users/${loud.id}`);
    expect(await newOf(reader)).toBe(1);
  });

  test("of a flag that is used first after the mute obeys too, and so do other forms and feed keys", async () => {
    const { reader, loud, calm } = await scene();
    await reader.call("PUT", `/mutes/users/${loud.id}`);
    for (const who of [loud, calm]) await reader.follows(who, { flag: "watching", send_action: false });
    await eventually(async () => expect(await verbsOf(reader, "/feed?flag=watching")).toEqual(CALM));
    const made = (await reader.post("/feed-keys", { path: "/feed" })).body;
    const text = await (await fetch(made.urls.atom)).text();
    expect([text.includes("calm 1"), text.includes("loud 1")]).toEqual([true, false]);
    await reader.follows(await person("third"), { send_action: false });
    expect(await verbsOf(reader)).toEqual(CALM);
  });

  test("of somebody else, and streams and lists, say nothing of it", async () => {
    const { reader, loud } = await scene();
    const other = await person("other");
    await other.follows(loud, { send_action: false });
    await eventually(async () => expect(await verbsOf(other)).toEqual(["loud 2", "loud 1"]));
    // Counts change an entity's ETag when they come.
    await eventually(async () =>
      expect((await loud.get(`/users/${loud.id}`)).body).toMatchObject({ followers_count: 2 }),
    );
    const seen = async () => [
      await verbsOf(other),
      await verbsOf(loud, `/users/${loud.id}/activity`),
      await verbsOf(reader, `/users/${loud.id}/activity`),
      (await reader.all(`/users/${reader.id}/following`)).length,
      (await loud.get(`/users/${reader.id}/is-following?user=user:${loud.id}`)).body,
      (await loud.get(`/users/${loud.id}`)).headers.get("etag"),
      (await loud.get(`/users/${reader.id}`)).headers.get("etag"),
      (await other.get("/feed")).headers.get("etag"),
    ];
    const before = await seen();
    await reader.call("PUT", `/mutes/users/${loud.id}`);
    expect(await seen()).toEqual(before);
  });
});
