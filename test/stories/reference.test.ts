import { beforeAll, describe, expect, test } from "vitest";
import { type Json, type Person, person, service, unique, verbs } from "../support/people.ts";
import {
  counts,
  eventually,
  follow,
  page,
  pathOf,
  post,
  told,
  unfollow,
  uniqueType,
} from "../support/story.ts";

interface Ref {
  readonly model_type: string;
  readonly id: string;
}

const ref = ({ id }: Person): string => `user:${id}`;
const flagsOf = (body: Json) =>
  body.results.map((record) => [record.user.id, record.follow_object.id, record.flags]);
const followed = (body: Json): string[] => body.results.map((record) => record.follow_object.id);
const following = async (user: string, entity: string, flag?: string): Promise<boolean> =>
  (
    await page(
      service,
      `${pathOf(entity)}/is-following?user=${user}${flag === undefined ? "" : `&flag=${flag}`}`,
    )
  ).is_following;

describe("the fixture of the reference", () => {
  const types = { group: uniqueType("group"), site: uniqueType("site"), package: uniqueType("package") };
  const [cool, nice, c] = [`${types.group}:cool`, `${types.group}:nice`, `${types.site}:c`];
  const started = new Date(Date.now() - 60_000).toISOString();
  let admin: Person, two: Person, three: Person, four: Person;

  beforeAll(async () => {
    [admin, two, three, four] = await Promise.all([
      person("admin"),
      person("two"),
      person("three"),
      person("four"),
    ]);
    await admin.posts("joined", { target: cool });
    await admin.follows(two);
    await admin.posts("commented on", { target: cool });
    await two.posts("joined", { target: cool });
    await two.follows(pathOf(cool));
    await post(cool, "responded to", { target: c });
    await three.posts("liked", { target: `${types.package}:actstream` });
    await four.follows(pathOf(nice), { flag: "liking" });
    await four.follows(pathOf(nice), { flag: "watching" });
    await four.follows(admin, { flag: "liking" });
    await four.follows(three, { flag: "blacklisting" });
  });

  const stream = (path: string, expected: () => string[]) =>
    eventually(async () => expect(told(await page(two, path))).toEqual(expected()));

  test("shows as an actor's stream what they did, their follows too", () =>
    stream(`/users/${admin.id}/activity?role=actor`, () => [
      `${admin.id} commented on cool`,
      `${admin.id} started following ${two.id}`,
      `${admin.id} joined cool`,
    ]));

  test("shows of an entity in any role what was done to it as well", () =>
    stream(`/users/${admin.id}/activity`, () => [
      `${four.id} started liking ${admin.id}`,
      `${admin.id} commented on cool`,
      `${admin.id} started following ${two.id}`,
      `${admin.id} joined cool`,
    ]));

  test("shows the follows of a group in its target stream, one a flag", () =>
    stream(`${pathOf(nice)}/activity?role=target`, () => [
      `${four.id} started watching nice`,
      `${four.id} started liking nice`,
    ]));

  test("shows of a group what it did and what was done to it", async () => {
    await stream(`${pathOf(cool)}/activity?role=actor`, () => ["cool responded to c"]);
    await stream(`${pathOf(cool)}/activity?role=action_object`, () => []);
    await stream(`${pathOf(cool)}/activity`, () => [
      "cool responded to c",
      `${two.id} started following cool`,
      `${two.id} joined cool`,
      `${admin.id} commented on cool`,
      `${admin.id} joined cool`,
    ]);
  });

  test("shows in a type's stream the seven actions of groups, and the one of sites and of packages", async () => {
    await stream(`/${types.group}/activity`, () => [
      `${four.id} started watching nice`,
      `${four.id} started liking nice`,
      "cool responded to c",
      `${two.id} started following cool`,
      `${two.id} joined cool`,
      `${admin.id} commented on cool`,
      `${admin.id} joined cool`,
    ]);
    await stream(`/${types.site}/activity`, () => ["cool responded to c"]);
    await stream(`/${types.package}/activity`, () => [`${three.id} liked actstream`]);
  });

  test("shows in the stream of users ten of the eleven actions, each once", async () => {
    const people = new Set([admin.id, two.id, three.id, four.id]);
    await eventually(async () => {
      const all = await two.all(`/users/activity?limit=100&since=${started}`);
      const ours = all.filter((action) => people.has((action as unknown as { actor: Json }).actor.id));
      expect(ours).toHaveLength(10);
      expect(new Set(ours.map(({ id }) => id)).size).toBe(10);
    });
  });

  test("shows in the public stream all eleven, each once", async () => {
    const actors = new Set([admin.id, two.id, three.id, four.id]);
    await eventually(async () => {
      const all = (await two.all(`/actions?limit=100&since=${started}`)) as unknown as {
        id: string;
        actor: Ref;
      }[];
      const ours = all.filter(({ actor }) => actors.has(actor.id) || actor.model_type === types.group);
      expect(ours).toHaveLength(11);
      expect(new Set(ours.map(({ id }) => id)).size).toBe(11);
    });
  });

  test("feeds the admin what Two did, and Two what the group did", async () => {
    await eventually(async () => {
      expect(told(await page(admin, "/feed"))).toEqual([
        `${two.id} started following cool`,
        `${two.id} joined cool`,
      ]);
      expect(told(await page(two, "/feed"))).toEqual(["cool responded to c"]);
    });
    expect(told(await page(three, "/feed"))).toEqual([]);
    expect(told(await page(three, "/feed?own=true"))).toEqual([`${three.id} liked actstream`]);
  });

  test("feeds Four by flag, and what they blacklist into that flag and * alone", async () => {
    const liked = [
      `${admin.id} commented on cool`,
      `${admin.id} started following ${two.id}`,
      `${admin.id} joined cool`,
    ];
    await eventually(async () => expect(told(await page(four, "/feed?flag=liking"))).toEqual(liked));
    expect(told(await page(four, "/feed"))).toEqual([]);
    expect(told(await page(four, "/feed?flag=watching"))).toEqual([]);
    expect(told(await page(four, "/feed?flag=blacklisting"))).toEqual([`${three.id} liked actstream`]);
    expect(told(await page(four, "/feed?flag=*"))).toEqual([`${three.id} liked actstream`, ...liked]);
    expect(told(await page(four, "/feed?flag=unheard-of"))).toEqual([]);
  });

  test("lists followers and following by flag, and with * each entity once with its flags", async () => {
    await eventually(async () => {
      expect(followed(await page(four, `/users/${four.id}/following?flag=liking`))).toEqual([
        admin.id,
        "nice",
      ]);
      expect(followed(await page(four, `/users/${four.id}/following?flag=watching`))).toEqual(["nice"]);
      expect(followed(await page(four, `/users/${four.id}/following?flag=blacklisting`))).toEqual([three.id]);
    });
    expect(followed(await page(four, `/users/${four.id}/following`))).toEqual([]);
    expect(flagsOf(await page(two, `${pathOf(nice)}/followers?flag=*`))).toEqual([
      [four.id, "nice", ["liking", "watching"]],
    ]);
    const all = flagsOf(await page(two, `/users/${four.id}/following?flag=*`));
    const users = [
      [four.id, admin.id, ["liking"]],
      [four.id, three.id, ["blacklisting"]],
    ];
    expect(all).toEqual([[four.id, "nice", ["liking", "watching"]], ...users]);
    expect(flagsOf(await page(two, `/users/${four.id}/following?flag=*&type=user`))).toEqual(users);
    expect(
      flagsOf(await page(two, `/users/${four.id}/following?flag=*&type=user&type=${types.group}`)),
    ).toEqual(all);
    expect(flagsOf(await page(two, `/users/${four.id}/following?flag=*&type=${types.site}`))).toEqual([]);
  });

  test("answers is-following by flag", async () => {
    expect(await following(ref(admin), ref(two))).toBe(true);
    expect(await following(ref(two), ref(admin))).toBe(false);
    expect(await following(ref(four), nice)).toBe(false);
    expect(await following(ref(four), nice, "liking")).toBe(true);
    expect(await following(ref(four), nice, "blacklisting")).toBe(false);
    expect(await following(ref(four), nice, "*")).toBe(true);
    expect(await following(ref(four), cool, "*")).toBe(false);
  });

  test("empties the feed with the unfollow, and fills it and posts again with a new follow", async () => {
    const before = told(await page(admin, "/feed"));
    expect((await admin.delete(`/users/${two.id}/unfollow`)).status).toBe(204);
    await eventually(async () => expect(told(await page(admin, "/feed"))).toEqual([]));
    expect(await following(ref(admin), ref(two))).toBe(false);
    await eventually(async () =>
      expect(followed(await page(two, `/users/${admin.id}/following`))).toEqual([]),
    );
    await admin.follows(two);
    await eventually(async () => expect(told(await page(admin, "/feed"))).toEqual(before));
    await stream(`/users/${two.id}/activity?role=target`, () => [
      `${admin.id} started following ${two.id}`,
      `${admin.id} started following ${two.id}`,
    ]);
  });

  test("loses all of Two with their deletion, and nothing of the others", async () => {
    expect((await two.delete(`/users/${two.id}`)).status).toBe(202);
    expect((await admin.get(`/users/${two.id}`)).status).toBe(404);
    for (const query of ["", "?role=actor", "?role=target"]) {
      expect((await page(admin, `/users/${two.id}/activity${query}`)).results).toEqual([]);
    }
    expect((await page(service, `/users/${two.id}/feed`)).results).toEqual([]);
    await eventually(async () => {
      expect(told(await page(admin, "/feed"))).toEqual([]);
      expect(told(await page(admin, `/users/${admin.id}/activity?role=actor`))).toEqual([
        `${admin.id} commented on cool`,
        `${admin.id} joined cool`,
      ]);
      expect(told(await page(admin, `${pathOf(cool)}/activity`))).toEqual([
        "cool responded to c",
        `${admin.id} commented on cool`,
        `${admin.id} joined cool`,
      ]);
      expect(told(await page(admin, `/${types.group}/activity`))).toHaveLength(5);
      expect(followed(await page(admin, `/users/${admin.id}/following`))).toEqual([]);
      expect((await page(admin, `${pathOf(cool)}/followers`)).results).toEqual([]);
      expect(await counts(cool)).toEqual([0, 0]);
      expect(await counts(ref(admin))).toEqual([0, 0]);
    });
    expect(await following(ref(admin), ref(two))).toBe(false);
    expect((await admin.delete(`/users/${admin.id}`)).status).toBe(202);
    expect((await service.delete(`/users/${two.id}`)).status).toBe(202);
  });
});

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

describe.concurrent("a private action", () => {
  test("is in its actor's own stream of what they did, and nowhere else", async ({ expect }) => {
    const site = uniqueType("site");
    const [alice, bob] = [await person("alice"), await person("bob")];
    await bob.follows(alice, { send_action: false, actor_only: false });
    await bob.follows(`/${site}/1`, { send_action: false, actor_only: false });
    await alice.follows(alice, { send_action: false });
    const { id } = await alice.posts("whispered", {
      target: `${site}:1`,
      action_object: `${site}:2`,
      public: false,
    });
    await alice.posts("spoke", { target: `${site}:1`, action_object: `${site}:2` });
    const spoken = ["spoke"];
    await eventually(async () => {
      expect(verbs(await page(bob, "/feed"))).toEqual(spoken);
      expect(verbs(await page(alice, "/feed?own=true"))).toEqual(spoken);
      expect(verbs(await page(bob, `/${site}/activity`))).toEqual(spoken);
      expect(verbs(await page(bob, `/${site}/1/activity`))).toEqual(spoken);
    });
    expect(verbs(await page(alice, `/users/${alice.id}/activity?role=actor`))).toEqual([
      "spoke",
      "whispered",
    ]);
    for (const path of [
      `/users/${alice.id}/activity`,
      `/users/${alice.id}/activity?role=target`,
      `/${site}/1/activity?role=target`,
      `/${site}/2/activity?role=action_object`,
      `/${site}/1/activity`,
      `/${site}/activity`,
    ]) {
      for (const reader of [alice, bob, service])
        expect(verbs(await page(reader, path))).not.toContain("whispered");
    }
    for (const reader of [bob, service]) {
      expect(verbs(await page(reader, `/users/${alice.id}/activity?role=actor`))).toEqual(spoken);
      expect(verbs(await page(reader, `/users/${alice.id}/activity?role=actor&verb=whispered`))).toEqual([]);
    }
    expect(verbs(await page(alice, `/users/${alice.id}/activity?role=actor&verb=whispered`))).toEqual([
      "whispered",
    ]);
    const recent = await alice.all(
      `/actions?limit=100&verb=whispered&since=${new Date(Date.now() - 60_000).toISOString()}`,
    );
    expect(recent.map((action) => action.id)).not.toContain(id);
    expect(verbs(await page(service, `/users/${alice.id}/feed?own=true&flag=*`))).toEqual(spoken);
  });

  test("on somebody is not for them to see either", async ({ expect }) => {
    const [alice, bob] = [await person("alice"), await person("bob")];
    const { id } = await alice.posts("thought of", { target: ref(bob), public: false });
    await alice.posts("greeted", { target: ref(bob) });
    await eventually(async () =>
      expect(verbs(await page(bob, `/users/${bob.id}/activity`))).toEqual(["greeted"]),
    );
    expect((await bob.get(`/actions/${id}`)).status).toBe(404);
    expect((await bob.call("PATCH", `/actions/${id}`, { public: true })).status).toBe(404);
    expect(verbs(await page(bob, `/users/${bob.id}/activity?role=target`))).toEqual(["greeted"]);
  });
});

describe.concurrent("following", () => {
  test("posts for a new follow of each flag once, with send_action=false not at all, and never for a repeat", async ({
    expect,
  }) => {
    const [alice, bob] = [await person("alice"), await person("bob")];
    await bob.follows(alice, { send_action: false });
    await bob.follows(alice, { send_action: true });
    await bob.follows(alice, { flag: "liking" });
    await bob.follows(alice, { flag: "liking", actor_only: false });
    await bob.follows(alice, { flag: "watching" });
    const stream = `/users/${alice.id}/activity?role=target`;
    await eventually(async () =>
      expect(verbs(await page(bob, stream))).toEqual(["started watching", "started liking"]),
    );
    const { results } = await page(bob, stream);
    expect(results[0]).toMatchObject({
      actor: { id: bob.id },
      target: { id: alice.id },
      action_object: null,
      public: true,
    });
  });

  test("posts with unfollow and send_action only what was followed, once per flag", async ({ expect }) => {
    const [alice, bob] = [await person("alice"), await person("bob")];
    const stream = `/users/${bob.id}/activity`;
    await bob.delete(`/users/${alice.id}/unfollow?send_action=true`);
    await bob.follows(alice, { flag: "liking", send_action: false });
    await bob.follows(alice, { flag: "watching", send_action: false });
    await bob.delete(`/users/${alice.id}/unfollow?send_action=true`);
    await bob.delete(`/users/${alice.id}/unfollow?flag=liking&send_action=true`);
    await bob.delete(`/users/${alice.id}/unfollow?flag=liking&send_action=true`);
    await eventually(async () => expect(verbs(await page(bob, stream))).toEqual(["stopped liking"]));
    await bob.follows(alice, { flag: "liking", send_action: false });
    await bob.follows(alice, { send_action: false });
    await bob.delete(`/users/${alice.id}/unfollow?flag=*&send_action=true`);
    await bob.delete(`/users/${alice.id}/unfollow?flag=*&send_action=true`);
    await eventually(async () =>
      expect(verbs(await page(bob, stream)).toSorted()).toEqual([
        "stopped following",
        "stopped liking",
        "stopped liking",
        "stopped watching",
      ]),
    );
    await bob.follows(alice, { send_action: false });
    await bob.delete(`/users/${alice.id}/unfollow`);
    await bob.delete(`/users/${alice.id}/unfollow?send_action=false&flag=*`);
    expect(verbs(await page(bob, stream))).toHaveLength(4);
  });

  test("again after an unfollow is new: it posts again, and has another start", async ({ expect }) => {
    const [alice, bob] = [await person("alice"), await person("bob")];
    const started = async () =>
      (await page(bob, `/users/${bob.id}/following`)).results.map(
        (record) => (record as Json & { started: string }).started,
      );
    await follow(ref(bob), ref(alice), { started: "2020-01-01T00:00:00Z", actor_only: false });
    await eventually(async () => expect(await started()).toEqual(["2020-01-01T00:00:00.000Z"]));
    await bob.follows(alice);
    await follow(ref(bob), ref(alice), { started: "2021-01-01T00:00:00Z" });
    expect(await started()).toEqual(["2020-01-01T00:00:00.000Z"]);
    await bob.delete(`/users/${alice.id}/unfollow`);
    await bob.follows(alice);
    await eventually(async () => {
      const [again = ""] = await started();
      expect(again > "2026").toBe(true);
      expect((await page(bob, `/users/${bob.id}/following`)).results).toMatchObject([{ actor_only: true }]);
      expect(verbs(await page(bob, `/users/${bob.id}/activity`))).toEqual([
        "started following",
        "started following",
      ]);
    });
  });

  test("is listed merged with flag=*: its flags, the earliest start, and actor_only only if all are", async ({
    expect,
  }) => {
    const [alice, bob] = [await person("alice"), await person("bob")];
    const flags = ["zapping", "admiring", "following"];
    for (const [index, flag] of flags.entries()) {
      await follow(ref(bob), ref(alice), {
        flag,
        started: `202${index}-01-01T00:00:00Z`,
        send_action: false,
      });
    }
    const records = async () => [
      ...(await page(bob, `/users/${bob.id}/following?flag=*`)).results,
      ...(await page(bob, `/users/${alice.id}/followers?flag=*`)).results,
    ];
    const merged = {
      started: "2020-01-01T00:00:00.000Z",
      user: { id: bob.id },
      follow_object: { id: alice.id },
    };
    await eventually(async () =>
      expect(await records()).toMatchObject(Array(2).fill({ ...merged, actor_only: true })),
    );
    const [record] = await records();
    expect(record?.flags.toSorted()).toEqual(flags.toSorted());
    expect(record).not.toHaveProperty("flag");
    await bob.follows(alice, { flag: "admiring", actor_only: false });
    await eventually(async () =>
      expect(await records()).toMatchObject(Array(2).fill({ ...merged, actor_only: false })),
    );
    await bob.delete(`/users/${alice.id}/unfollow?flag=zapping`);
    await eventually(async () =>
      expect(await records()).toMatchObject(Array(2).fill({ started: "2021-01-01T00:00:00.000Z" })),
    );
    await bob.delete(`/users/${alice.id}/unfollow?flag=*`);
    await eventually(async () => expect(await records()).toEqual([]));
  });

  test("is open to every type: an unregistered type follows an unregistered type through a service", async ({
    expect,
  }) => {
    const [ship, port] = [`${uniqueType("ship")}:Aurora`, `${uniqueType("port")}:St. Petersburg/1`];
    await follow(ship, port, { actor_only: false });
    await post(port, "opened");
    await post(`user:${unique("u")}`, "left", { target: port });
    await eventually(async () => {
      expect(verbs(await page(service, `${pathOf(ship)}/feed`))).toEqual([
        "left",
        "opened",
        "started following",
      ]);
      expect(followed(await page(service, `${pathOf(ship)}/following`))).toEqual(["St. Petersburg/1"]);
      expect(await counts(ship)).toEqual([0, 1]);
      expect(await counts(port)).toEqual([1, 0]);
    });
    expect(await following(ship, port)).toBe(true);
    await unfollow(ship, port, "&send_action=true");
    await eventually(async () => expect(verbs(await page(service, `${pathOf(ship)}/feed`))).toEqual([]));
    await eventually(async () =>
      expect(verbs(await page(service, `${pathOf(ship)}/activity`))).toEqual([
        "stopped following",
        "started following",
      ]),
    );
    expect((await service.get(pathOf(ship))).status).toBe(404);
  });

  test("in a batch keeps each start, lists by it, posts at it, and tells each item's fate", async ({
    expect,
  }) => {
    const [bob, type] = [await person("bob"), uniqueType("shop")];
    const item = (id: string, more: object = {}) => ({
      user: ref(bob),
      follow_object: `${type}:${id}`,
      ...more,
    });
    const { status, body } = await service.post("/follows/batch", {
      follows: [
        item("b", { started: "2012-01-01T00:00:00+02:00" }),
        item("a", { started: "2013-01-01T00:00:00Z", send_action: false }),
        item("c", { flag: "Not one" }),
        item("d", { flag: "liking", actor_only: false, started: "2011-01-01T00:00:00Z" }),
        item("b", { started: "2020-01-01T00:00:00Z" }),
        { follow_object: `${type}:e` },
      ],
    });
    expect(status).toBe(200);
    expect(body.results.map((result) => result.status)).toEqual([204, 204, 400, 204, 204, 400]);
    await eventually(async () => {
      const list = await page(bob, `/users/${bob.id}/following`);
      expect(list.results).toMatchObject([
        { follow_object: { id: "a" }, started: "2013-01-01T00:00:00.000Z" },
        {
          follow_object: { id: "b" },
          started: "2011-12-31T22:00:00.000Z",
          flag: "following",
          actor_only: true,
        },
      ]);
    });
    const liked = await page(bob, `/users/${bob.id}/following?flag=liking`);
    expect(liked.results).toMatchObject([{ follow_object: { id: "d" }, actor_only: false, flag: "liking" }]);
    await eventually(async () => {
      expect(told(await page(bob, `/users/${bob.id}/activity`)).toSorted()).toEqual([
        `${bob.id} started following b`,
        `${bob.id} started liking d`,
      ]);
    });
  });
});

describe.concurrent("deleting an entity", () => {
  test("keeps other entities with the same id, or of the same type", async ({ expect }) => {
    const type = uniqueType("group");
    const [alice, bob] = [await person("alice"), await person("bob")];
    for (const group of [`${type}:1`, `${type}:2`, `${type}_x:1`]) {
      await follow(ref(bob), group, { send_action: false, actor_only: false });
      await alice.posts("joined", { target: group });
    }
    await eventually(async () => expect(verbs(await page(bob, "/feed"))).toHaveLength(3));
    expect((await service.delete(`/${type}/1`)).status).toBe(202);
    await eventually(async () => {
      expect((await page(bob, "/feed")).results).toMatchObject([
        { target: { model_type: `${type}_x`, id: "1" } },
        { target: { model_type: type, id: "2" } },
      ]);
      expect(await counts(ref(bob))).toEqual([0, 2]);
      expect(await counts(`${type}:2`)).toEqual([1, 0]);
      expect(told(await page(bob, `/${type}/activity`))).toEqual([`${alice.id} joined 2`]);
      expect(verbs(await page(bob, `/users/${alice.id}/activity`))).toHaveLength(2);
    });
    expect(followed(await page(bob, `/users/${bob.id}/following`)).toSorted()).toEqual(["1", "2"]);
  });

  test("takes its actions in every role, its follows either way and the feed entries of others", async ({
    expect,
  }) => {
    const [alice, bob, carol] = [await person("alice"), await person("bob"), await person("carol")];
    await bob.follows(alice, { send_action: false });
    await bob.follows(carol, { send_action: false });
    await alice.follows(carol, { send_action: false });
    await alice.follows(carol, { flag: "liking", send_action: false });
    await carol.follows(alice, { flag: "liking", send_action: false });
    const own = await alice.posts("spoke");
    const secret = await alice.posts("whispered", { public: false });
    const onHer = await carol.posts("greeted", { target: ref(alice) });
    const withHer = await carol.posts("painted", { action_object: ref(alice) });
    const onHerSecretly = await carol.posts("envied", { target: ref(alice), public: false });
    const kept = await carol.posts("slept");
    await eventually(async () => {
      expect(verbs(await page(bob, "/feed"))).toEqual(["slept", "painted", "greeted", "spoke"]);
      expect(await counts(ref(carol))).toEqual([2, 0]);
    });
    expect((await alice.delete(`/users/${alice.id}`)).status).toBe(202);
    expect((await bob.get(`/users/${alice.id}`)).status).toBe(404);
    expect((await page(alice, `/users/${alice.id}/activity?role=actor`)).results).toEqual([]);
    expect((await page(alice, `/users/${alice.id}/activity`)).results).toEqual([]);
    expect((await page(alice, "/feed?flag=*")).results).toEqual([]);
    await eventually(async () => {
      expect(verbs(await page(bob, "/feed"))).toEqual(["slept"]);
      expect(verbs(await page(carol, `/users/${carol.id}/activity?role=actor`))).toEqual(["slept"]);
      for (const { id } of [own, secret, onHer, withHer, onHerSecretly]) {
        expect([id, (await service.get(`/actions/${id}`)).status]).toEqual([id, 404]);
      }
      expect(await counts(ref(carol))).toEqual([1, 0]);
      expect(await counts(ref(bob))).toEqual([0, 1]);
      for (const flag of ["following", "liking", "*"]) {
        for (const list of [
          `/users/${carol.id}/following`,
          `/users/${alice.id}/followers`,
          `/users/${alice.id}/following`,
        ]) {
          expect([list, flag, (await page(bob, `${list}?flag=${flag}`)).results]).toEqual([list, flag, []]);
        }
      }
      expect((await page(bob, `/users/${carol.id}/followers?flag=*`)).results).toMatchObject([
        { user: { id: bob.id } },
      ]);
    });
    expect((await service.get(`/actions/${kept.id}`)).status).toBe(200);
    expect(await following(ref(alice), ref(carol), "*")).toBe(false);
    expect(await following(ref(carol), ref(alice), "*")).toBe(false);
  });

  test("leaves its id free to be used again from nothing, and what is stored afterwards stays", async ({
    expect,
  }) => {
    const [alice, bob] = [await person("alice"), await person("bob")];
    await service.call("PUT", `/users/${alice.id}`, { name: "Old Alice" });
    await bob.follows(alice, { send_action: false });
    await alice.follows(bob, { send_action: false });
    await bob.posts("worked");
    const old = await alice.posts("old");
    await alice.posts("old secret", { public: false });
    expect((await alice.delete(`/users/${alice.id}`)).status).toBe(202);
    const { status, body } = await alice.post("/actions", { verb: "new", target: ref(bob) });
    expect([status, body.summary]).toEqual([201, `${alice.id} new ${bob.id}`]);
    expect((await bob.get(`/users/${alice.id}`)).status).toBe(404);
    await alice.follows(bob, { flag: "liking", send_action: false });
    await bob.follows(alice, { send_action: false });
    expect((await bob.get(`/users/${alice.id}`)).body).toMatchObject({ id: alice.id, following_count: 0 });
    expect((await bob.get(`/users/${alice.id}`)).body).not.toHaveProperty("name");
    await eventually(async () => {
      expect((await service.get(`/actions/${old.id}`)).status).toBe(404);
      expect(verbs(await page(alice, `/users/${alice.id}/activity?role=actor`))).toEqual(["new"]);
      expect(verbs(await page(bob, "/feed"))).toEqual(["new"]);
      expect(verbs(await page(alice, "/feed?flag=*"))).toEqual(["worked"]);
      expect(verbs(await page(alice, "/feed"))).toEqual([]);
      expect(await counts(ref(alice))).toEqual([1, 0]);
      expect(await counts(ref(bob))).toEqual([0, 1]);
      expect((await page(bob, `/users/${bob.id}/followers?flag=*`)).results).toMatchObject([
        { flags: ["liking"] },
      ]);
    });
    expect((await service.delete(`/users/${alice.id}`)).status).toBe(202);
    await eventually(async () => {
      expect(verbs(await page(bob, "/feed"))).toEqual([]);
      expect(await counts(ref(bob))).toEqual([0, 0]);
    });
  });

  test("that was never known is accepted, also when repeated; somebody else may not", async ({ expect }) => {
    const [alice, bob] = [await person("alice"), await person("bob")];
    expect((await bob.delete(`/users/${alice.id}`)).status).toBe(403);
    expect((await bob.delete(`/${uniqueType("site")}/1`)).status).toBe(403);
    for (const who of [alice, alice, service])
      expect((await who.delete(`/users/${alice.id}`)).status).toBe(202);
    expect((await service.delete(`/${uniqueType("site")}/1`)).status).toBe(202);
  });
});

describe.concurrent("counts", () => {
  test("count the flag following alone, once a pair, whatever is repeated", async ({ expect }) => {
    const [alice, bob] = [await person("alice"), await person("bob")];
    await bob.follows(alice, { flag: "liking" });
    expect((await bob.get(`/users/${alice.id}`)).body).toMatchObject({
      followers_count: 0,
      following_count: 0,
    });
    await Promise.all(Array.from({ length: 10 }, () => bob.follows(alice)));
    await bob.follows(alice, { actor_only: false });
    await bob.follows(alice, { actor_only: true });
    await eventually(async () => {
      expect(await counts(ref(alice))).toEqual([1, 0]);
      expect(await counts(ref(bob))).toEqual([0, 1]);
      expect(verbs(await page(bob, `/users/${bob.id}/activity`)).toSorted()).toEqual([
        "started following",
        "started liking",
      ]);
    });
    await Promise.all(Array.from({ length: 10 }, () => bob.delete(`/users/${alice.id}/unfollow`)));
    await eventually(async () => expect(await counts(ref(alice))).toEqual([0, 0]));
    expect((await bob.get(`/users/${alice.id}`)).status).toBe(200);
    await bob.delete(`/users/${alice.id}/unfollow?flag=*`);
    await eventually(async () => expect((await bob.get(`/users/${alice.id}`)).status).toBe(404));
  });

  test("are right after twenty follow one entity at once, and half of them leave at once, and come again", async ({
    expect,
  }) => {
    const star = `${uniqueType("star")}:1`;
    const fans = Array.from({ length: 20 }, () => `user:${unique("fan")}`);
    const half = fans.slice(0, 10);
    const listed = async () =>
      (await service.all(`${pathOf(star)}/followers?limit=100`)).map((record) => record.user.id).toSorted();
    const ids = (people: string[]) => people.map((name) => name.slice(5)).toSorted();
    await Promise.all(fans.map((fan) => follow(fan, star)));
    await eventually(async () => expect([await counts(star), await listed()]).toEqual([[20, 0], ids(fans)]));
    await Promise.all(half.map((fan) => unfollow(fan, star)));
    await eventually(async () =>
      expect([await counts(star), await listed()]).toEqual([[10, 0], ids(fans.slice(10))]),
    );
    await Promise.all([
      ...half.map((fan) => follow(fan, star)),
      ...fans.slice(10).map((fan) => unfollow(fan, star)),
    ]);
    await eventually(async () => expect([await counts(star), await listed()]).toEqual([[10, 0], ids(half)]));
  });

  test("and the feed agree with is-following after one person follows and unfollows in twenty calls at once", async ({
    expect,
  }) => {
    const [alice, bob] = [await person("alice"), await person("bob")];
    await alice.posts("spoke");
    const replies = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        index % 2 ? bob.delete(`/users/${alice.id}/unfollow`) : bob.follows(alice),
      ),
    );
    expect(replies.map(({ status }) => status)).toEqual(Array(20).fill(204));
    const follows = await following(ref(bob), ref(alice));
    await eventually(async () => {
      expect(await counts(ref(alice))).toEqual([follows ? 1 : 0, 0]);
      expect(await counts(ref(bob))).toEqual([0, follows ? 1 : 0]);
      expect(verbs(await page(bob, "/feed"))).toEqual(follows ? ["spoke"] : []);
      expect((await page(bob, `/users/${alice.id}/followers`)).results).toHaveLength(follows ? 1 : 0);
      expect((await page(bob, `/users/${bob.id}/following`)).results).toHaveLength(follows ? 1 : 0);
    });
  });
});
