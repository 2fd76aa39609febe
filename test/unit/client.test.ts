import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { buildSync } from "esbuild";
import { expect, expectTypeOf, test } from "vitest";
import { Client } from "../../lib/client/client.ts";
import type { List } from "../../lib/client/list.ts";
import { SeeingClient } from "../../lib/client/seeing-client.ts";
import type { Action, FeedPage, Group, QueryOf } from "../../lib/client/types.ts";
import { clientTypes } from "../../lib/openapi/client-types.ts";
import document from "../../lib/openapi/openapi.json" with { type: "json" };
import { answers, faultyServer } from "../support/faulty-server.ts";
import { operations } from "../support/openapi.ts";

test("the committed types are what the description says: else run npm run openapi", async () => {
  expect(
    (await clientTypes(document)) === readFileSync("lib/client/api.ts", "utf8"),
    "run npm run openapi",
  ).toBe(true);
});

test("it has less than 6,000 bytes and no dependencies", () => {
  const built = buildSync({
    entryPoints: ["lib/client/client.ts"],
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    platform: "neutral",
    write: false,
    metafile: true,
  });
  expect(Object.keys(built.metafile.inputs).filter((file) => !file.startsWith("lib/client/"))).toEqual([]);
  expect(built.outputFiles[0]?.contents.length).toBeLessThan(6_000);
});

test.each(["client", "stores"])("docs/clients.md says how much the %s weighs, gzipped", (name) => {
  const { outputFiles } = buildSync({
    ...{ entryPoints: [`lib/client/${name}.ts`], bundle: true, minify: true, format: "esm", write: false },
  });
  const said = new RegExp(`the ${name} \\| ([\\d,]+): \\S+ esbuild lib/client/${name}.ts`);
  const figure = Number(said.exec(readFileSync("docs/clients.md", "utf8"))?.[1]?.replace(",", ""));
  const weight = gzipSync(outputFiles[0]?.contents ?? "", { level: 9 }).length;
  // Versions of zlib differ by a few bytes.
  expect(Math.abs(weight - figure), String(weight)).toBeLessThan(20);
});

test("every operation has a method that calls its route", async () => {
  await using server = await faultyServer(answers(200, { results: [], next: null, prev: null }));
  const client = new Client({ url: server.url });
  await client.post({ verb: "pushed" });
  await client.postAll([]);
  await client.action("x");
  await client.patch("x", { public: true });
  await client.delete("x");
  await client.follow("user:a");
  await client.unfollow("user:a");
  await client.followAll([]);
  await client.isFollowing("user:a");
  await client.entities(["user:a", { model_type: "site", id: "b" }]);
  await client.entity("user:a");
  await client.find("user", { prefix: "a" });
  await client.putAll([]);
  await client.put("user:a", { name: "A" });
  await client.deleteEntity("user:a");
  await client.makeFeedKey({ path: "/feed" });
  await client.revokeFeedKey("x");
  await client.feedKeys().page();
  await client.feedCounts({ flag: "watching" });
  await client.markFeed("all");
  await client.mute("user:a");
  await client.unmute("user:a");
  await client.notificationCounts();
  await client.markNotifications({ seen: "all" });
  await client.dismiss("x");
  await client.health();
  await client.description();
  const lists = [
    client.actions(),
    client.activity("user:a"),
    client.activityOfType("user"),
    client.feed(),
    client.feedOf("user:a"),
    client.mutes(),
    client.notifications(),
    client.notificationActions("x"),
  ];
  for (const list of [...lists, client.followers("user:a"), client.following("user:a")]) await list.page();

  const called = server.received.map(
    ({ method, url }) => `${method} ${url.replace("/users", "/{collection}")}`,
  );
  const named = called.map((route) =>
    route
      .replace(/\/a(?=\/|$)/, "/{id}")
      .replace(/\/x(?=\/|$)/, "/{id}")
      .replace(/\?.*/, ""),
  );
  expect(named.sort()).toEqual(operations.map(({ method, path }) => `${method} ${path}`).sort());
});

test.each([
  ["user:a/b", "/users/a~2Fb/activity"],
  ["user:100%", "/users/100~25/activity"],
  ["repository:🦀?#", "/repositories/%F0%9F%A6%80~3F~23/activity"],
  ["site:7:8", "/site/7%3A8/activity"],
  ["constructor:x", "/constructor/x/activity"],
])("%s is found at %s", async (entity, path) => {
  await using server = await faultyServer(answers(200, { results: [], next: null, prev: null }));
  await new Client({ url: `${server.url}/` }).activity(entity).page();
  expect(server.received[0]?.url).toBe(path);
});

test.each(["user:..", "user:.", "user:", "alice", ":alice", { model_type: "user", id: ".." }])(
  "%j is no entity, and nothing else is asked in its place",
  async (entity) => {
    await using server = await faultyServer(answers(200));
    const client = new Client({ url: server.url });
    expect(() => client.feedOf(entity)).toThrow(TypeError);
    expect(server.received).toEqual([]);
  },
);

test("goes on from a kept link at its own address alone", async () => {
  const { url } = document.servers[0] ?? { url: "" };
  await using server = await faultyServer(answers(200, { results: [], next: null, prev: null }));
  const client = new Client({ url: server.url, token: "secret" });
  await client.feed({ limit: 5 }).page(`https://elsewhere.example${url}feed?limit=5&cursor=c`);
  expect(server.received.map((request) => request.url)).toEqual(["/feed?limit=5&cursor=c"]);
});

test("lists of words become repeated parameters", async () => {
  await using server = await faultyServer(answers(200, { results: [], next: null, prev: null }));
  await new Client({ url: server.url }).following("user:a", { type: ["user", "repository"] }).page();
  expect(server.received[0]?.url).toBe("/users/a/following?type=user&type=repository");
});

test("writes carry their conditions, and reads and writes say what their answer had", async () => {
  await using server = await faultyServer(answers(200, {}, { etag: '"new"' }));
  const client = new Client({ url: server.url });
  const etags: (string | null)[] = [];
  const onResponse = ({ headers }: Pick<Response, "headers">) => void etags.push(headers.get("etag"));
  await client.entity("user:a", {}, { onResponse });
  await client.patch("x", { public: true }, { ifMatch: '"a"', onResponse });
  await client.delete("x", { ifMatch: '"b"' });
  await client.put("user:a", {}, { ifNoneMatch: "*" });
  await client.deleteEntity("user:a", { ifMatch: "*", ifNoneMatch: '"c"' });
  await client.post({ verb: "pushed" }, { onResponse });
  expect(etags).toEqual(['"new"', '"new"', '"new"']);
  const sent = server.received.map(({ headers }) => [headers["if-match"], headers["if-none-match"]]);
  const none = [undefined, undefined];
  expect(sent).toEqual([none, ['"a"', undefined], ['"b"', undefined], [undefined, "*"], ["*", '"c"'], none]);
});

test("a condition that does not hold is an error, and is not tried again", async () => {
  await using server = await faultyServer(answers(412, { title: "Precondition Failed" }));
  const heard: number[] = [];
  const options = {
    ifMatch: '"old"',
    onResponse: ({ status }: Pick<Response, "status">) => void heard.push(status),
  };
  await expect(new Client({ url: server.url }).patch("x", { public: true }, options)).rejects.toMatchObject({
    status: 412,
  });
  expect([server.received.length, heard]).toEqual([1, []]);
});

test("what is read on condition is 304 while nothing has changed", async () => {
  await using server = await faultyServer(answers(304));
  const client = new Client({ url: server.url });
  const options = { ifNoneMatch: '"a"' };
  for (const read of [
    () => client.notificationCounts({}, options),
    () => client.notifications({}, options).page(),
    () => client.feedCounts({}, options),
    () => client.feed({}, options).page(),
  ])
    await expect(read()).rejects.toMatchObject({ name: "ProblemError", status: 304 });
  expect(server.received.map(({ headers }) => headers["if-none-match"])).toEqual(Array(4).fill('"a"'));
});

const GROUPED = {
  ...{ actor: "user:a", target: "user:a", action_object: "user:a", verb: ["a", "b"], limit: 5 },
  ...{ since: "2020-01-01T00:00:00Z", until: "2020-01-02T00:00:00Z" },
  ...({ expand: "current", group: "verb,target", window: "hour" } as const),
};
const FEED = { ...GROUPED, flag: "watching", own: "hide", notifications: "counts" } as const;
const PAGE = { limit: 5, user: "user:a" } as const;

test.each<[string, (client: Client) => Promise<unknown>]>([
  ["GET /actions", (client) => client.actions(GROUPED).page()],
  ["GET /{collection}/activity", (client) => client.activityOfType("{collection}", GROUPED).page()],
  [
    "GET /{collection}/{id}/activity",
    (client) => client.activity("{collection}:{id}", { ...GROUPED, role: "actor", public: "all" }).page(),
  ],
  ["GET /feed", (client) => client.feed(FEED).page()],
  ["GET /{collection}/{id}/feed", (client) => client.feedOf("{collection}:{id}", FEED).page()],
  ["GET /feed/counts", (client) => client.feedCounts({ flag: "watching", user: "user:a" })],
  ["POST /feed/mark", (client) => client.markFeed("all", { flag: "watching", user: "user:a" })],
  ["GET /mutes", (client) => client.mutes(PAGE).page()],
  [
    "PUT /mutes/{collection}/{id}",
    (client) => client.mute("{collection}:{id}", { until: null }, { user: "user:a" }),
  ],
  ["DELETE /mutes/{collection}/{id}", (client) => client.unmute("{collection}:{id}", { user: "user:a" })],
  [
    "GET /notifications",
    (client) =>
      client
        .notifications({ ...PAGE, expand: "current", verb: ["a", "b"], unseen: "true", unread: "true" })
        .page(),
  ],
  ["GET /notifications/counts", (client) => client.notificationCounts({ user: "user:a" })],
  [
    "POST /notifications/mark",
    (client) => client.markNotifications({ seen: ["a"], read: "all" }, { user: "user:a" }),
  ],
  [
    "GET /notifications/{id}/actions",
    (client) => client.notificationActions("{id}", { ...PAGE, expand: "current" }).page(),
  ],
  ["DELETE /notifications/{id}", (client) => client.dismiss("{id}", { user: "user:a" })],
])("%s is asked with every parameter that it takes", async (route, call) => {
  await using server = await faultyServer(answers(200, { results: [], next: null, prev: null }));
  await call(new SeeingClient({ url: server.url }));
  const { method, url } = server.received[0] ?? { method: "", url: "" };
  const { pathname, searchParams } = new URL(url, server.url);
  expect(`${method} ${decodeURIComponent(pathname)}`).toBe(route);
  const operation = operations.find((one) => `${one.method} ${one.path}` === route);
  // What walks a list and chooses its form is the client's own affair.
  const taken = (operation?.parameters ?? [])
    .filter((one) => one.in === "query" && !["cursor", "format"].includes(one.name))
    .map(({ name }) => name);
  expect([...new Set(searchParams.keys())].sort()).toEqual(taken.sort());
});

test("a stream that is asked for groups is a list of groups", () => {
  for (const client of [new Client({ url: "http://x" }), new SeeingClient({ url: "http://x" })]) {
    const query = { limit: 5, group: "verb" };
    expectTypeOf(client.actions()).toEqualTypeOf<List<Action>>();
    expectTypeOf(client.activity("user:a", { limit: 5 })).toEqualTypeOf<List<Action>>();
    expectTypeOf(client.actions(query)).toEqualTypeOf<List<Group>>();
    expectTypeOf(client.activity("user:a", query)).toEqualTypeOf<List<Group>>();
    expectTypeOf(client.activityOfType("user", query)).toEqualTypeOf<List<Group>>();
    expectTypeOf(client.feed(query)).toEqualTypeOf<List<Group, FeedPage<{ group: string }>>>();
    expectTypeOf(client.feedOf("user:a", {})).toEqualTypeOf<List<Action, FeedPage<object>>>();
    expectTypeOf(client.feed({} as QueryOf<"getOwnFeed">)).toExtend<List<Action | Group>>();
  }
});
