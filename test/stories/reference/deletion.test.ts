import { describe, test } from "vitest";
import { person, service, verbs } from "../../support/people.ts";
import { followed, following } from "../../support/follows.ts";
import { counts, eventually, follow, page, told, uniqueType } from "../../support/story.ts";
import { ref } from "../../support/contract.ts";

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
