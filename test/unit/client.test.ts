import { readFileSync } from "node:fs";
import { buildSync } from "esbuild";
import { expect, test } from "vitest";
import { Client } from "../../lib/client/client.ts";
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
