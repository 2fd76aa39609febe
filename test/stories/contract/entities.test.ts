import { request } from "node:http";
import { beforeAll, describe, expect, inject, test } from "vitest";
import { TYPES } from "../../../lib/domain/types/registry.ts";

import { type Caller, type Person, person, service, unique } from "../../support/people.ts";
import { eventually, page, pathOf, post, uniqueType } from "../../support/story.ts";

import { paths, status, expectProblem } from "../../support/contract.ts";

let alice: Person;
let bob: Person;

beforeAll(async () => {
  [alice, bob] = await Promise.all([person("alice"), person("bob")]);
});

describe("entities", () => {
  const COLLECTIONS: readonly [collection: string, type: string, attributes: Record<string, unknown>][] = [
    [
      "users",
      "user",
      { username: "u", avatar_url: "https://example.com/a.png", email: "hidden@example.com" },
    ],
    ["bots", "bot", { avatar_url: "https://example.com/a.png", email: "hidden@example.com" }],
    ["teams", "team", { slug: "s", description: "d" }],
    [
      "organizations",
      "organization",
      { slug: "s", avatar_url: "https://example.com/a.png", description: "d" },
    ],
    ["repositories", "repository", { slug: "s", description: "d" }],
    ["branches", "branch", { slug: "s" }],
    ["commits", "commit", { message: "m" }],
    ["pull_requests", "pull_request", { number: 7, state: "open" }],
    ["issues", "issue", { number: 7, state: "closed" }],
    ["releases", "release", { tag: "v1" }],
  ];

  test.each(COLLECTIONS)(
    "%s hold what their type has, shown but for e-mail, and nothing unknown",
    async (collection, type, attributes) => {
      const id = unique("e");
      const all = { name: "A Name", html_url: "https://example.com/home", ...attributes };
      const path = `/${collection}/${id}`;
      expect(await status(alice.get(path))).toBe(404);
      const created = await service.call("PUT", path, all);
      const { email: _hidden, ...shown } = all as Record<string, unknown>;
      const whole = {
        ...shown,
        model_type: type,
        id,
        url: `${inject("url")}${path}`,
        followers_count: 0,
        following_count: 0,
      };
      expect([created.status, created.body]).toEqual([201, whole]);
      expect((await alice.get(path)).body).toEqual(whole);
      expect((await alice.get(`${path}?expand=current`)).body).toEqual(whole);
      const target = { model_type: type, id, ...all };
      const { body } = await service.post("/actions", { actor: "user:1", verb: "v", target });
      const { followers_count: _a, following_count: _b, ...reference } = whole;
      expect(body.target).toEqual(reference);
      expect(body.summary).toMatch(/ v A Name$/);
      for (const [field, value] of [
        ["shoe_size", 43],
        ["html_url", "javascript:alert(1)"],
        ["html_url", "ftp://example.com/"],
        ["html_url", "home"],
        ["name", 5],
      ] as const) {
        const wrong = await service.call("PUT", path, { [field]: value });
        expect([wrong.status, paths(wrong.body)]).toEqual([400, [field]]);
        const inReference = await service.post("/actions", {
          actor: "user:1",
          verb: "v",
          target: { model_type: type, id, [field]: value },
        });
        expect([inReference.status, paths(inReference.body)]).toEqual([400, [`target.${field}`]]);
      }
      const replaced = await service.call("PUT", path, { name: "B" });
      expect([replaced.status, replaced.body]).toEqual([
        200,
        {
          ...reference,
          ...Object.fromEntries(Object.keys(shown).map((name) => [name, undefined])),
          name: "B",
          followers_count: 0,
          following_count: 0,
        },
      ]);
      expect(await status(alice.get(`/${type}/${id}`))).toBe(404);
      expect(await status(alice.get(`/${type}/${id}/activity`))).toBe(404);
      expect(await status(alice.get(`/${type}/activity`))).toBe(404);
    },
  );

  test("are of ten registered types", () =>
    expect(TYPES.map(({ collection }) => collection).toSorted()).toEqual(
      COLLECTIONS.map(([collection]) => collection).toSorted(),
    ));

  test("show at most 1 KiB of attributes together", async () => {
    const path = `/organizations/${unique("o")}`;
    const long = { name: "é".repeat(200), slug: "s".repeat(200), description: "d".repeat(500) };
    const { status: given, body } = await service.call("PUT", path, long);
    expect([given, body.errors.length > 0]).toEqual([400, true]);
    expect(await status(service.call("PUT", path, { ...long, slug: "s" }))).toBe(201);
    expect(
      await status(
        service.post("/actions", {
          actor: "user:1",
          verb: "v",
          target: { model_type: "organization", id: "1", ...long },
        }),
      ),
    ).toBe(400);
  });

  test("of an unregistered type have a name and an address, and nothing else", async () => {
    const type = uniqueType("site");
    const path = `/${type}/1`;
    const [name, html_url] = ["The Harbour", "https://example.com/7"];
    const bare = { model_type: type, id: "1", url: `${inject("url")}${path}` };
    const counted = { ...bare, followers_count: 0, following_count: 0 };
    expect(await status(alice.get(path))).toBe(404);
    for (const [expected, attributes, shown] of [
      [201, {}, counted],
      [200, { name, html_url: null }, { ...counted, name }],
      [200, { name, html_url: "HTTPS://EXAMPLE.com/7" }, { ...counted, name, html_url }],
    ] as const) {
      const reply = await service.call("PUT", path, attributes);
      expect([reply.status, reply.body]).toEqual([expected, shown]);
      expect((await alice.get(path)).body).toEqual(shown);
    }
    expect((await post("user:1", "v", { target: `${type}:1` })) as unknown).toMatchObject({
      summary: "1 v The Harbour",
      target: { ...bare, name, html_url },
    });
    const wrong = [
      { slug: "s" },
      { email: "a@example.com" },
      { name: 5 },
      { name: " " },
      { html_url: "ftp://example.com/" },
    ];
    for (const attributes of wrong) {
      const [field] = Object.keys(attributes);
      const put = await service.call("PUT", path, attributes);
      expect([put.status, paths(put.body)]).toEqual([400, [field]]);
      const reply = await service.post("/actions", {
        actor: "user:1",
        verb: "v",
        target: { ...attributes, model_type: type, id: "1" },
      });
      expect([reply.status, paths(reply.body)]).toEqual([400, [`target.${field}`]]);
    }
    const long = { name: "é".repeat(200), html_url: `https://example.com/${"x".repeat(900)}` };
    expect(await status(service.call("PUT", path, long))).toBe(400);
    const actor = `user:${unique("u")}`;
    expect((await post(actor, "v", { target: `${type}:No Name` })).summary).toBe(
      `${actor.slice(5)} v No Name`,
    );
  });

  test("of an unregistered type are described by services, and by actions of services", async () => {
    const type = uniqueType("shop");
    const named = (id: string) => ({
      model_type: type,
      id,
      name: `Shop ${id}`,
      html_url: `https://example.com/${id}`,
    });
    expect(await status(alice.call("PUT", `/${type}/1`, { name: "Mine" }))).toBe(403);
    expect(await status(alice.post("/actions", { verb: "v", target: named("1") }))).toBe(403);
    expect(await status(alice.get(`/${type}/1`))).toBe(404);
    const posted = await post("user:1", "opened", { action_object: named("1"), target: named("2") });
    expect(posted.summary).toBe("1 opened Shop 1 on Shop 2");
    expect((await alice.get(`/${type}/2`)).body).toMatchObject({
      name: "Shop 2",
      html_url: "https://example.com/2",
    });
    const bot = { model_type: type, id: "3", name: "Robot" };
    expect((await service.post("/actions", { actor: bot, verb: "moved" })).body.summary).toBe("Robot moved");
    await service.call("PUT", `/${type}/1`, { name: "Renamed" });
    const summaries = async (query: string) =>
      (await page(alice, `/${type}/1/activity${query}`)).results.map((item) => item.summary);
    await eventually(async () => expect(await summaries("")).toEqual(["1 opened Shop 1 on Shop 2"]));
    await eventually(async () =>
      expect(await summaries("?expand=current")).toEqual(["1 opened Renamed on Shop 2"]),
    );
    await alice.follows(`/${type}/2`, { flag: "watching" });
    expect(
      (await page(bob, `/users/${alice.id}/activity?verb=started%20watching`)).results[0]?.summary,
    ).toMatch(/ Shop 2$/);
    const [followed] = (await page(bob, `/users/${alice.id}/following?flag=watching`)).results;
    expect(followed?.follow_object).toMatchObject({ model_type: type, id: "2", name: "Shop 2" });
    const atom = await fetch(`${inject("url")}/${type}/2/activity?format=jsonfeed`, {
      headers: { authorization: `Bearer ${alice.token}` },
    });
    const feed = (await atom.json()) as { title: string; items: { url?: string }[] };
    expect(feed.title).toBe("Activity of Shop 2");
    expect(feed.items.at(-1)?.url).toBe("https://example.com/1");
    await service.delete(`/${type}/1`);
    expect(await status(alice.get(`/${type}/1`))).toBe(404);
    expect((await post("user:1", "v", { target: `${type}:1` })).summary).toBe("1 v 1");
  });

  test("make sentences of four shapes", async () => {
    const actor = { model_type: "user", id: unique("u"), name: "Ann" };
    const [target, action_object] = [`${uniqueType("site")}:T`, `${uniqueType("site")}:O`];
    const say = async (more: object) =>
      (await service.post("/actions", { actor, verb: "did", ...more })).body.summary;
    expect(
      await Promise.all([{}, { action_object }, { target }, { action_object, target }].map(say)),
    ).toEqual(["Ann did", "Ann did O", "Ann did T", "Ann did O on T"]);
  });

  test.each(["actions", "feed", "follows", "health", "openapi", "users", "repositories", "pull_requests"])(
    "%s is no type",
    async (word) => {
      for (const reply of [
        await alice.post("/actions", { verb: "v", target: `${word}:1` }),
        await alice.post("/actions", { verb: "v", action_object: { model_type: word, id: "1" } }),
        await service.post("/actions", { actor: `${word}:1`, verb: "v" }),
        await service.post(`/users/1/follow`, { user: `${word}:1` }),
        await alice.get(`/users/${alice.id}/following?type=${word}`),
      ]) {
        expectProblem(reply, 400, "Bad Request");
      }
    },
  );

  test.each(["activity", ".", ".."])("'%s' is no entity's id", async (word) => {
    expect(await status(alice.post("/actions", { verb: "v", target: `user:${word}` }))).toBe(400);
    expect(
      await status(alice.post("/actions", { verb: "v", target: { model_type: "site", id: word } })),
    ).toBe(400);
    expect(await status(service.post("/users/1/follow", { user: `bot:${word}` }))).toBe(400);
    for (const path of [
      `/users/${word.replaceAll(".", "%2E")}/activity`,
      `/site/${word.replaceAll(".", "%2e")}/followers`,
    ]) {
      expect([path, await rawStatus(alice, path)]).toEqual([path, 400]);
    }
  });

  test("are 404 while neither attributes nor follows of them are stored, whatever they did", async () => {
    const [carol, site] = [await person("carol"), `${uniqueType("site")}:1`];
    await carol.posts("v", { target: site });
    expect(await status(bob.get(`/users/${carol.id}`))).toBe(404);
    expect(await status(bob.get(pathOf(site)))).toBe(404);
    await carol.follows(pathOf(site), { flag: "liking", send_action: false });
    for (const path of [`/users/${carol.id}`, pathOf(site)]) {
      await eventually(async () =>
        expect((await bob.get(path)).body).toMatchObject({ followers_count: 0, following_count: 0 }),
      );
    }
    await carol.delete(`${pathOf(site)}/unfollow?flag=liking`);
    await eventually(async () => expect(await status(bob.get(pathOf(site)))).toBe(404));
    await eventually(async () => expect(await status(bob.get(`/users/${carol.id}`))).toBe(404));
  });

  test("of which nothing is known have empty streams, feeds and lists", async () => {
    const nobody = `/users/${unique("nobody")}`;
    for (const path of [
      "activity",
      "activity?role=target",
      "feed",
      "feed?flag=*&own=true",
      "followers",
      "following",
      "followers?flag=*",
      "following?flag=*",
    ]) {
      // What is seen of a feed with all flags at once is no mark's to say.
      const mark = path === "feed" ? { mark: expect.any(String) as string } : {};
      const noMark = path.startsWith("feed?") ? { mark: null } : {};
      expect(await page(service, `${nobody}/${path}`)).toEqual({
        ...{ next: null, prev: null, results: [] },
        ...mark,
        ...noMark,
      });
    }
    expect(await page(service, `/${uniqueType("nothing")}/activity`)).toEqual({
      next: null,
      prev: null,
      results: [],
    });
  });

  test("may be described by themselves, and are shown in actions as they were then", async () => {
    const carol = await person("carol");
    expect(await status(carol.call("PUT", `/users/${carol.id}`, { name: "Carol" }))).toBe(201);
    const { id } = await carol.posts("married");
    expect(await status(carol.call("PUT", `/users/${carol.id}`, { name: "Caroline" }))).toBe(200);
    await carol.follows(carol, { send_action: false });
    const shown = async (query: string) => {
      const one = (await page(carol, `/actions/${id}${query}`)).summary;
      const streams = [
        `/users/${carol.id}/activity`,
        `/users/${carol.id}/activity`,
        "/feed",
        `/users/${carol.id}/feed`,
      ];
      const lists = await Promise.all(
        streams.map(async (path) =>
          (await page(carol, `${path}${query}`)).results.map(({ summary }) => summary),
        ),
      );
      return new Set([one, ...lists.flat()]);
    };
    await eventually(async () => expect((await page(carol, "/feed")).results).toHaveLength(1));
    expect(await shown("")).toEqual(new Set(["Carol married"]));
    expect(await shown("?expand=current")).toEqual(new Set(["Caroline married"]));
  });
});

/** Sends a path exactly as it is written: `fetch` resolves dots, encoded ones too. */
function rawStatus(caller: Caller, path: string): Promise<number | undefined> {
  const { hostname, port, pathname } = new URL(inject("place"));
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${caller.token}` };
    request({ hostname, port, path: `${pathname.replace(/\/$/, "")}${path}`, headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on("error", reject)
      .end();
  });
}
