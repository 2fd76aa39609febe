import { describe, test } from "vitest";
import { type Json, person, service, unique, verbs } from "../../support/people.ts";
import { followed, following } from "../../support/follows.ts";
import { counts, eventually, follow, page, pathOf, post, told, uniqueType } from "../../support/story.ts";
import { ref } from "../../support/contract.ts";

describe.concurrent("a feed", () => {
  test("shows an action once whose actor, object and target are all followed, and while any one of them is", async ({
    expect,
  }) => {
    const site = uniqueType("site");
    const [alice, bob] = [await person("alice"), await person("bob")];
    await bob.follows(alice, { send_action: false });
    await bob.follows(`/${site}/object`, { actor_only: false, send_action: false });
    await bob.follows(`/${site}/target`, { actor_only: false, send_action: false });
    await alice.posts("put", { action_object: `${site}:object`, target: `${site}:target` });
    const put = [`${alice.id} put object target`];
    await eventually(async () => expect(told(await page(bob, "/feed"))).toEqual(put));
    await bob.delete(`/users/${alice.id}/unfollow`);
    await eventually(async () => expect(told(await page(bob, "/feed"))).toEqual(put));
    await bob.delete(`/${site}/object/unfollow`);
    await eventually(async () => expect(told(await page(bob, "/feed"))).toEqual(put));
    await bob.delete(`/${site}/target/unfollow`);
    await eventually(async () => expect(told(await page(bob, "/feed"))).toEqual([]));
  });

  test("follows actor_only both ways, in place, without another action or another start", async ({
    expect,
  }) => {
    const site = uniqueType("site");
    const [alice, bob] = [await person("alice"), await person("bob")];
    await bob.follows(`/${site}/7`);
    await alice.posts("visited", { target: `${site}:7` });
    await alice.posts("moved", { action_object: `${site}:7` });
    await post(`${site}:7`, "opened");
    const record = async () =>
      (await page(bob, `/users/${bob.id}/following`)).results[0] as Json & { started: string };
    await eventually(async () => expect(told(await page(bob, "/feed"))).toEqual(["7 opened"]));
    await eventually(async () => expect(await record()).toMatchObject({ actor_only: true }));
    const { started } = await record();
    await bob.follows(`/${site}/7`, { actor_only: false });
    await eventually(async () => {
      expect(verbs(await page(bob, "/feed"))).toEqual(["opened", "moved", "visited", "started following"]);
      expect(await record()).toMatchObject({ actor_only: false, started });
    });
    await bob.follows(`/${site}/7`);
    await eventually(async () => expect(await record()).toMatchObject({ actor_only: false, started }));
    await bob.follows(`/${site}/7`, { actor_only: true });
    await eventually(async () => {
      expect(told(await page(bob, "/feed"))).toEqual(["7 opened"]);
      expect(await record()).toMatchObject({ actor_only: true, started });
    });
    expect(verbs(await page(bob, `/users/${bob.id}/activity`))).toEqual(["started following"]);
    expect((await page(bob, `/${site}/7/followers`)).results).toHaveLength(1);
  });

  test("of somebody who follows themselves shows what they do, that follow too", async ({ expect }) => {
    const alice = await person("alice");
    await alice.posts("woke up");
    await alice.follows(alice);
    await alice.posts("got up");
    const all = ["got up", "started following", "woke up"];
    await eventually(async () => expect(verbs(await page(alice, "/feed"))).toEqual(all));
    await eventually(async () => expect(verbs(await page(alice, "/feed?own=true"))).toEqual(all));
    await eventually(async () => expect(await counts(ref(alice))).toEqual([1, 1]));
    expect(followed(await page(alice, `/users/${alice.id}/followers`))).toEqual([alice.id]);
    await alice.delete(`/users/${alice.id}/unfollow`);
    await eventually(async () => expect(verbs(await page(alice, "/feed"))).toEqual([]));
    await eventually(async () => expect(await counts(ref(alice))).toEqual([0, 0]));
  });

  test("is apart for each flag, and joined by * with each action once", async ({ expect }) => {
    const [alice, bob, carol] = [await person("alice"), await person("bob"), await person("carol")];
    await bob.follows(alice, { flag: "liking", send_action: false });
    await bob.follows(alice, { flag: "watching", send_action: false });
    await bob.follows(carol, { flag: "watching", send_action: false });
    await alice.posts("a");
    await carol.posts("c");
    await eventually(async () => {
      expect(verbs(await page(bob, "/feed"))).toEqual([]);
      expect(verbs(await page(bob, "/feed?flag=liking"))).toEqual(["a"]);
      expect(verbs(await page(bob, "/feed?flag=watching"))).toEqual(["c", "a"]);
      expect(verbs(await page(bob, "/feed?flag=*"))).toEqual(["c", "a"]);
    });
    await bob.delete(`/users/${alice.id}/unfollow?flag=watching`);
    await eventually(async () => {
      expect(verbs(await page(bob, "/feed?flag=liking"))).toEqual(["a"]);
      expect(verbs(await page(bob, "/feed?flag=watching"))).toEqual(["c"]);
      expect(verbs(await page(bob, "/feed?flag=*"))).toEqual(["c", "a"]);
    });
    await bob.delete(`/users/${alice.id}/unfollow`);
    expect(await following(ref(bob), ref(alice), "liking")).toBe(true);
    await bob.delete(`/users/${alice.id}/unfollow?flag=*`);
    await eventually(async () => expect(verbs(await page(bob, "/feed?flag=*"))).toEqual(["c"]));
    expect(await following(ref(bob), ref(alice), "*")).toBe(false);
    expect(await following(ref(bob), ref(carol), "watching")).toBe(true);
  });

  test("adds with own=true the owner's public actions, whether or not anything is followed, and own=false adds none", async ({
    expect,
  }) => {
    const [alice, bob] = [await person("alice"), await person("bob")];
    await bob.posts("own");
    await bob.posts("secret", { public: false });
    await eventually(async () => expect(verbs(await page(bob, "/feed?own=true"))).toEqual(["own"]));
    expect(verbs(await page(bob, "/feed?own=false"))).toEqual([]);
    await alice.posts("older than the follow");
    await bob.follows(alice, { send_action: false });
    await eventually(async () =>
      expect(verbs(await page(bob, "/feed?own=true"))).toEqual(["older than the follow", "own"]),
    );
    expect(verbs(await page(bob, "/feed?flag=liking&own=true"))).toEqual(["own"]);
    expect(verbs(await page(service, `/users/${bob.id}/feed?own=true&flag=*`))).toEqual([
      "older than the follow",
      "own",
    ]);
    expect(verbs(await page(bob, "/feed"))).toEqual(["older than the follow"]);
  });

  test("shows history of every age at once with the follow, in order of time and not of arrival", async ({
    expect,
  }) => {
    const [bob, actor] = [await person("bob"), `user:${unique("old")}`];
    for (const year of [2015, 1999, 2019, 2001])
      await post(actor, `in ${year}`, { timestamp: `${year}-01-01T00:00:00Z` });
    await bob.follows(pathOf(actor));
    await eventually(async () =>
      expect(verbs(await page(bob, "/feed"))).toEqual(["in 2019", "in 2015", "in 2001", "in 1999"]),
    );
    await post(actor, "in 2000", { timestamp: "2000-01-01T00:00:00Z" });
    await eventually(async () =>
      expect(verbs(await page(bob, "/feed"))).toEqual([
        "in 2019",
        "in 2015",
        "in 2001",
        "in 2000",
        "in 1999",
      ]),
    );
  });

  test("of an entity that is no user is there for services", async ({ expect }) => {
    const [alice, bot] = [await person("alice"), `bot:${unique("bot")}`];
    await follow(bot, ref(alice));
    await alice.posts("pushed");
    await eventually(async () =>
      expect(verbs(await page(service, `${pathOf(bot)}/feed`))).toEqual(["pushed"]),
    );
    expect((await alice.get(`${pathOf(bot)}/feed`)).status).toBe(403);
  });

  test("loses what is switched to private or deleted, and gets back what is public again, at its place", async ({
    expect,
  }) => {
    const [alice, bob] = [await person("alice"), await person("bob")];
    await bob.follows(alice, { send_action: false });
    const [one, two] = [await alice.posts("one"), await alice.posts("two")];
    await alice.posts("three");
    await eventually(async () => expect(verbs(await page(bob, "/feed"))).toEqual(["three", "two", "one"]));
    await alice.call("PATCH", `/actions/${two.id}`, { public: false });
    await alice.delete(`/actions/${one.id}`);
    await eventually(async () => expect(verbs(await page(bob, "/feed"))).toEqual(["three"]));
    await alice.call("PATCH", `/actions/${two.id}`, { public: true });
    await eventually(async () => expect(verbs(await page(bob, "/feed"))).toEqual(["three", "two"]));
  });
});
