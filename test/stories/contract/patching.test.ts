import { beforeAll, describe, expect, test } from "vitest";

import { type Person, person, service } from "../../support/people.ts";

import { ref, status, expectProblem } from "../../support/contract.ts";

let alice: Person;
let bob: Person;

beforeAll(async () => {
  [alice, bob] = await Promise.all([person("alice"), person("bob")]);
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
    expect(await patch({ description: null, data: null })).toEqual({
      ...made,
      description: null,
      data: null,
    });
    expect(await patch({ public: false })).toEqual({ ...made, description: null, data: null, public: false });
    expect(await patch({ description: "e" })).toEqual({
      ...made,
      description: "e",
      data: null,
      public: false,
    });
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
