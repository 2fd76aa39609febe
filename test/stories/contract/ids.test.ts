import { beforeAll, describe, expect, inject, test } from "vitest";

import { type Person, person, service, unique } from "../../support/people.ts";
import { eventually } from "../../support/story.ts";

import { ref, paths, status, own } from "../../support/contract.ts";

let alice: Person;
let bob: Person;

beforeAll(async () => {
  [alice, bob] = await Promise.all([person("alice"), person("bob")]);
});

describe("ids and repeats", () => {
  test("a client's id is of letters, digits, _ and -, up to 64", async () => {
    for (const id of ["A", "-", "_", `${unique("x")}-${"Z".repeat(64)}`.slice(0, 64), "0"].map((one) =>
      one.length > 1 ? one : `${one}${unique("id")}`,
    )) {
      const { status: given, headers, body } = await alice.post("/actions", { id, verb: "v" });
      expect([id, given, body.id, headers.get("location")]).toEqual([
        id,
        201,
        id,
        `${inject("url")}/actions/${id}`,
      ]);
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
    const [first, second] = [
      await alice.post("/actions", { id, ...again }),
      await alice.post("/actions", again, key),
    ];
    expect([first.status, first.body.id, second.status, second.body.id]).toEqual([
      200,
      id,
      200,
      keyed.body.id,
    ]);
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
    const { body } = await service.post("/actions/batch", {
      actions: [{ id, actor: ref(alice), verb: "v" }],
    });
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
