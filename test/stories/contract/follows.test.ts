import { beforeAll, describe, expect, inject, test } from "vitest";

import { send } from "../../support/openapi.ts";
import { type Person, person, service } from "../../support/people.ts";
import { eventually, page } from "../../support/story.ts";

import { ref, paths, status, own, expectProblem } from "../../support/contract.ts";

let alice: Person;
let bob: Person;

beforeAll(async () => {
  [alice, bob] = await Promise.all([person("alice"), person("bob")]);
});

describe("follows", () => {
  test("have at most 16 flags a follower; a flag that they have may be used on, and one that they left makes room", async () => {
    const carol = await person("carol");
    const flags = Array.from({ length: 16 }, (_, index) => `flag-${index}`);
    for (const flag of flags)
      expect(await status(carol.follows(alice, { flag, send_action: false }))).toBe(204);
    expectProblem(await carol.follows(alice, { flag: "one-more" }), 409, "Conflict");
    expectProblem(await carol.follows(bob), 409, "Conflict");
    expect(await status(carol.follows(bob, { flag: "flag-3", send_action: false }))).toBe(204);
    expect((await page(carol, `/users/${alice.id}/is-following?flag=one-more`)).is_following).toBe(false);
    const { body } = await service.post("/follows/batch", {
      follows: [{ user: ref(carol), follow_object: ref(bob), flag: "one-more" }],
    });
    expect(body.results).toMatchObject([{ status: 409 }]);
    await carol.delete(`/users/${alice.id}/unfollow?flag=flag-0`);
    await eventually(async () =>
      expect(await status(carol.follows(alice, { flag: "one-more", send_action: false }))).toBe(204),
    );
    await eventually(async () =>
      expect((await page(carol, `/users/${carol.id}/following?flag=*`)).results).toHaveLength(2),
    );
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
            follow_object: {
              model_type: "user",
              id: dave.id,
              url: `${inject("url")}/users/${dave.id}`,
              name: "Dave",
            },
          },
        ],
      });
      expect((await page(bob, `/users/${carol.id}/following`)).results).toEqual(list.results);
    });
    expect(await status(bob.get(`/users/${dave.id}/followers?expand=current`))).toBe(200);
  });
});
