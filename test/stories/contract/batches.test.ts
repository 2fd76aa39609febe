import { beforeAll, describe, expect, test } from "vitest";

import { type Json, type Person, person, service, unique } from "../../support/people.ts";

import { paths, status, expectProblem } from "../../support/contract.ts";

let alice: Person;
let bob: Person;

beforeAll(async () => {
  [alice, bob] = await Promise.all([person("alice"), person("bob")]);
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
