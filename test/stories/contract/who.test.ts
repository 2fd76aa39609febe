import { beforeAll, describe, expect, test } from "vitest";

import { operations } from "../../support/openapi.ts";
import { Caller, type Person, person, service, stranger, unique } from "../../support/people.ts";
import { page } from "../../support/story.ts";

import { ref, paths, status, own, expectProblem } from "../../support/contract.ts";

let alice: Person;
let bob: Person;

beforeAll(async () => {
  [alice, bob] = await Promise.all([person("alice"), person("bob")]);
});

describe("who", () => {
  const concrete = (path: string) => path.replace("{collection}", "users").replace("{id}", "1");
  const closed = operations.filter(({ path }) => path !== "/openapi.json" && path !== "/health");

  test.each(closed.map(({ method, path }) => [method, concrete(path)]))(
    "%s %s wants a token that is valid",
    async (method, path) => {
      const tokens = [
        "nonsense",
        "trib_nonsense",
        "a.b.c",
        "eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.",
        undefined,
      ];
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
    expect((await stranger.get("/openapi.json")).body).toMatchObject({
      openapi: expect.stringMatching(/^3\./),
    });
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
    expect([await status(alice.get(`${user}/feed`)), await status(service.get(`${user}/feed`))]).toEqual([
      200, 200,
    ]);
  });

  test("user= is for services, and of users each for themselves", async () => {
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

  test("a user may send their own attributes, which are stored and shown", async () => {
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
