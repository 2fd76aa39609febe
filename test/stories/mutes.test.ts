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
