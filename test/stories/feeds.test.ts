import { describe, expect, test, vi } from "vitest";
import { type Json, person, service, unique, verbs } from "../support/people.ts";
import { eventually } from "../support/story.ts";

const ids = (items: readonly Json[]): string[] => items.map((item) => item.id);

describe("a feed", () => {
  test("shows what the followed did, from before the follow too, and hides it after the unfollow", async () => {
    const [alice, bob] = [await person("alice"), await person("bob")];
    await alice.posts("before");
    await bob.follows(alice);
    await alice.posts("after");
    await vi.waitFor(
      async () => expect(verbs((await bob.get("/feed")).body)).toEqual(["after", "before"]),
      60_000,
    );
    expect((await bob.delete(`/users/${alice.id}/unfollow`)).status).toBe(204);
    expect(verbs((await bob.get("/feed")).body)).toEqual([]);
  });

  test("with actor_only false shows also what was done to the followed, each action once", async () => {
    const [alice, bob] = [await person("alice"), await person("bob")];
    const repo = unique("repo");
    await bob.follows(`/repositories/${repo}`, { actor_only: false, send_action: false });
    await bob.follows(alice);
    await alice.posts("pushed", { target: `repository:${repo}` });
    await vi.waitFor(async () => expect(verbs((await bob.get("/feed")).body)).toEqual(["pushed"]), 60_000);
    await bob.follows(`/repositories/${repo}`, { actor_only: true });
    await bob.delete(`/users/${alice.id}/unfollow`);
    expect(verbs((await bob.get("/feed")).body)).toEqual([]);
  });

  test("keeps flags apart, joins them with *, and adds the owner's own with own=true", async () => {
    const [alice, bob, carol] = [await person("alice"), await person("bob"), await person("carol")];
    await bob.follows(alice, { flag: "liking", send_action: false });
    await bob.follows(carol, { send_action: false });
    await alice.posts("a");
    await carol.posts("c");
    await bob.posts("b");
    await vi.waitFor(
      async () => expect(verbs((await bob.get("/feed?flag=*&own=true")).body)).toEqual(["b", "c", "a"]),
      60_000,
    );
    expect(verbs((await bob.get("/feed")).body)).toEqual(["c"]);
    expect(verbs((await bob.get("/feed?flag=liking")).body)).toEqual(["a"]);
  });

  test("is for its owner and services", async () => {
    const [alice, bob] = [await person("alice"), await person("bob")];
    expect((await bob.get(`/users/${alice.id}/feed`)).status).toBe(403);
    expect((await alice.get(`/users/${alice.id}/feed`)).status).toBe(200);
    expect((await service.get(`/users/${alice.id}/feed`)).status).toBe(200);
    expect((await service.get("/feed")).status).toBe(403);
  });

  test("is walked to its end and back, every action once, though many share a time and the window is passed", async () => {
    const bob = await person("bob");
    const actor = `user:${unique("busy")}`;
    const times = ["2020-01-01T00:00:00Z", "2020-01-01T00:00:01Z"];
    const actions = Array.from({ length: 130 }, (_, index) => ({
      actor,
      verb: "v",
      timestamp: times[index % 2],
    }));
    await service.post("/actions/batch", { actions: actions.slice(0, 100) });
    await service.post("/actions/batch", { actions: actions.slice(100) });
    await bob.follows(`/users/${actor.slice(5)}`);
    const whole = await eventually(async () => {
      const found = ids(await bob.all("/feed?limit=100"));
      expect(new Set(found).size).toBe(130);
      return found;
    });
    const pages: string[][] = [];
    let prev: string | null = null;
    for (let next: string | null = "/feed?limit=7"; next !== null;) {
      const { body } = await bob.get(next);
      pages.push(ids(body.results));
      ({ next, prev } = body);
    }
    expect(pages.flat()).toEqual(whole);
    const back: string[][] = [];
    while (prev !== null) {
      const { body } = await bob.get(prev);
      back.unshift(ids(body.results));
      prev = body.prev;
    }
    expect(back.flat()).toEqual(pages.slice(0, -1).flat());
  });

  test("takes a cursor from its own list alone", async () => {
    const [alice, bob] = [await person("alice"), await person("bob")];
    for (const verb of ["a", "b", "c"]) await alice.posts(verb);
    const path = `/users/${alice.id}/activity`;
    await eventually(async () => expect((await alice.get(path)).body.results).toHaveLength(3));
    const { next } = (await alice.get(`${path}?limit=1`)).body;
    const cursor = new URL(next ?? "").searchParams.get("cursor") ?? "";
    expect((await alice.get(`${path}?limit=2&cursor=${cursor}`)).status).toBe(200);
    expect((await bob.get(`${path}?cursor=${cursor}`)).status).toBe(400);
    expect((await alice.get(`${path}?role=actor&cursor=${cursor}`)).status).toBe(400);
    expect((await alice.get(`/actions?cursor=${cursor}`)).status).toBe(400);
    expect((await alice.get(`${path}?cursor=${cursor.slice(0, -1)}!`)).status).toBe(400);
  });

  test("filters by verb and time, since inclusive and until exclusive", async () => {
    const actor = unique("u");
    const at = (second: number) => `2020-01-01T00:00:0${second}.000Z`;
    await service.post("/actions/batch", {
      actions: [1, 2, 3, 4].map((second) => ({
        actor: `user:${actor}`,
        verb: second % 2 ? "odd" : "even",
        timestamp: at(second),
      })),
    });
    const times = async (query: string) =>
      (await service.get(`/users/${actor}/activity?${query}`)).body.results.map((action) => action.timestamp);
    await eventually(async () =>
      expect(await times(`since=${at(2)}&until=${at(4)}`)).toEqual([at(3), at(2)]),
    );
    await eventually(async () => expect(await times("verb=odd")).toEqual([at(3), at(1)]));
    expect((await service.get(`/users/${actor}/activity?since=${at(2)}&until=${at(2)}`)).status).toBe(400);
  });
});

describe("following", () => {
  test("posts once that it started, and that it stopped where asked", async () => {
    const [alice, bob] = [await person("alice"), await person("bob")];
    await bob.follows(alice);
    await bob.follows(alice);
    await bob.follows(alice, { flag: "liking" });
    const path = `/users/${bob.id}/activity`;
    await vi.waitFor(
      async () => expect(verbs((await bob.get(path)).body)).toEqual(["started liking", "started following"]),
      20_000,
    );
    await bob.delete(`/users/${alice.id}/unfollow?flag=*&send_action=true`);
    await bob.delete(`/users/${alice.id}/unfollow?flag=*&send_action=true`);
    const all = ["started following", "started liking", "stopped following", "stopped liking"];
    await eventually(async () => expect(verbs((await bob.get(path)).body).sort()).toEqual(all));
  });

  test("is listed from both sides, newest first, merged with flag=*", async () => {
    const [alice, bob, carol] = [await person("alice"), await person("bob"), await person("carol")];
    await bob.follows(alice);
    await carol.follows(alice);
    await bob.follows(alice, { flag: "liking", actor_only: false });
    await eventually(async () => {
      const followers = await alice.all(`/users/${alice.id}/followers`);
      expect(followers.map((record) => record.user.id)).toEqual([carol.id, bob.id]);
      expect(followers[1]).toMatchObject({
        flag: "following",
        actor_only: true,
        follow_object: { id: alice.id },
      });
      const merged = await alice.all(`/users/${alice.id}/followers?flag=*&limit=1`);
      expect(merged.map((record) => [record.user.id, record.flags, record.actor_only])).toEqual([
        [bob.id, ["following", "liking"], false],
        [carol.id, ["following"], true],
      ]);
      expect(await bob.all(`/users/${bob.id}/following?type=repository`)).toEqual([]);
      expect(await bob.all(`/users/${bob.id}/following?type=repository&type=user`)).toHaveLength(1);
      expect(await bob.all(`/users/${bob.id}/following?flag=*`)).toHaveLength(1);
    });
  });

  test("tells who follows what", async () => {
    const [alice, bob] = [await person("alice"), await person("bob")];
    await bob.follows(alice, { flag: "liking" });
    const asked = async (caller: typeof service, query = "") =>
      (await caller.get(`/users/${alice.id}/is-following${query}`)).body.is_following;
    expect(await asked(bob)).toBe(false);
    expect(await asked(bob, "?flag=liking")).toBe(true);
    expect(await asked(bob, "?flag=*")).toBe(true);
    expect(await asked(service, `?flag=liking&user=user:${bob.id}`)).toBe(true);
    expect((await service.get(`/users/${alice.id}/is-following`)).status).toBe(400);
    expect((await bob.get(`/users/${alice.id}/is-following?user=user:${alice.id}`)).status).toBe(403);
  });

  test("a batch keeps when a follow started", async () => {
    const [alice, bob] = [await person("alice"), await person("bob")];
    const started = "2019-05-01T00:00:00.000Z";
    const { body } = await service.post("/follows/batch", {
      follows: [{ user: `user:${bob.id}`, follow_object: `user:${alice.id}`, started }, { user: "user:1" }],
    });
    expect(body.results.map((result) => result.status)).toEqual([204, 400]);
    await eventually(async () =>
      expect((await alice.all(`/users/${alice.id}/followers`))[0]).toMatchObject({ started }),
    );
  });
});
