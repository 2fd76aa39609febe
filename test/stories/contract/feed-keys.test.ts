import { beforeAll, describe, expect, test } from "vitest";
import { createApiKey, revokeApiKey } from "../../../lib/store/access/api-keys.ts";
import { paths, ref, status } from "../../support/contract.ts";
import { Caller, type Json, type Person, person, service, stranger, unique } from "../../support/people.ts";
import { serviceTable } from "../../support/service-table.ts";
import { eventually, follow, post } from "../../support/story.ts";

interface FeedKey extends Json {
  readonly name: string | null;
  readonly path: string;
  readonly created: string;
  readonly expires: string | null;
  readonly last_used: string | null;
}

const POSTS = 30;
const verb = unique("wrote");
let alice: Person;
let bob: Person;
const said: string[] = [];

beforeAll(async () => {
  [alice, bob] = [await person("alice"), await person("bob")];
  await follow(ref(alice), ref(bob));
  const actions = Array.from({ length: POSTS }, (_post, index) => ({
    ...{ actor: ref(bob), verb, description: `number ${index}` },
    timestamp: new Date(Date.UTC(2020, 1, 1, 0, index)).toISOString(),
  }));
  const { body } = await service.post("/actions/batch", { actions });
  said.push(...body.results.map((result) => result.action.id));
  await post(ref(alice), verb, { public: false });
  await eventually(async () => expect((await alice.get("/feed")).body.next).not.toBeNull());
});

async function make(caller: Caller, path: string, more: object = {}, query = ""): Promise<FeedKey> {
  const { status, body } = await caller.post(`/feed-keys${query}`, { path, ...more });
  expect([path, status]).toEqual([path, 201]);
  return body as FeedKey;
}
const feedOf = (who: Person) => make(who, "/feed");
const read = (url: string, headers: Record<string, string> = {}, method = "GET") =>
  fetch(url, { method, headers });
const statusOf = async (url: string, headers: Record<string, string> = {}, method = "GET") =>
  (await read(url, headers, method)).status;
const secretOf = ({ urls }: FeedKey): string => new URL(urls.atom).searchParams.get("key") ?? "";

describe("making one", () => {
  test("answers three addresses with one secret, once; the list has all else", async () => {
    const [owner, tomorrow] = [await person("owner"), new Date(Date.now() + 86_400_000).toISOString()];
    const made = await make(owner, "/feed?flag=watching", { name: "phone", expires: tomorrow });
    const { urls, ...shown } = made;
    expect(shown).toEqual({
      ...{ id: made.id, name: "phone", path: "/feed?flag=watching", expires: tomorrow, last_used: null },
      created: expect.stringMatching(/^\d{4}-.*\.\d{3}Z$/) as string,
    });
    expect(secretOf(made)).toMatch(/^trib_feed_[A-Za-z0-9_-]{43}$/);
    for (const [format, url] of Object.entries(urls)) {
      const { origin, pathname, searchParams } = new URL(url);
      expect([origin, pathname]).toEqual([new URL(urls.atom).origin, "/feed"]);
      expect(Object.fromEntries(searchParams)).toEqual({ flag: "watching", format, key: secretOf(made) });
    }
    const later = await make(owner, "/actions");
    const { body } = await owner.get("/feed-keys");
    expect(body.results).toEqual([expect.objectContaining({ id: later.id, name: null }), shown]);
    expect([JSON.stringify(body).includes("trib_feed_"), body.next, body.prev]).toEqual([false, null, null]);
    expect((await service.get(`/feed-keys?user=${ref(owner)}&limit=1`)).body.next).toContain("cursor=");
  });

  test.each([
    ["no stream", { path: "/users/alice" }, ["path"]],
    ["no such stream", { path: "/actions/activity" }, ["path"]],
    ["another host", { path: "https://evil.example/feed" }, ["path"]],
    ["a fragment", { path: "/feed#x" }, ["path"]],
    ["an unknown filter", { path: "/feed?colour=red" }, ["path"]],
    ["a role where there is none", { path: "/actions?role=actor" }, ["path"]],
    ["a wrong filter", { path: "/feed?flag=W" }, ["path"]],
    ["no path", { name: "x" }, ["path"]],
    ["a long name", { path: "/feed", name: "x".repeat(101) }, ["name"]],
    ["what has passed", { path: "/feed", expires: "2020-01-01T00:00:00Z" }, ["expires"]],
    [
      "all at once",
      { path: "/nothing", expires: "soon", name: 1, more: 1 },
      ["expires", "more", "name", "path"],
    ],
  ])("refuses %s with every wrong field", async (_what, body, wrong) => {
    const reply = await alice.post("/feed-keys", body);
    expect([reply.status, paths(reply.body)]).toEqual([400, wrong]);
  });

  test("refuses parameters that are no filters", async () => {
    const given = [
      "limit=1",
      "cursor=x",
      "format=atom",
      "expand=current",
      "group=verb",
      "window=day",
      "after=x",
      "key=x",
    ];
    const replies = [...given, "user=user:x", "public=all"].map((one) =>
      alice.post("/feed-keys", { path: `/users/${alice.id}/activity?${one}` }),
    );
    expect((await Promise.all(replies)).map((reply) => reply.status)).toEqual(
      Array(given.length + 2).fill(400),
    );
  });

  test("is for streams that the owner may read", async () => {
    const other = { path: `/users/${bob.id}/feed` };
    expect(await status(alice.post("/feed-keys", other))).toBe(403);
    expect(await status(service.post(`/feed-keys?user=${ref(alice)}`, other))).toBe(403);
    expect(await status(service.post("/feed-keys", { path: "/feed" }))).toBe(403);
    expect(await status(alice.post(`/feed-keys?user=${ref(bob)}`, { path: "/actions" }))).toBe(403);
    for (const path of [`/users/${alice.id}/feed`, `/users/${bob.id}/activity?role=actor`, "/users/activity"])
      await make(alice, path);
  });
});

describe("reading with one", () => {
  let key: FeedKey;
  beforeAll(async () => void (key = await feedOf(alice)));

  test("shows every page of exactly its stream, in three forms; the key stands in next alone", async () => {
    for (const [form, type] of [
      ["atom", "application/atom+xml"],
      ["rss", "application/rss+xml"],
      ["jsonfeed", "application/feed+json"],
    ] as const) {
      let text = "";
      const nexts =
        form === "jsonfeed" ? /"next_url":"([^"]+)"/ : /<(?:atom:)?link rel="next"[^>]* href="([^"]+)"/;
      for (let url: string | undefined = key.urls[form]; url !== undefined;) {
        const answer = await read(url);
        expect([answer.status, answer.headers.get("content-type")]).toEqual([
          200,
          expect.stringContaining(type),
        ]);
        expect(answer.headers.get("cache-control")).toBe("private");
        expect(answer.headers.get("referrer-policy")).toBe("no-referrer");
        const page = await answer.text();
        url = nexts.exec(page)?.[1]?.replaceAll("&amp;", "&");
        expect(page.split(secretOf(key)).length - 1).toBe(url === undefined ? 0 : 1);
        text += page;
      }
      for (const id of said)
        expect(text.split(`/actions/${id}<`).length + text.split(`/actions/${id}"`).length - 2).toBe(1);
    }
  });

  test("HEAD answers like GET, and what has not changed is 304", async () => {
    const [get, head] = [await read(key.urls.atom), await read(key.urls.atom, {}, "HEAD")];
    const etag = get.headers.get("etag") ?? "";
    expect([head.status, head.headers.get("etag"), await head.text()]).toEqual([200, etag, ""]);
    expect(await statusOf(key.urls.atom, { "if-none-match": etag })).toBe(304);
  });

  test("compares filters as a set, and Accept chooses where format does not", async () => {
    const { urls } = await make(alice, `/actions?verb=${verb}&verb=b&actor=user`);
    const url = new URL(urls.rss);
    const at = (query: string) => `${url.origin}/actions?${query}&key=${url.searchParams.get("key")}`;
    const atom = { accept: "application/atom+xml" };
    expect(await statusOf(at(`actor=user&verb=b&verb=${verb}`), atom)).toBe(200);
    expect(await statusOf(at(`verb=${verb}&verb=b&actor=user`), { accept: "application/json" })).toBe(401);
    expect(await statusOf(at(`verb=${verb}&actor=user`), atom)).toBe(401);
    expect(await statusOf(at(`verb=${verb}&verb=b&actor=user&target=user`), atom)).toBe(401);
  });

  test("anything else with it is 401, beside a token 400", async () => {
    const { origin } = new URL(key.urls.atom);
    const secret = secretOf(key);
    const others = [
      `/feed?format=as2`,
      `/feed?format=atom&limit=5`,
      "/feed?flag=watching&format=atom",
      "/feed?format=none",
    ];
    const elsewhere = [
      `/users/${alice.id}/feed?format=atom`,
      "/actions?format=atom",
      `/users/${alice.id}?x=1`,
    ];
    for (const path of [...others, ...elsewhere]) {
      expect([path, await statusOf(`${origin}${path}&key=${secret}`)]).toEqual([path, 401]);
    }
    expect(await statusOf(`${key.urls.atom}&key=${secret}`)).toBe(401);
    expect(await statusOf(`${origin}/feed?format=atom&key=trib_feed_${"A".repeat(43)}`)).toBe(401);
    expect(await statusOf(`${origin}/feed?format=atom&key=`)).toBe(401);
    expect(
      await statusOf(`${origin}/actions?key=${secret}`, { "content-type": "application/json" }, "POST"),
    ).toBe(401);
    for (const url of [key.urls.atom, `${origin}/feed?key=none`, `${origin}/users/x?key=${secret}`]) {
      expect([url, (await alice.get(url)).status]).toEqual([url, 400]);
    }
    expect(await status(new Caller(secret).get("/feed"))).toBe(401);
  });

  test("a cursor belongs to its key", async () => {
    const other = await feedOf(alice);
    const { body } = await stranger.get(key.urls.jsonfeed);
    const next = new URL(body.next_url);
    expect(await statusOf(next.href)).toBe(200);
    next.searchParams.set("key", secretOf(other));
    expect(await statusOf(next.href)).toBe(400);
    next.searchParams.delete("key");
    expect(await status(alice.get(next.href))).toBe(400);
  });

  test("private actions are never shown", async () => {
    const { urls } = await make(alice, `/users/${alice.id}/activity?role=actor`);
    expect((await alice.get(`/users/${alice.id}/activity?role=actor`)).body.results).toHaveLength(2);
    const { body } = await stranger.get(urls.jsonfeed);
    expect(body.items).toHaveLength(1);
  });

  test("says when it was last used, to a day", async () => {
    const shown = (await alice.get("/feed-keys?limit=100")).body.results as FeedKey[];
    const { last_used } = shown.find(({ id }) => id === key.id) as FeedKey;
    expect(Math.abs(Date.now() - Date.parse(last_used ?? ""))).toBeLessThan(86_400_000);
  });
});

describe("its end", () => {
  test("revoked it is 410 on its path alone, is not listed, and 204 again; others' and unknown ones are 404", async () => {
    const [key, id] = await feedOf(bob).then((made) => [made, made.id] as const);
    for (const path of [`/feed-keys/${id}`, "/feed-keys/unknown"])
      expect(await status(alice.delete(path))).toBe(404);
    expect(await status(bob.delete(`/feed-keys/${id}`))).toBe(204);
    await eventually(async () => expect(await statusOf(key.urls.rss)).toBe(410));
    expect(await statusOf(key.urls.rss.replace("/feed?", "/actions?"))).toBe(401);
    expect(await status(service.delete(`/feed-keys/${id}?user=${ref(bob)}`))).toBe(204);
    expect((await bob.get("/feed-keys")).body.results).toEqual([]);
  });

  test("expired it is 410, and not listed", async () => {
    const owner = await person("owner");
    const { urls } = await make(owner, "/feed", { expires: new Date(Date.now() + 2000).toISOString() });
    await eventually(async () => expect(await statusOf(urls.atom)).toBe(410));
    expect((await owner.get("/feed-keys")).body.results).toEqual([]);
  });

  test("it ends with its owner, and another of the same id does not have it", async () => {
    const owner = await person("owner");
    const [key, served] = [await feedOf(owner), await make(service, "/feed", {}, `?user=${ref(owner)}`)];
    expect(await status(owner.delete(`/users/${owner.id}`))).toBe(202);
    for (const { urls } of [key, served])
      await eventually(async () => expect(await statusOf(urls.atom)).toBe(410));
    expect((await owner.get("/feed-keys")).body.results).toEqual([]);
    expect(await status(owner.delete(`/feed-keys/${key.id}`))).toBe(404);
    expect(await statusOf((await feedOf(owner)).urls.atom)).toBe(200);
  });

  test("made by a service, it ends with that service's key, and another of the same name does not have it", async () => {
    const [table, name, scopes] = [await serviceTable(), unique("robot"), ["read", "write"] as const];
    const robot = new Caller(await createApiKey(table, { name, scopes }, Date.now()));
    const key = await make(robot, `/users/${alice.id}/feed`);
    expect(await statusOf(key.urls.atom)).toBe(200);
    await revokeApiKey(table, name);
    await eventually(async () => expect(await statusOf(key.urls.atom)).toBe(410));
    const next = new Caller(await createApiKey(table, { name, scopes }, Date.now()));
    expect((await next.get("/feed-keys")).body.results).toEqual([]);
    expect(await statusOf(key.urls.atom)).toBe(410);
  });
});

test("of 60 made at once exactly 50 are; a revoked one makes room", async () => {
  const owner = await person("collector");
  const replies = await Promise.all(
    Array.from({ length: 60 }, () => owner.post("/feed-keys", { path: "/feed" })),
  );
  const made = replies.filter((reply) => reply.status === 201);
  expect([made.length, replies.filter((reply) => reply.status === 409).length]).toEqual([50, 10]);
  expect(new Set((await owner.all("/feed-keys")).map(({ id }) => id))).toEqual(
    new Set(made.map(({ body }) => body.id)),
  );
  expect(await status(owner.delete(`/feed-keys/${made[7]?.body.id}`))).toBe(204);
  expect(await status(owner.post("/feed-keys", { path: "/feed" }))).toBe(201);
  expect(await status(owner.post("/feed-keys", { path: "/feed" }))).toBe(409);
});

test("60 requests pass at once, whatever they answer, 401 aside; then 429 with the time to wait", async () => {
  const { urls } = await make(alice, "/users/activity?verb=never");
  const { origin } = new URL(urls.atom);
  const wrong = urls.atom.replace("verb=never", "verb=else");
  expect(new Set(await Promise.all(Array.from({ length: 5 }, () => statusOf(wrong))))).toEqual(
    new Set([401]),
  );
  expect(await statusOf(`${urls.atom}&cursor=none`)).toBe(400);
  const statuses = await Promise.all(Array.from({ length: 66 }, () => statusOf(urls.atom, {}, "HEAD")));
  const passed = statuses.filter((one) => one === 200).length;
  // A minute may end in between.
  expect([59, 60]).toContain(passed);
  expect(statuses.filter((one) => one === 429)).toHaveLength(66 - passed);
  const refused = await read(urls.atom);
  expect([refused.status, refused.headers.get("cache-control")]).toEqual([429, "private"]);
  expect(Number(refused.headers.get("retry-after"))).toBeLessThanOrEqual(60);
  expect(await statusOf(`${origin}/actions?format=atom&key=none`)).toBe(401);
});
