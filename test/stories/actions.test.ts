import { describe, expect, inject, test, vi } from "vitest";
import { person, service, stranger, unique, verbs } from "../support/people.ts";

describe("posting an action", () => {
  test("answers 201 with its address and the whole action, absent parts null", async () => {
    const alice = await person("alice");
    const { status, headers, body } = await alice.post("/actions", {
      verb: "pushed",
      target: "repository:crython",
    });
    expect(status).toBe(201);
    expect(headers.get("location")).toBe(`${inject("url")}/actions/${body.id}`);
    expect(body).toMatchObject({
      actor: { model_type: "user", id: alice.id },
      verb: "pushed",
      action_object: null,
      target: {
        model_type: "repository",
        id: "crython",
        url: expect.stringMatching(/\/repositories\/crython$/),
      },
      public: true,
      description: null,
      data: null,
      summary: `${alice.id} pushed crython`,
    });
    expect(body.timestamp).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  });

  test("names every wrong field at once, and stores nothing", async () => {
    const alice = await person("alice");
    const { status, headers, body } = await alice.post("/actions", {
      verb: " ",
      target: { model_type: "X" },
      data: [],
      public: "yes",
      no: 1,
    });
    expect(status).toBe(400);
    expect(headers.get("content-type")).toBe("application/problem+json");
    const paths = body.errors.map(({ path }) => path).sort();
    expect(paths).toEqual(["data", "no", "public", "target.id", "target.model_type", "verb"]);
    expect((await alice.get(`/users/${alice.id}/activity`)).body.results).toEqual([]);
  });

  test.each([
    ["another actor", { verb: "v", actor: "user:somebody-else" }],
    ["a timestamp", { verb: "v", timestamp: "2020-01-01T00:00:00Z" }],
    ["attributes of another entity", { verb: "v", target: { model_type: "repository", id: "1", name: "n" } }],
  ])("a user may not send %s", async (_what, body) => {
    expect((await (await person("alice")).post("/actions", body)).status).toBe(403);
  });

  test("a service must name an actor, may choose the time, and its attributes are shown", async () => {
    expect((await service.post("/actions", { verb: "v" })).status).toBe(400);
    const id = unique("repo");
    const { body } = await service.post("/actions", {
      actor: { model_type: "user", id: unique("u"), name: "Alice", email: "hidden@example.com" },
      verb: "starred",
      target: { model_type: "repository", id, name: "crython" },
      timestamp: "2020-06-12T17:01:41+02:00",
    });
    expect(body).toMatchObject({ timestamp: "2020-06-12T15:01:41.000Z", summary: "Alice starred crython" });
    expect(JSON.stringify(body)).not.toContain("hidden");
  });

  test("the same id or key again answers the first action, and another body is a conflict", async () => {
    const alice = await person("alice");
    const id = unique("id");
    const key = { "idempotency-key": unique("key") };
    expect((await alice.post("/actions", { id, verb: "v" })).status).toBe(201);
    expect((await alice.post("/actions", { id, verb: "v" })).status).toBe(200);
    expect((await alice.post("/actions", { id, verb: "w" })).status).toBe(409);
    expect((await (await person("bob")).post("/actions", { id, verb: "v" })).status).toBe(409);
    const first = await alice.post("/actions", { verb: "k" }, key);
    const second = await alice.post("/actions", { verb: "k" }, key);
    expect([first.status, second.status]).toEqual([201, 200]);
    expect(second.body).toEqual(first.body);
    expect((await alice.post("/actions", { verb: "other" }, key)).status).toBe(409);
    expect((await alice.delete(`/actions/${id}`)).status).toBe(204);
    expect((await alice.post("/actions", { id, verb: "v" })).status).toBe(409);
  });

  test("of simultaneous repeats exactly one is created", async () => {
    const alice = await person("alice");
    const key = { "idempotency-key": unique("key") };
    const replies = await Promise.all(
      Array.from({ length: 8 }, () =>
        alice.post("/actions", { id: unique("same").slice(0, 4) + alice.id, verb: "v" }, key),
      ),
    );
    expect(replies.filter(({ status }) => status === 201)).toHaveLength(1);
  });

  test("one bad item of a batch spoils no other", async () => {
    const actor = `user:${unique("u")}`;
    const { status, body } = await service.post("/actions/batch", {
      actions: [{ actor, verb: "a" }, { actor }, { actor, verb: "b" }],
    });
    expect(status).toBe(200);
    expect(body.results.map((result) => result.status)).toEqual([201, 400, 201]);
    expect((await (await person("alice")).post("/actions/batch", { actions: [{ verb: "a" }] })).status).toBe(
      403,
    );
    expect((await service.post("/actions/batch", { actions: [] })).status).toBe(400);
  });
});

describe("reading and deleting", () => {
  test("a private action is there for its actor and services alone", async () => {
    const [alice, bob] = [await person("alice"), await person("bob")];
    const { id } = await alice.posts("whispered", { public: false });
    expect((await alice.get(`/actions/${id}`)).status).toBe(200);
    expect((await service.get(`/actions/${id}`)).status).toBe(200);
    expect((await bob.get(`/actions/${id}`)).status).toBe(404);
    expect((await bob.delete(`/actions/${id}`)).status).toBe(404);
    expect(verbs((await alice.get(`/users/${alice.id}/activity?role=actor`)).body)).toEqual(["whispered"]);
    expect(verbs((await alice.get(`/users/${alice.id}/activity`)).body)).toEqual([]);
    expect(verbs((await bob.get(`/users/${alice.id}/activity?role=actor`)).body)).toEqual([]);
  });

  test("only its actor or a service deletes an action, and then it is gone from every stream and feed", async () => {
    const [alice, bob] = [await person("alice"), await person("bob")];
    await bob.follows(alice);
    const { id } = await alice.posts("pushed");
    await vi.waitFor(async () => expect(verbs((await bob.get("/feed")).body)).toEqual(["pushed"]), 60_000);
    expect((await bob.delete(`/actions/${id}`)).status).toBe(403);
    expect((await alice.delete(`/actions/${id}`)).status).toBe(204);
    expect((await alice.get(`/actions/${id}`)).status).toBe(404);
    // Again, as after a lost answer; to others it has never been.
    expect((await alice.delete(`/actions/${id}`)).status).toBe(204);
    expect((await bob.delete(`/actions/${id}`)).status).toBe(404);
    await vi.waitFor(async () => expect(verbs((await bob.get("/feed")).body)).toEqual([]), 60_000);
    expect(verbs((await bob.get(`/users/${alice.id}/activity?role=actor`)).body)).toEqual([]);
  });

  test("the public stream shows a new action within seconds", async () => {
    const alice = await person("alice");
    const { id } = await alice.posts("announced");
    await vi.waitFor(async () => {
      const { body } = await alice.get("/actions?verb=announced&limit=100");
      expect(body.results.map((action) => action.id)).toContain(id);
    }, 60_000);
  });

  test("a path of another method is 405, an unknown one 404, no token 401, an unknown parameter 400", async () => {
    const alice = await person("alice");
    const wrong = await alice.call("PUT", "/actions");
    expect([wrong.status, wrong.headers.get("allow")]).toEqual([405, "POST, GET, HEAD, OPTIONS"]);
    expect((await alice.get("/no/such/path/at/all")).status).toBe(404);
    expect((await alice.get("//")).status).toBe(404);
    expect((await stranger.get("/actions")).status).toBe(401);
    expect((await stranger.get("/health")).status).toBe(200);
    expect((await alice.get("/actions?page=2")).status).toBe(400);
    expect((await alice.get("/actions?limit=1&limit=2")).status).toBe(400);
    expect((await alice.get("/actions?limit=")).status).toBe(400);
    expect((await alice.get("/user/1/activity")).status).toBe(404);
    expect((await alice.get("/site/7/activity")).body.results).toEqual([]);
  });
});
