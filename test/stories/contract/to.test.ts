import { beforeAll, describe, expect, test } from "vitest";
import { paths, ref } from "../../support/contract.ts";
import { send } from "../../support/openapi.ts";
import { type Caller, type Json, type Person, person, service, unique } from "../../support/people.ts";
import { eventually, post } from "../../support/story.ts";

let alice: Person;
let bob: Person;
beforeAll(async () => void ([alice, bob] = [await person("alice"), await person("bob")]));

const toOf = (action: unknown): string[] | undefined =>
  (action as { to?: { model_type: string; id: string }[] }).to?.map((one) => `${one.model_type}:${one.id}`);
const many = (length: number) => Array.from({ length }, (_one, index) => `user:u${index}`);
const actionFor = async (caller: Caller, { id }: Json) => (await caller.get(`/actions/${id}`)).body;

describe("to", () => {
  test.each([0, 1, 5, 6, 100])(
    "of %i is shown to its actor and to services, and to nobody else",
    async (length) => {
      const verb = unique("told");
      const action = await post(ref(alice), verb, { to: many(length) });
      expect(toOf(action)).toEqual(many(length));
      for (const caller of [alice, service])
        expect(toOf(await actionFor(caller, action))).toEqual(many(length));
      expect(await actionFor(bob, action)).not.toHaveProperty("to");
      await eventually(async () => {
        for (const path of [`/actions?verb=${verb}`, `/users/${alice.id}/activity?verb=${verb}`]) {
          const [own] = (await alice.get(path)).body.results;
          expect([path, toOf(own)]).toEqual([path, many(length)]);
          expect((await bob.get(path)).body.results[0]).not.toHaveProperty("to");
        }
      });
    },
  );

  test("is a list without repeats, of references of any type, and empty where there is none", async () => {
    const to = ["user:a", { model_type: "site", id: "7" }, "user:a", "repository:x"];
    const action = await post(ref(alice), "told", { to });
    expect(toOf(action)).toEqual(["user:a", "site:7", "repository:x"]);
    expect(action.to[0]).toEqual({
      ...{ model_type: "user", id: "a" },
      url: expect.stringMatching(/\/users\/a$/) as string,
    });
    expect(toOf(await post(ref(alice), "told", { to: null }))).toEqual([]);
  });

  test.each([
    ["attributes", { to: [{ model_type: "user", id: "a", name: "A" }] }, ["to.0"]],
    ["more than 100", { to: many(101) }, ["to"]],
    ["no list", { to: "user:a" }, ["to"]],
    ["half a reference", { to: [{ model_type: "user" }, "user"] }, ["to.0.id", "to.1"]],
    ["a word for notify", { notify: "no" }, ["notify"]],
  ])("refuses %s", async (_what, more, wrong) => {
    const reply = await alice.post("/actions", { verb: "told", ...more });
    expect([reply.status, paths(reply.body)]).toEqual([400, wrong]);
  });

  test("is replaced by PATCH, cleared by null, and stays where it is absent", async () => {
    const action = await post(ref(alice), "told", { to: many(3) });
    const patch = async (change: object) =>
      toOf((await alice.call("PATCH", `/actions/${action.id}`, change)).body);
    expect(await patch({ to: many(10) })).toEqual(many(10));
    expect(await patch({ description: "x" })).toEqual(many(10));
    expect(await patch({ to: many(12) })).toEqual(many(12));
    expect(await patch({ to: many(2) })).toEqual(many(2));
    expect(await patch({ to: null })).toEqual([]);
    expect(toOf(await actionFor(service, action))).toEqual([]);
    const refused = await alice.call("PATCH", `/actions/${action.id}`, { description: "x", notify: false });
    expect([refused.status, paths(refused.body)]).toEqual([400, ["notify"]]);
  });

  test("belongs to the request: another list under one id is another request", async () => {
    const id = unique("to");
    const send = (to: string[]) => alice.post("/actions", { id, verb: "told", to });
    const first = await send(many(7));
    expect([first.status, (await send(many(7))).status, (await send(many(6))).status]).toEqual([
      201, 200, 409,
    ]);
    expect(toOf((await send(many(7))).body)).toEqual(many(7));
  });

  test("is in answers of batches, and in no other form", async () => {
    const verb = unique("told");
    const actions = [5, 6].map((length) => ({ actor: ref(alice), verb, to: many(length) }));
    const { body } = await service.post("/actions/batch", { actions });
    const results = body.results;
    expect(results.map(({ action }) => toOf(action)?.length)).toEqual([5, 6]);
    for (const format of ["atom", "rss", "jsonfeed", "as2"]) {
      const path = `/users/${alice.id}/activity?verb=${verb}&format=${format}`;
      expect((await send("GET", { caller: service, path })).text).not.toContain("u4");
    }
  });
});
