import { beforeAll, describe, expect, inject, test } from "vitest";

import { type Person, person, service, unique } from "../../support/people.ts";
import { eventually, page, post, uniqueType } from "../../support/story.ts";

import { paths, status, expectProblem } from "../../support/contract.ts";

let alice: Person;
let bob: Person;

beforeAll(async () => {
  [alice, bob] = await Promise.all([person("alice"), person("bob")]);
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
    expect((await carol.post("/actions", { verb: "w", actor: attributes })).body.summary).toBe(
      `${carol.id} w`,
    );
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
      expect([
        target,
        given,
        given === 400 && paths(body).every((path) => path.startsWith("target")),
      ]).toEqual([target, 400, true]);
    }
    expect(
      paths((await alice.post("/actions", { verb: "v", target: { model_type: "user", id: 42 } })).body),
    ).toEqual(["target.id"]);
    expect(paths((await alice.post("/actions", { verb: "v", target: { id: "42" } })).body)).toEqual([
      "target.model_type",
    ]);
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
    expect(body.target).toEqual(shown);
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
    const { body } = await service.post("/actions/batch", {
      actions: [{ actor, verb: "v", timestamp: ahead(6) }],
    });
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
    const wrong = {
      verb: "",
      id: "",
      public: 1,
      description: 1,
      data: 1,
      timestamp: "",
      target: "",
      action_object: 7,
    };
    const { body } = await service.post("/actions", { actor: "", ...wrong });
    expect(body.errors.map(({ path }) => path).toSorted()).toEqual(
      ["actor", ...Object.keys(wrong)].toSorted(),
    );
    const query = await alice.get("/feed?since=never&until=soon&limit=1.5&flag=%20&own=0");
    expect(query.body.errors.map(({ path }) => path).toSorted()).toEqual([
      "flag",
      "limit",
      "own",
      "since",
      "until",
    ]);
  });

  test("a problem has the status phrase for a title", async () => {
    expectProblem(await alice.get("/actions/no-such-action"), 404, "Not Found");
    expectProblem(await alice.get(`/users/${unique("nobody")}`), 404, "Not Found");
    expectProblem(await alice.post("/actions/batch", { actions: [] }), 403, "Forbidden");
    expectProblem(
      await alice.post("/actions", { verb: "v", description: "x".repeat(70_000) }),
      413,
      "Content Too Large",
    );
    const id = unique("id");
    await alice.post("/actions", { id, verb: "v" });
    expectProblem(await alice.post("/actions", { id, verb: "w" }), 409, "Conflict");
    expectProblem(await alice.call("PUT", "/actions", {}), 405, "Method Not Allowed");
  });
});
