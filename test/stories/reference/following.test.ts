import { describe, test } from "vitest";
import { type Json, person, service, unique, verbs } from "../../support/people.ts";
import { followed, following } from "../../support/follows.ts";
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
} from "../../support/story.ts";
import { ref } from "../../support/contract.ts";

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
