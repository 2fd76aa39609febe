import { request } from "node:http";
import { beforeAll, describe, expect, inject, test } from "vitest";
import { TYPES } from "../../lib/domain/types/registry.ts";
import { type Sent, operations, send } from "../support/openapi.ts";
import { Caller, type Json, type Person, person, service, stranger, unique, verbs } from "../support/people.ts";
import { counts, eventually, follow, page, pathOf, post, unfollow, uniqueType } from "../support/story.ts";
import { FORMS, formPage, unescaped } from "../support/walk.ts";

/** The sentences of the contract's fine print, in its order. */
let alice: Person;
let bob: Person;
const ref = ({ id }: Person): string => `user:${id}`;
/** Which fields a 400 names. */
const paths = (body: Json): string[] => [...new Set(body.errors.map(({ path }) => path))].toSorted();
const status = async (reply: Promise<{ readonly status: number }>): Promise<number> => (await reply).status;
const own = async (who: Person): Promise<string[]> => verbs(await page(who, `/users/${who.id}/activity?role=actor`));

beforeAll(async () => {
  [alice, bob] = await Promise.all([person("alice"), person("bob")]);
});

/** A problem document, whole. */
function expectProblem(
  { status: given, headers, body }: { status: number; headers: Headers; body: Json },
  code: number,
  title: string,
) {
  expect([given, headers.get("content-type")]).toEqual([code, "application/problem+json"]);
  expect(body).toMatchObject({ type: "about:blank", title, status: code, detail: expect.stringMatching(/./) });
}

describe("who", () => {
  const concrete = (path: string) => path.replace("{collection}", "users").replace("{id}", "1");
  const closed = operations.filter(({ path }) => path !== "/openapi.json" && path !== "/health");

  test.each(closed.map(({ method, path }) => [method, concrete(path)]))(
    "%s %s wants a token that is valid",
    async (method, path) => {
      const tokens = ["nonsense", "trib_nonsense", "a.b.c", "eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.", undefined];
      for (const token of tokens) {
        const reply = await new Caller(token).call(method, path);
        expectProblem(reply, 401, "Unauthorized");
        expect(reply.headers.get("www-authenticate")).toMatch(/^Bearer/);
      }
      expect(await status(stranger.call(method, path, undefined, { authorization: "Basic YTpi" }))).toBe(401);
      const forged = `${alice.token?.slice(0, -4)}AAAA`;
      expect(await status(new Caller(forged).call(method, path))).toBe(401);
    },
  );

  test("health and the description want none", async () => {
    expect(await status(stranger.get("/health"))).toBe(200);
    expect((await stranger.get("/openapi.json")).body).toMatchObject({ openapi: expect.stringMatching(/^3\./) });
  });

  test("streams, lists and is-following may be read by any caller, a feed by its owner and services", async () => {
    const user = `/users/${alice.id}`;
    for (const path of [
      `${user}/activity`,
      `${user}/followers`,
      `${user}/following`,
      `${user}/is-following`,
      "/users/activity",
      "/actions",
    ]) {
      expect([path, await status(bob.get(path))]).toEqual([path, 200]);
    }
    expectProblem(await bob.get(`${user}/feed`), 403, "Forbidden");
    expectProblem(await service.get("/feed"), 403, "Forbidden");
    expect([await status(alice.get(`${user}/feed`)), await status(service.get(`${user}/feed`))]).toEqual([200, 200]);
  });

  test("user= is for services, and of users each for himself", async () => {
    const user = `/users/${alice.id}`;
    const [himself, another] = [`user=${ref(bob)}`, `user=${ref(alice)}`];
    expect(await status(bob.post(`${user}/follow`, { user: ref(bob), send_action: false }))).toBe(204);
    expect((await page(bob, `${user}/is-following?${himself}`)).is_following).toBe(true);
    expect(await status(bob.post(`${user}/follow`, { user: ref(alice) }))).toBe(403);
    expect(await status(bob.get(`${user}/is-following?${another}`))).toBe(403);
    expect(await status(bob.delete(`${user}/unfollow?${another}`))).toBe(403);
    expect(await status(bob.delete(`${user}/unfollow?user=bot:${bob.id}`))).toBe(403);
    expect(await status(bob.delete(`${user}/unfollow?${himself}`))).toBe(204);
    expect((await page(bob, `${user}/is-following`)).is_following).toBe(false);
    for (const reply of [
      await service.post(`${user}/follow`, {}),
      await service.delete(`${user}/unfollow`),
      await service.get(`${user}/is-following`),
    ]) {
      expectProblem(reply, 400, "Bad Request");
      expect(paths(reply.body)).toEqual(["user"]);
    }
  });

  test("a user who sets a time, another actor or attributes of another is refused, and nothing is stored", async () => {
    const carol = await person("carol");
    const repo = unique("repo");
    const now = new Date().toISOString();
    for (const body of [
      { verb: "v", timestamp: now },
      { verb: "v", actor: ref(alice) },
      { verb: "v", actor: `bot:${carol.id}` },
      { verb: "v", target: { model_type: "repository", id: repo, name: "Mine" } },
      { verb: "v", action_object: { model_type: "user", id: alice.id, name: "Not she" } },
    ]) {
      expectProblem(await carol.post("/actions", body), 403, "Forbidden");
    }
    expect(await status(carol.post(`/users/${alice.id}/follow`, { started: now }))).toBe(403);
    expect(await status(carol.call("PUT", `/users/${alice.id}`, { name: "Not she" }))).toBe(403);
    expect(await status(carol.call("PUT", `/repositories/${repo}`, { name: "Mine" }))).toBe(403);
    expect(await own(carol)).toEqual([]);
    expect((await page(carol, `/users/${alice.id}/is-following`)).is_following).toBe(false);
    expect(await status(carol.get(`/repositories/${repo}`))).toBe(404);
    expect((await carol.get(`/users/${alice.id}`)).body).not.toMatchObject({ name: "Not she" });
  });

  test("a user may send attributes of himself, which are stored and shown", async () => {
    const carol = await person("carol");
    const actor = { model_type: "user", id: carol.id, name: "Carol", email: "carol@example.com" };
    const { status: created, body } = await carol.post("/actions", { actor, verb: "arrived" });
    expect([created, body.summary]).toEqual([201, "Carol arrived"]);
    expect(JSON.stringify(body)).not.toContain("example.com");
    const stored = (await bob.get(`/users/${carol.id}`)).body;
    expect(stored).toMatchObject({ name: "Carol", followers_count: 0, following_count: 0 });
    expect(JSON.stringify(stored)).not.toContain("example.com");
    expect((await carol.posts("left")).summary).toBe("Carol left");
  });
});

describe("where", () => {
  test("follow takes its fields in the body, unfollow and is-following in the query", async () => {
    const carol = await person("carol");
    const user = `/users/${alice.id}`;
    for (const field of ["flag=liking", "actor_only=true", "send_action=false", `user=${ref(carol)}`]) {
      expectProblem(await carol.post(`${user}/follow?${field}`, {}), 400, "Bad Request");
    }
    for (const body of [{ flag: "liking" }, { send_action: true }, { user: ref(carol) }]) {
      expectProblem(await carol.call("DELETE", `${user}/unfollow`, body), 400, "Bad Request");
    }
    for (const query of ["actor_only=true", "started=2020-01-01T00:00:00Z"]) {
      expect(await status(carol.delete(`${user}/unfollow?${query}`))).toBe(400);
      expect(await status(carol.get(`${user}/is-following?${query}`))).toBe(400);
    }
    expect(await status(carol.get(`${user}/is-following?send_action=true`))).toBe(400);
    expect((await page(carol, `${user}/is-following?flag=*`)).is_following).toBe(false);
  });

  test("role exists on an entity's activity alone, flag and own on feeds alone, flag and type on lists of follows", async () => {
    const user = `/users/${alice.id}`;
    for (const path of ["/actions", "/feed", `${user}/feed`, "/users/activity"])
      expect(await status(alice.get(`${path}?role=actor`))).toBe(400);
    for (const path of ["/actions", `${user}/activity`, "/users/activity"]) {
      for (const query of ["flag=following", "own=true"]) expect(await status(alice.get(`${path}?${query}`))).toBe(400);
    }
    for (const path of [`${user}/followers`, `${user}/following`]) {
      for (const query of ["verb=v", "since=2020-01-01T00:00:00Z", "own=true", "format=atom", "role=actor"]) {
        expect([path, query, await status(alice.get(`${path}?${query}`))]).toEqual([path, query, 400]);
      }
    }
    for (const role of ["actor", "target", "action_object"])
      expect(await status(alice.get(`${user}/activity?role=${role}`))).toBe(200);
    for (const role of ["object", "Actor", "any", "*"])
      expect(await status(alice.get(`${user}/activity?role=${role}`))).toBe(400);
  });

  test("every stream takes verb, since, until, limit, cursor, expand and format, feeds also flag and own", async () => {
    const all = "verb=v&since=2020-01-01T01:00:00%2B01:00&until=2020-01-02T00:00:00.5Z&limit=3&expand=current";
    const user = `/users/${alice.id}`;
    for (const path of ["/actions", `${user}/activity`, "/users/activity", "/feed", `${user}/feed`]) {
      expect([path, await status(alice.get(`${path}?${all}`))]).toEqual([path, 200]);
      for (const form of Object.keys(FORMS)) await formPage(alice, form, `${path}?${all}&format=${form}`);
      for (const query of [
        "format=json",
        "format=xml",
        "format=",
        "expand=",
        "expand=true",
        "limit=0",
        "limit=101",
        "limit=-1",
        "limit=ten",
        "since=yesterday",
        "since=2020-01-01",
        "until=2020-01-01T00:00:00",
      ]) {
        const { status: given, body } = await alice.get(`${path}?${query}`);
        expect([path, query, given, given === 400 && paths(body)]).toEqual([path, query, 400, [query.split("=")[0]]]);
      }
    }
    for (const path of ["/feed", `${user}/feed`]) {
      expect(await status(alice.get(`${path}?${all}&flag=*&own=true`))).toBe(200);
      for (const query of ["own=yes", "own=1", "own=", "flag=", "flag=Not", "flag=a%20b", "flag=a&flag=b", "own=true&own=true"]) {
        expect([query, await status(alice.get(`${path}?${query}`))]).toEqual([query, 400]);
      }
    }
  });

  test("since must be before until", async () => {
    const [early, late] = ["2020-01-01T00:00:00Z", "2020-01-01T00:00:00.001Z"];
    for (const path of ["/actions", "/feed", "/users/activity", `/users/${alice.id}/activity`]) {
      expect(await status(alice.get(`${path}?since=${early}&until=${late}`))).toBe(200);
      expect(await status(alice.get(`${path}?since=${early}&until=${early}`))).toBe(400);
      expect(await status(alice.get(`${path}?since=${late}&until=${early}`))).toBe(400);
      expect(await status(alice.get(`${path}?since=2020-01-01T00:00:00Z&until=2020-01-01T00:30:00%2B01:00`))).toBe(400);
    }
  });

  test("the public and a type's stream filter by verb, exactly, and by times, since inclusive and until exclusive", async () => {
    const type = uniqueType("shop");
    const at = (second: number) => `2016-02-29T10:00:0${second}.000Z`;
    const verb = unique("sold");
    for (const second of [1, 2, 3]) await post(`user:${unique("u")}`, verb, { target: `${type}:1`, timestamp: at(second) });
    for (const other of [verb.toUpperCase(), `${verb} `, `${verb}s`]) {
      await post(`user:${unique("u")}`, other, { target: `${type}:1`, timestamp: at(2) });
    }
    for (const path of ["/actions", `/${type}/activity`, `/${type}/1/activity`]) {
      const times = async (query: string) =>
        (await page(bob, `${path}?verb=${verb}${query}`)).results.map(({ timestamp }) => timestamp);
      await eventually(async () => expect(await times("")).toEqual([at(3), at(2), at(1)]));
      expect(await times(`&since=${at(2)}`)).toEqual([at(3), at(2)]);
      expect(await times(`&until=${at(2)}`)).toEqual([at(1)]);
      expect(await times(`&since=${at(1)}&until=${at(3)}`)).toEqual([at(2), at(1)]);
      expect(await times(`&since=2016-02-29T11:00:03%2B01:00`)).toEqual([at(3)]);
    }
  });
});

describe("values", () => {
  test("an optional field may be null, which means absent", async () => {
    const carol = await person("carol");
    const nothing = {
      id: null,
      actor: null,
      action_object: null,
      target: null,
      public: null,
      description: null,
      timestamp: null,
      data: null,
    };
    const { status: created, body } = await carol.post("/actions", { verb: "v", ...nothing });
    expect([created, body]).toMatchObject([
      201,
      {
        actor: { id: carol.id },
        public: true,
        action_object: null,
        target: null,
        description: null,
        data: null,
        summary: `${carol.id} v`,
      },
    ]);
    const follows = { flag: null, actor_only: null, send_action: null, user: null, started: null };
    expect(await status(carol.post(`/users/${alice.id}/follow`, follows))).toBe(204);
    await eventually(async () =>
      expect((await page(carol, `/users/${carol.id}/following`)).results).toMatchObject([
        { flag: "following", actor_only: true },
      ]),
    );
    const attributes = { model_type: "user", id: carol.id, name: null, email: null };
    expect((await carol.post("/actions", { verb: "w", actor: attributes })).body.summary).toBe(`${carol.id} w`);
    expect(await status(carol.post("/actions", { verb: null }))).toBe(400);
  });

  test("ids are strings, references whole", async () => {
    for (const target of [
      { model_type: "user", id: 42 },
      { model_type: "user", id: "" },
      { model_type: "user", id: null },
      { model_type: "user" },
      { model_type: 7, id: "1" },
      { id: "1" },
      {},
      [],
      7,
      "user",
      "user:",
      ":1",
      ":",
      "",
      "User:1",
      "1user:1",
      "us-er:1",
      `${"u".repeat(64)}:1`,
      "user:a\u0000b",
      "user:a\nb",
      "user:a\u0085b",
      `user:${"x".repeat(256)}`,
      `user:${"é".repeat(128)}`,
      { model_type: "user", id: "1", url: "http://example.com/" },
    ]) {
      const { status: given, body } = await service.post("/actions", { actor: "user:1", verb: "v", target });
      expect([target, given, given === 400 && paths(body).every((path) => path.startsWith("target"))]).toEqual([
        target,
        400,
        true,
      ]);
    }
    expect(paths((await alice.post("/actions", { verb: "v", target: { model_type: "user", id: 42 } })).body)).toEqual([
      "target.id",
    ]);
    expect(paths((await alice.post("/actions", { verb: "v", target: { id: "42" } })).body)).toEqual(["target.model_type"]);
  });

  test("a reference is split at its first colon, and both ways of writing it are one entity", async () => {
    const type = uniqueType("site");
    const { body } = await alice.post("/actions", {
      verb: "v",
      target: `${type}:a:b`,
      action_object: { model_type: type, id: "a:b" },
    });
    const shown = { model_type: type, id: "a:b", url: `${inject("url")}/${type}/a%3Ab` };
    expect(body).toMatchObject({ target: shown, action_object: shown, summary: `${alice.id} v a:b on a:b` });
    expect((body as unknown as { target: object }).target).toEqual(shown);
    await eventually(async () => expect((await page(bob, `/${type}/a:b/activity`)).results).toHaveLength(1));
  });

  test.each([
    ["2020-06-12T15:01:41Z", "2020-06-12T15:01:41.000Z"],
    ["2020-06-12T15:01:41.5Z", "2020-06-12T15:01:41.500Z"],
    ["2020-06-12T15:01:41.123456Z", "2020-06-12T15:01:41.123Z"],
    ["2020-06-12T15:01:41+00:00", "2020-06-12T15:01:41.000Z"],
    ["2020-06-12T20:46:41+05:45", "2020-06-12T15:01:41.000Z"],
    ["2020-06-12T05:01:41-10:00", "2020-06-12T15:01:41.000Z"],
    ["2020-01-01T00:30:00+01:00", "2019-12-31T23:30:00.000Z"],
  ])("a time with any offset is shown in UTC with milliseconds: %s", async (timestamp, shown) => {
    expect((await post(`user:${unique("u")}`, "v", { timestamp })).timestamp).toBe(shown);
  });

  test.each([
    "2020-06-12T15:01:41",
    "2020-06-12",
    "2020-13-01T00:00:00Z",
    "2020-02-30T00:00:00Z",
    "2020-06-12T25:00:00Z",
    "now",
    "",
    1591974101,
    true,
  ])("a time that is none, or has no offset, is refused: %s", async (timestamp) => {
    const { status: given, body } = await service.post("/actions", { actor: "user:1", verb: "v", timestamp });
    expect([given, paths(body)]).toEqual([400, ["timestamp"]]);
    const started = await service.post("/users/1/follow", { user: "user:2", started: timestamp });
    expect([started.status, paths(started.body)]).toEqual([400, ["started"]]);
  });

  test("a time may be up to five minutes ahead", async () => {
    const ahead = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
    const actor = `user:${unique("u")}`;
    expect(await status(service.post("/actions", { actor, verb: "v", timestamp: ahead(4) }))).toBe(201);
    const late = await service.post("/actions", { actor, verb: "v", timestamp: ahead(6) });
    expect([late.status, paths(late.body)]).toEqual([400, ["timestamp"]]);
    const { body } = await service.post("/actions/batch", { actions: [{ actor, verb: "v", timestamp: ahead(6) }] });
    expect(body.results).toMatchObject([{ status: 400 }]);
  });

  test("texts and data have their limits, in characters and bytes", async () => {
    const good = [
      { verb: "😀".repeat(255) },
      { verb: "v", description: "é".repeat(2000) },
      { verb: "v", description: "" },
      { verb: "v", data: { x: "y".repeat(8192 - 8) } },
      { verb: "v", data: {} },
      { verb: "v", data: { nested: [{ a: null }, 1.5, "\u0000"] } },
      { verb: "v", public: false },
    ];
    for (const body of good) {
      const reply = await alice.post("/actions", body);
      expect([reply.status, reply.body]).toMatchObject([201, body]);
      expect((await alice.get(`/actions/${reply.body.id}`)).body).toEqual(reply.body);
    }
    const bad: [string, unknown][] = [
      ["verb", ""],
      ["verb", " \t\n"],
      ["verb", "v".repeat(256)],
      ["verb", 5],
      ["verb", ["v"]],
      ["description", "d".repeat(2001)],
      ["description", 5],
      ["data", { x: "y".repeat(8192 - 7) }],
      ["data", []],
      ["data", "{}"],
      ["public", "false"],
      ["public", 0],
      ["public", ""],
      ["foo", 1],
      ["timesince", "x"],
    ];
    for (const [field, value] of bad) {
      const { status: given, body } = await alice.post("/actions", { verb: "v", [field]: value });
      expect([field, given, paths(body)]).toEqual([field, 400, [field]]);
    }
  });

  test("a 400 names every wrong field of query and body at once", async () => {
    const { body } = await alice.post(`/users/${bob.id}/follow?page=2`, {
      flag: "Not one",
      actor_only: "yes",
      user: "x",
      since: 1,
    });
    expect(paths(body)).toEqual(["actor_only", "flag", "page", "since", "user"]);
    const reply = await alice.get("/feed?limit=0&own=maybe&page=2&since=never");
    expectProblem(reply, 400, "Bad Request");
    expect(paths(reply.body)).toEqual(["limit", "own", "page", "since"]);
    expect(reply.body.errors.every(({ message }) => message.length > 0)).toBe(true);
  });

  test("a 400 names a wrong field once, whatever is wrong with it", async () => {
    const wrong = { verb: "", id: "", public: 1, description: 1, data: 1, timestamp: "", target: "", action_object: 7 };
    const { body } = await service.post("/actions", { actor: "", ...wrong });
    expect(body.errors.map(({ path }) => path).toSorted()).toEqual(["actor", ...Object.keys(wrong)].toSorted());
    const query = await alice.get("/feed?since=never&until=soon&limit=1.5&flag=%20&own=0");
    expect(query.body.errors.map(({ path }) => path).toSorted()).toEqual(["flag", "limit", "own", "since", "until"]);
  });

  test("a problem has the status phrase for a title", async () => {
    expectProblem(await alice.get("/actions/no-such-action"), 404, "Not Found");
    expectProblem(await alice.get(`/users/${unique("nobody")}`), 404, "Not Found");
    expectProblem(await alice.post("/actions/batch", { actions: [] }), 403, "Forbidden");
    expectProblem(await alice.post("/actions", { verb: "v", description: "x".repeat(70_000) }), 413, "Content Too Large");
    const id = unique("id");
    await alice.post("/actions", { id, verb: "v" });
    expectProblem(await alice.post("/actions", { id, verb: "w" }), 409, "Conflict");
    expectProblem(await alice.call("PUT", "/actions", {}), 405, "Method Not Allowed");
  });
});

describe("methods", () => {
  const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"];
  const byPath = Map.groupBy(operations, ({ path }) => path);

  test.each([...byPath.keys()].filter((path) => path !== "/actions/batch"))(
    "%s refuses every other method with 405 and says which there are",
    async (path) => {
      const methods = (byPath.get(path) ?? []).map(({ method }) => method);
      const concrete = path.replace("{collection}", "repositories").replace("{id}", "1");
      for (const method of METHODS.filter((one) => !methods.includes(one))) {
        // `/repositories/activity` is also an entity's path, whose id cannot be.
        if (path === "/{collection}/activity") continue;
        const reply = await service.call(method, concrete, method === "GET" ? undefined : {});
        expect([method, concrete, reply.status]).toEqual([method, concrete, 405]);
        const allowed = (reply.headers.get("allow") ?? "").split(/, */).filter((one) => one !== "HEAD" && one !== "OPTIONS");
        expect([concrete, allowed.toSorted()]).toEqual([concrete, methods.toSorted()]);
      }
    },
  );
});

describe("ids and repeats", () => {
  test("a client's id is of letters, digits, _ and -, up to 64", async () => {
    for (const id of ["A", "-", "_", `${unique("x")}-${"Z".repeat(64)}`.slice(0, 64), "0"].map((one) =>
      one.length > 1 ? one : `${one}${unique("id")}`,
    )) {
      const { status: given, headers, body } = await alice.post("/actions", { id, verb: "v" });
      expect([id, given, body.id, headers.get("location")]).toEqual([id, 201, id, `${inject("url")}/actions/${id}`]);
      expect((await alice.get(headers.get("location") ?? "")).body).toEqual(body);
    }
    for (const id of ["", "a b", "a/b", "a.b", "é", "x".repeat(65), 5]) {
      const { status: given, body } = await alice.post("/actions", { id, verb: "v" });
      expect([id, given, paths(body)]).toEqual([id, 400, ["id"]]);
    }
  });

  test("a repeat is compared with the first request, not with what a patch made of it, and as JSON, not as text", async () => {
    const [id, key] = [unique("id"), { "idempotency-key": unique("key") }];
    const body = { verb: "v", description: "first", data: { a: 1, b: [2, { c: 3, d: 4 }] } };
    const again = { data: { b: [2, { d: 4, c: 3 }], a: 1 }, description: "first", verb: "v" };
    const patch = { description: "second", data: null };
    const chosen = await alice.post("/actions", { id, ...body });
    const keyed = await alice.post("/actions", body, key);
    expect([chosen.status, keyed.status]).toEqual([201, 201]);
    for (const one of [chosen.body.id, keyed.body.id])
      expect(await status(alice.call("PATCH", `/actions/${one}`, patch))).toBe(200);
    const [first, second] = [await alice.post("/actions", { id, ...again }), await alice.post("/actions", again, key)];
    expect([first.status, first.body.id, second.status, second.body.id]).toEqual([200, id, 200, keyed.body.id]);
    expect(await status(alice.post("/actions", { id, ...body, ...patch }))).toBe(409);
    expect(await status(alice.post("/actions", { ...body, ...patch }, key))).toBe(409);
    expect((await alice.get(`/actions/${id}`)).body).toMatchObject({ description: "second", data: null });
  });

  test("another caller with the same id is a conflict, with the same key not", async () => {
    const [id, key] = [unique("id"), { "idempotency-key": unique("key") }];
    const body = { actor: ref(alice), verb: "v" };
    expect(await status(alice.post("/actions", { id, ...body }))).toBe(201);
    expect(await status(service.post("/actions", { id, ...body }))).toBe(409);
    expect(await status(bob.post("/actions", { id, verb: "v" }))).toBe(409);
    const replies = [
      await alice.post("/actions", body, key),
      await service.post("/actions", body, key),
      await bob.post("/actions", { verb: "v" }, key),
    ];
    expect(replies.map((reply) => reply.status)).toEqual([201, 201, 201]);
    expect(new Set(replies.map((reply) => reply.body.id)).size).toBe(3);
  });

  test("the id or key of a deleted action stays taken", async () => {
    const [id, key] = [unique("id"), { "idempotency-key": unique("key") }];
    await alice.post("/actions", { id, verb: "v" });
    const keyed = await alice.post("/actions", { verb: "v" }, key);
    for (const one of [id, keyed.body.id]) expect(await status(alice.delete(`/actions/${one}`))).toBe(204);
    for (const verb of ["v", "w"]) {
      expect(await status(alice.post("/actions", { id, verb }))).toBe(409);
      expect(await status(alice.post("/actions", { verb }, key))).toBe(409);
    }
    const { body } = await service.post("/actions/batch", { actions: [{ id, actor: ref(alice), verb: "v" }] });
    expect(body.results).toMatchObject([{ status: 409 }]);
    expect(await status(alice.get(`/actions/${id}`))).toBe(404);
  });

  test("a key is 1 to 255 visible characters", async () => {
    const long = `${unique("key")}${"!".repeat(255)}`.slice(0, 255);
    for (const key of [long, `~${unique("k")}:/"{}`]) {
      expect(await status(alice.post("/actions", { verb: "v" }, { "idempotency-key": key }))).toBe(201);
      expect(await status(alice.post("/actions", { verb: "v" }, { "idempotency-key": key }))).toBe(200);
    }
    for (const key of ["", `${long}!`, "a b", "é"]) {
      expect(await status(alice.post("/actions", { verb: "v" }, { "idempotency-key": key }))).toBe(400);
    }
  });

  test("of simultaneous repeats of one key, or of one id, exactly one is 201, the rest 200, and all are the same action", async () => {
    const carol = await person("carol");
    const [id, key] = [unique("id"), { "idempotency-key": unique("key") }];
    for (const send of [
      () => carol.post("/actions", { verb: "keyed" }, key),
      () => carol.post("/actions", { id, verb: "chosen" }),
    ]) {
      const replies = await Promise.all(Array.from({ length: 12 }, send));
      expect(replies.map((reply) => reply.status).toSorted()).toEqual([...Array<number>(11).fill(200), 201]);
      expect(new Set(replies.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    }
    await eventually(async () => expect((await own(carol)).toSorted()).toEqual(["chosen", "keyed"]));
  });

  test("GET sees the caller's own write at once", async () => {
    const { id } = await alice.posts("v", { description: "one" });
    expect((await alice.get(`/actions/${id}`)).body).toMatchObject({ description: "one" });
    await alice.call("PATCH", `/actions/${id}`, { description: "two" });
    expect((await alice.get(`/actions/${id}`)).body).toMatchObject({ description: "two" });
    await alice.delete(`/actions/${id}`);
    expect(await status(alice.get(`/actions/${id}`))).toBe(404);
  });
});

describe("batches", () => {
  test("have 1 to 100 items and nothing else, and are for services", async () => {
    const actor = `user:${unique("u")}`;
    const actions = (length: number) => Array.from({ length }, (_, index) => ({ actor, verb: `v${index}` }));
    const full = await service.post("/actions/batch", { actions: actions(100) });
    expect([full.status, full.body.results.map((result) => result.status)]).toEqual([200, Array(100).fill(201)]);
    expect(full.body.results.map((result) => (result as unknown as { action: Json }).action.verb)).toEqual(
      actions(100).map(({ verb }) => verb),
    );
    for (const body of [
      { actions: actions(101) },
      { actions: [] },
      {},
      { actions: {} },
      { actions: actions(1), atomic: true },
      actions(1),
    ]) {
      expectProblem(await service.post("/actions/batch", body), 400, "Bad Request");
    }
    const one = { user: actor, follow_object: "user:1", send_action: false };
    for (const follows of [Array(101).fill(one), [], undefined])
      expect(await status(service.post("/follows/batch", { follows }))).toBe(400);
    expect(await status(service.post("/follows/batch", { follows: [one], actions: [] }))).toBe(400);
    expect(await status(alice.post("/follows/batch", { follows: [one] }))).toBe(403);
  });

  test("tell each item's fate as its own request would, repeats in the same batch too", async () => {
    const [actor, id] = [`user:${unique("u")}`, unique("id")];
    const { body } = await service.post("/actions/batch", {
      actions: [
        { id, actor, verb: "v" },
        { id, actor, verb: "v" },
        { id, actor, verb: "w" },
        { verb: "v" },
        "v",
        null,
        { actor, verb: "x", no: 1 },
        { actor, verb: "x" },
      ],
    });
    expect(body.results.map((result) => result.status)).toEqual([201, 200, 409, 400, 400, 400, 400, 201]);
    const [first, second, third, fourth] = body.results as unknown as Record<string, Json>[];
    expect(second?.["action"]).toEqual(first?.["action"]);
    expect(third?.["error"]).toMatchObject({ type: "about:blank", title: "Conflict", status: 409 });
    expect(paths(fourth?.["error"] as Json)).toEqual(["actor"]);
  });

  test("may have up to 1 MiB, other bodies up to 64 KiB", async () => {
    const actor = `user:${unique("u")}`;
    const item = { actor, verb: "v", data: { x: "y".repeat(8000) }, description: "z".repeat(1000) };
    const full = await service.post("/actions/batch", { actions: Array(100).fill(item) });
    expect([full.status, full.body.results.every((result) => result.status === 201)]).toEqual([200, true]);
    const padded = (body: object, bytes: number) => JSON.stringify(body).padEnd(bytes, " ");
    const [kib, mib] = [64 * 1024, 1024 * 1024];
    expect(await status(service.call("POST", "/actions/batch", padded({ actions: [{ actor, verb: "v" }] }, mib)))).toBe(200);
    expect(await status(service.call("POST", "/actions/batch", padded({ actions: [{ actor, verb: "v" }] }, mib + 1)))).toBe(413);
    expect(await status(alice.call("POST", "/actions", padded({ verb: "v" }, kib)))).toBe(201);
    expect(await status(alice.call("POST", "/actions", padded({ verb: "v" }, kib + 1)))).toBe(413);
    expect(await status(alice.call("PUT", `/users/${alice.id}`, padded({}, kib + 1)))).toBe(413);
    expect(await status(alice.call("POST", `/users/${bob.id}/follow`, padded({}, kib + 1)))).toBe(413);
  });
});

describe("patching", () => {
  test("answers the action as it is now, and changes nothing but what is named", async () => {
    const made = await alice.posts("v", { target: ref(bob), description: "d", data: { a: { b: 1 }, c: 2 } });
    const patch = async (body: unknown) => {
      const reply = await alice.call("PATCH", `/actions/${made.id}`, body);
      expect(reply.status).toBe(200);
      return reply.body;
    };
    expect(await patch({ data: { a: { x: 1 } } })).toEqual({ ...made, data: { a: { x: 1 } } });
    expect(await patch({ description: null, data: null })).toEqual({ ...made, description: null, data: null });
    expect(await patch({ public: false })).toEqual({ ...made, description: null, data: null, public: false });
    expect(await patch({ description: "e" })).toEqual({ ...made, description: "e", data: null, public: false });
    for (const body of [
      {},
      [],
      { verb: "w" },
      { timestamp: made.timestamp },
      { id: made.id },
      { target: null },
      { public: "true" },
      { data: [] },
      { description: "x".repeat(2001) },
    ]) {
      expect([body, await status(alice.call("PATCH", `/actions/${made.id}`, body))]).toEqual([body, 400]);
    }
    expect(await status(bob.call("PATCH", `/actions/${made.id}`, { public: true }))).toBe(404);
    expect(await status(service.call("PATCH", `/actions/${made.id}`, { public: true }))).toBe(200);
    expectProblem(await bob.call("PATCH", `/actions/${made.id}`, { public: false }), 403, "Forbidden");
    expectProblem(await bob.delete(`/actions/${made.id}`), 403, "Forbidden");
    expectProblem(await alice.call("PATCH", "/actions/no-such-action", { public: true }), 404, "Not Found");
  });
});

describe("follows", () => {
  test("have at most 16 flags a follower; a flag that he has may be used on, and one that he left makes room", async () => {
    const carol = await person("carol");
    const flags = Array.from({ length: 16 }, (_, index) => `flag-${index}`);
    for (const flag of flags) expect(await status(carol.follows(alice, { flag, send_action: false }))).toBe(204);
    expectProblem(await carol.follows(alice, { flag: "one-more" }), 409, "Conflict");
    expectProblem(await carol.follows(bob), 409, "Conflict");
    expect(await status(carol.follows(bob, { flag: "flag-3", send_action: false }))).toBe(204);
    expect((await page(carol, `/users/${alice.id}/is-following?flag=one-more`)).is_following).toBe(false);
    const { body } = await service.post("/follows/batch", {
      follows: [{ user: ref(carol), follow_object: ref(bob), flag: "one-more" }],
    });
    expect(body.results).toMatchObject([{ status: 409 }]);
    await carol.delete(`/users/${alice.id}/unfollow?flag=flag-0`);
    await eventually(async () => expect(await status(carol.follows(alice, { flag: "one-more", send_action: false }))).toBe(204));
    await eventually(async () => expect((await page(carol, `/users/${carol.id}/following?flag=*`)).results).toHaveLength(2));
    const merged = (await page(carol, `/users/${carol.id}/following?flag=*`)).results.find(
      (one) => one.follow_object.id === alice.id,
    );
    expect(merged?.flags).toHaveLength(16);
    expect(await own(carol)).toEqual([]);
  });

  test("have flags of lower-case letters, digits, _ and -, beginning with a letter", async () => {
    const carol = await person("carol");
    for (const flag of ["a", "a-b_c9", `f${"x".repeat(62)}`]) {
      expect(await status(carol.follows(alice, { flag }))).toBe(204);
      expect((await page(carol, `/users/${alice.id}/is-following?flag=${flag}`)).is_following).toBe(true);
    }
    for (const flag of ["", "A", "1a", "-a", "_a", "a b", "a.b", "é", `f${"x".repeat(63)}`, "*", 5]) {
      const { status: given, body } = await carol.follows(alice, { flag });
      expect([flag, given, paths(body)]).toEqual([flag, 400, ["flag"]]);
    }
    for (const path of ["followers", "following", "is-following"])
      expect(await status(carol.get(`/users/${alice.id}/${path}?flag=A`))).toBe(400);
    expect(await status(carol.delete(`/users/${alice.id}/unfollow?flag=A`))).toBe(400);
  });

  test("need no body, and take an empty one", async () => {
    const carol = await person("carol");
    expect(await status(carol.call("POST", `/users/${alice.id}/follow`))).toBe(204);
    expect(await status(carol.call("POST", `/users/${bob.id}/follow`, {}))).toBe(204);
    const reply = await send("POST", { caller: carol, path: `/users/${alice.id}/follow` });
    expect([reply.status, reply.text]).toEqual([204, ""]);
  });

  test("are listed as records, complete and nothing else, with entities as they are shown now", async () => {
    const [carol, dave] = [await person("carol"), await person("dave")];
    await carol.follows(dave, { send_action: false });
    await service.call("PUT", `/users/${dave.id}`, { name: "Dave", email: "dave@example.com" });
    await eventually(async () => {
      const list = await page(bob, `/users/${dave.id}/followers`);
      expect(list).toEqual({
        next: null,
        prev: null,
        results: [
          {
            started: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
            flag: "following",
            actor_only: true,
            user: { model_type: "user", id: carol.id, url: `${inject("url")}/users/${carol.id}` },
            follow_object: { model_type: "user", id: dave.id, url: `${inject("url")}/users/${dave.id}`, name: "Dave" },
          },
        ],
      });
      expect((await page(bob, `/users/${carol.id}/following`)).results).toEqual(list.results);
    });
    expect(await status(bob.get(`/users/${dave.id}/followers?expand=current`))).toBe(200);
  });
});

describe("entities", () => {
  const COLLECTIONS: readonly [collection: string, type: string, attributes: Record<string, unknown>][] = [
    ["users", "user", { username: "u", avatar_url: "https://example.com/a.png", email: "hidden@example.com" }],
    ["bots", "bot", { avatar_url: "https://example.com/a.png", email: "hidden@example.com" }],
    ["teams", "team", { slug: "s", description: "d" }],
    ["organizations", "organization", { slug: "s", avatar_url: "https://example.com/a.png", description: "d" }],
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
      const whole = { ...shown, model_type: type, id, url: `${inject("url")}${path}`, followers_count: 0, following_count: 0 };
      expect([created.status, created.body]).toEqual([201, whole]);
      expect((await alice.get(path)).body).toEqual(whole);
      expect((await alice.get(`${path}?expand=current`)).body).toEqual(whole);
      const target = { model_type: type, id, ...all };
      const { body } = await service.post("/actions", { actor: "user:1", verb: "v", target });
      const { followers_count: _a, following_count: _b, ...reference } = whole;
      expect((body as unknown as { target: unknown }).target).toEqual(reference);
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
        service.post("/actions", { actor: "user:1", verb: "v", target: { model_type: "organization", id: "1", ...long } }),
      ),
    ).toBe(400);
  });

  test("of an unregistered type have no attributes, and their id for a name", async () => {
    const type = uniqueType("site");
    expect(await status(service.call("PUT", `/${type}/1`, { name: "n" }))).toBe(400);
    expect(await status(service.call("PUT", `/${type}/1`, {}))).toBe(400);
    const reply = await service.post("/actions", {
      actor: "user:1",
      verb: "v",
      target: { model_type: type, id: "1", name: "n" },
    });
    expect([reply.status, paths(reply.body)]).toEqual([400, ["target.name"]]);
    const actor = `user:${unique("u")}`;
    expect((await post(actor, "v", { target: `${type}:The Site` })).summary).toBe(`${actor.slice(5)} v The Site`);
  });

  test("make sentences of four shapes", async () => {
    const actor = { model_type: "user", id: unique("u"), name: "Ann" };
    const [target, action_object] = [`${uniqueType("site")}:T`, `${uniqueType("site")}:O`];
    const say = async (more: object) => (await service.post("/actions", { actor, verb: "did", ...more })).body.summary;
    expect(await Promise.all([{}, { action_object }, { target }, { action_object, target }].map(say))).toEqual([
      "Ann did",
      "Ann did O",
      "Ann did T",
      "Ann did O on T",
    ]);
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
    expect(await status(alice.post("/actions", { verb: "v", target: { model_type: "site", id: word } }))).toBe(400);
    expect(await status(service.post("/users/1/follow", { user: `bot:${word}` }))).toBe(400);
    for (const path of [`/users/${word.replaceAll(".", "%2E")}/activity`, `/site/${word.replaceAll(".", "%2e")}/followers`]) {
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
      await eventually(async () => expect((await bob.get(path)).body).toMatchObject({ followers_count: 0, following_count: 0 }));
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
      expect(await page(service, `${nobody}/${path}`)).toEqual({ next: null, prev: null, results: [] });
    }
    expect(await page(service, `/${uniqueType("nothing")}/activity`)).toEqual({ next: null, prev: null, results: [] });
  });

  test("may be described by themselves, and are shown in actions as they were then", async () => {
    const carol = await person("carol");
    expect(await status(carol.call("PUT", `/users/${carol.id}`, { name: "Carol" }))).toBe(201);
    const { id } = await carol.posts("married");
    expect(await status(carol.call("PUT", `/users/${carol.id}`, { name: "Caroline" }))).toBe(200);
    await carol.follows(carol, { send_action: false });
    const shown = async (query: string) => {
      const one = (await page(carol, `/actions/${id}${query}`)).summary;
      const streams = [`/users/${carol.id}/activity`, `/users/${carol.id}/activity`, "/feed", `/users/${carol.id}/feed`];
      const lists = await Promise.all(
        streams.map(async (path) => (await page(carol, `${path}${query}`)).results.map(({ summary }) => summary)),
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
  const { hostname, port } = new URL(inject("url"));
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${caller.token}` };
    request({ hostname, port, path, headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on("error", reject)
      .end();
  });
}

describe("an unusual id works on every route", () => {
  const IDS = [
    "a/b/c",
    "/",
    "//",
    "100%",
    "%2F",
    "%",
    "%zz",
    "a b",
    " ",
    "a+b",
    "a:b",
    "a?b=c&d",
    "a#b",
    "#",
    "...",
    ".hidden",
    "feed",
    "follow",
    "null",
    "__proto__",
    "constructor",
    "é",
    "e\u0301",
    "日本語",
    "\u202eabc",
    "<script>'\"&",
    "a\\b",
    "a;b=c,d",
    "~",
    "*",
    "x".repeat(255),
    `${"é".repeat(127)}x`,
  ];

  test.each(IDS)("%s", (id) => useEverywhere(id));
});

async function useEverywhere(id: string): Promise<void> {
  const type = uniqueType("place");
  const [site, carol] = [`${type}:${id}`, await person("carol")];
  const url = `${inject("url")}/${type}/${encodeURIComponent(id)}`;
  const posted = [
    await carol.posts("one", { target: site }),
    await carol.posts("two", { action_object: { model_type: type, id } }),
  ];
  expect(posted).toMatchObject([{ target: { model_type: type, id } }, { action_object: { model_type: type, id } }]);
  const shown = (posted[0] as unknown as { target: { url: string } }).target.url;
  expect(new URL(shown).href).toBe(new URL(url).href);
  expect(await status(carol.follows(pathOf(site), { actor_only: false, send_action: false }))).toBe(204);
  expect((await page(carol, `${pathOf(site)}/is-following`)).is_following).toBe(true);
  await follow(site, ref(carol), { send_action: false });
  await eventually(async () => {
    const first = await page(carol, `${pathOf(site)}/activity?limit=1`);
    expect(verbs(first)).toEqual(["two"]);
    const second = await page(carol, first.next ?? "");
    expect(verbs(second)).toEqual(["one"]);
    expect(verbs(await page(carol, second.prev ?? ""))).toEqual(["two"]);
    expect(verbs(await page(carol, "/feed"))).toEqual(["two", "one"]);
    expect(verbs(await page(service, `${pathOf(site)}/feed`))).toEqual(["two", "one"]);
    expect((await page(carol, `${pathOf(site)}/followers`)).results).toMatchObject([
      { user: { id: carol.id }, follow_object: { id } },
    ]);
    expect((await page(carol, `${pathOf(site)}/following?flag=*`)).results).toMatchObject([
      { user: { id }, follow_object: { id: carol.id } },
    ]);
    expect((await page(carol, `/users/${carol.id}/followers`)).results).toMatchObject([{ user: { id } }]);
    expect(await counts(site)).toEqual([1, 1]);
  });
  for (const form of Object.keys(FORMS)) {
    const pageOf = await formPage(carol, form, `${pathOf(site)}/activity?limit=1&format=${form}`);
    expect(pageOf.ids).toEqual([posted[1]?.id]);
    expect((await formPage(carol, form, pageOf.next ?? "")).ids).toEqual([posted[0]?.id]);
  }
  await unfollow(site, ref(carol));
  expect(await status(service.delete(pathOf(site)))).toBe(202);
  await eventually(async () => {
    expect(await status(carol.get(pathOf(site)))).toBe(404);
    expect(verbs(await page(carol, "/feed"))).toEqual([]);
    expect(await own(carol)).toEqual([]);
  });
}

describe("forms", () => {
  let path: string;
  const text = "It <b>rained</b> & poured \u2603";

  beforeAll(async () => {
    const site = `${uniqueType("site")}:1`;
    path = `${pathOf(site)}/activity`;
    for (const verb of ["one", "two"]) await alice.posts(verb, { target: site, description: text });
    await bob.follows(pathOf(site), { actor_only: false, send_action: false });
    await eventually(async () => expect((await page(bob, "/feed")).results).toHaveLength(2));
    await eventually(async () => expect((await page(bob, path)).results).toHaveLength(2));
    await eventually(async () => expect((await page(bob, path.replace("/1/", "/"))).results).toHaveLength(2));
  });

  const get = (address: string, headers?: Record<string, string>): Promise<Sent> =>
    send("GET", { caller: bob, path: address, ...(headers && { headers }) });

  test.each([
    ["application/activity+json", "application/activity+json"],
    ["application/atom+xml", "application/atom+xml"],
    ["application/rss+xml", "application/rss+xml"],
    ["application/feed+json", "application/feed+json"],
    ["APPLICATION/ATOM+XML", "application/atom+xml"],
    ["application/atom+xml;q=0.5, application/rss+xml;q=0.8", "application/rss+xml"],
    ["application/rss+xml;q=0.8, application/json;q=0.9", "application/json"],
    ["application/rss+xml, application/json;q=0.9", "application/rss+xml"],
    ["application/rss+xml;q=0, */*", "application/json"],
    ["text/html, application/xhtml+xml, application/atom+xml;q=0.9, */*;q=0.1", "application/atom+xml"],
    ["application/atom+xml;charset=utf-8", "application/atom+xml"],
    ["*/*", "application/json"],
    ["text/html", "application/json"],
    ["image/png, text/*;q=0.4", "application/json"],
    ["application/json", "application/json"],
    ["nonsense", "application/json"],
    ["", "application/json"],
  ])("Accept: %s is answered as %s", async (accept, type) => {
    const sent = await get(path, { accept });
    expect([sent.status, sent.type]).toEqual([200, type]);
    expect(sent.headers.get("vary")?.toLowerCase()).toContain("accept");
  });

  test("format wins over Accept, and must be one that there is", async () => {
    for (const [form, type] of Object.entries(FORMS)) {
      expect((await get(`${path}?format=${form}`, { accept: "application/json" })).type).toBe(type);
    }
    for (const form of ["json", "html", "Atom", "", "atom&format=rss"])
      expect((await get(`${path}?format=${form}`)).status).toBe(400);
  });

  test("every stream has every form, and errors stay problems", async () => {
    for (const stream of ["/actions", path, path.replace("/1/", "/"), "/feed", `/users/${bob.id}/feed`]) {
      for (const [form, type] of Object.entries(FORMS)) {
        expect((await formPage(bob, form, `${stream}?limit=2`, { accept: type })).ids).toHaveLength(2);
        expect((await formPage(bob, form, `${stream}?limit=2&format=${form}&expand=current`)).ids).toHaveLength(2);
        const wrong = await get(`${stream}?limit=0`, { accept: type });
        expect([wrong.status, wrong.type]).toEqual([400, "application/problem+json"]);
      }
    }
  });

  test.each(["as2", "atom", "jsonfeed", "rss"])("every entry carries the summary and the description: %s", async (form) => {
    const sent = await get(`${path}?format=${form}`);
    const plain = unescaped(sent.text);
    for (const verb of ["one", "two"]) expect(plain).toContain(`${alice.id} ${verb} 1`);
    expect(plain.split(text).length - 1).toBeGreaterThanOrEqual(2);
  });

  test("each form has its own ETag, plain JSON too, and who has it is answered 304", async () => {
    for (const stream of [path, path.replace("/1/", "/"), "/feed", `/users/${bob.id}/feed`]) {
      const addresses = [stream, ...Object.keys(FORMS).map((form) => `${stream}?format=${form}`)];
      const tags: string[] = [];
      for (const address of addresses) {
        const tag = (await get(address)).headers.get("etag") ?? "";
        expect(tag).toMatch(/^(W\/)?".+"$/);
        tags.push(tag);
        for (const known of [tag, `W/${tag.replace(/^W\//, "")}`, `"other", ${tag}`, "*"]) {
          const sent = await get(address, { "if-none-match": known });
          expect([address, known, sent.status, sent.text, sent.headers.get("etag")]).toEqual([address, known, 304, "", tag]);
        }
        expect((await get(address, { "if-none-match": '"other"' })).status).toBe(200);
      }
      expect(new Set(tags).size).toBe(tags.length);
      const accepted = await get(stream, { accept: "application/atom+xml", "if-none-match": tags[0] ?? "" });
      expect([accepted.status, accepted.type]).toEqual([200, "application/atom+xml"]);
    }
  });

  test("the ETag changes with what is on the page", async () => {
    const site = `${uniqueType("site")}:1`;
    const list = `${pathOf(site)}/activity`;
    const tags = async () =>
      Promise.all([list, `${list}?format=atom`].map(async (address) => (await get(address)).headers.get("etag")));
    const empty = await tags();
    const { id } = await alice.posts("v", { target: site });
    await eventually(async () => expect((await page(bob, list)).results).toHaveLength(1));
    const one = await tags();
    await alice.call("PATCH", `/actions/${id}`, { description: "changed" });
    await eventually(async () => expect((await page(bob, list)).results).toMatchObject([{ description: "changed" }]));
    const changed = await tags();
    await alice.delete(`/actions/${id}`);
    await eventually(async () => expect((await page(bob, list)).results).toEqual([]));
    const states = [empty, one, changed];
    for (const at of [0, 1]) expect(new Set(states.map((tag) => tag[at])).size).toBe(3);
    expect(await tags()).toEqual(empty);
  });
});

describe("an id beyond what queues take as it is works on every route, and holds nobody else's feed up", () => {
  test.each([
    ["an emoji", "😀"],
    ["the last character there is", "\u{10ffff}"],
    ["a noncharacter", "a\uffffb"],
  ])("%s", async (_what, id) => {
    const [carol, dave] = [await person("carol"), await person("dave")];
    await dave.follows(carol);
    await useEverywhere(id);
    await carol.posts("spoke");
    await eventually(async () => expect(verbs(await page(dave, "/feed"))).toEqual(["spoke"]));
  });
});
