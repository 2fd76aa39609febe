import { beforeAll, describe, expect, test } from "vitest";
import { type Person, person, service } from "../../support/people.ts";
import { flagsOf, followed, following } from "../../support/follows.ts";
import { counts, eventually, page, pathOf, post, told, uniqueType } from "../../support/story.ts";
import { ref } from "../../support/contract.ts";

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
      const ours = all.filter((action) => people.has(action.actor.id));
      expect(ours).toHaveLength(10);
      expect(new Set(ours.map(({ id }) => id)).size).toBe(10);
    });
  });

  test("shows in the public stream all eleven, each once", async () => {
    const actors = new Set([admin.id, two.id, three.id, four.id]);
    await eventually(async () => {
      const all = await two.all(`/actions?limit=100&since=${started}`);
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
