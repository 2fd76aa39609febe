import { expect, inject, test, vi } from "vitest";
import { person, service } from "../support/people.ts";

interface Event {
  readonly source: string;
  readonly "detail-type": string;
  readonly detail: {
    readonly event_id: string;
    readonly action?: {
      readonly id: string;
      readonly verb: string;
      readonly actor: { readonly url: string };
    };
    readonly follow?: { readonly user: { readonly id: string }; readonly flag: string };
    readonly recipient?: { readonly id: string };
    readonly notification?: { readonly id: string; readonly verb: string };
    readonly entity?: { readonly id: string; readonly name: string };
  };
}

const eventsAbout = async (text: string): Promise<Event[]> =>
  ((await (await fetch(inject("eventsUrl"))).json()) as Event[]).filter((event) =>
    JSON.stringify(event).includes(text),
  );

const typesAbout = async (text: string) => (await eventsAbout(text)).map((event) => event["detail-type"]);

test("what happens to an action is put on the event bus with the action as it is, private ones too", async () => {
  const alice = await person("alice");
  const { id } = await alice.posts("whispered", { public: false });
  await alice.call("PATCH", `/actions/${id}`, { description: "aloud", public: true });
  await alice.delete(`/actions/${id}`);
  await vi.waitFor(
    async () => expect(await typesAbout(id)).toEqual(["action.created", "action.updated", "action.deleted"]),
    20_000,
  );
  const [created, updated] = await eventsAbout(id);
  expect(created).toMatchObject({
    source: "tributary",
    detail: { action: { id, verb: "whispered", public: false } },
  });
  expect(updated?.detail.action).toMatchObject({ public: true, description: "aloud" });
  expect(created?.detail.action?.actor.url).toBe(`${inject("url")}/users/${alice.id}`);
  expect(new Set((await eventsAbout(id)).map(({ detail }) => detail.event_id)).size).toBe(3);
});

test("follows come and go as events, and their actions too; repeating and actor_only are none", async () => {
  const [alice, bob] = [await person("alice"), await person("bob")];
  await bob.follows(alice);
  await bob.follows(alice);
  await bob.follows(alice, { actor_only: false });
  await bob.delete(`/users/${alice.id}/unfollow`);
  await vi.waitFor(
    async () =>
      expect((await typesAbout(bob.id)).sort()).toEqual([
        "action.created",
        "follow.created",
        "follow.deleted",
        "notification.created",
      ]),
    20_000,
  );
  const [follow] = (await eventsAbout(bob.id)).filter((event) => event["detail-type"] === "follow.created");
  expect(follow?.detail.follow).toMatchObject({
    user: { id: bob.id },
    follow_object: { id: alice.id },
    flag: "following",
  });
});

test("a group of notifications is an event when it begins or grows, and when nothing is left of it", async () => {
  const [alice, bob, carol] = [await person("alice"), await person("bob"), await person("carol")];
  const told = async () =>
    (await eventsAbout(carol.id)).filter((event) => event["detail-type"].startsWith("notification."));
  const posts = [];
  for (const who of [alice, bob]) {
    posts.push([who, (await who.posts("greeted", { target: `user:${carol.id}` })).id] as const);
    await vi.waitFor(async () => expect(await told()).toHaveLength(posts.length), 20_000);
  }
  const [begun, grown] = await told();
  expect(begun).toMatchObject({
    "detail-type": "notification.created",
    detail: { recipient: { model_type: "user", id: carol.id }, notification: { actors_count: 1 } },
  });
  expect(grown?.detail.notification).toMatchObject({ verb: "greeted", actors_count: 2, actions_count: 2 });
  for (const [who, id] of posts) await who.delete(`/actions/${id}`);
  await vi.waitFor(
    async () =>
      expect((await told()).map((event) => event["detail-type"])).toEqual([
        "notification.created",
        "notification.created",
        "notification.deleted",
      ]),
    20_000,
  );
});

test("a deleted entity is an event that says what it was, and so is all that goes with it", async () => {
  const [alice, bob] = [await person("alice"), await person("bob")];
  await service.call("PUT", `/users/${alice.id}`, { name: "Alice", email: "alice@example.com" });
  await alice.posts("pushed");
  await bob.follows(alice, { send_action: false });
  await alice.delete(`/users/${alice.id}`);
  await vi.waitFor(async () => {
    const types = await typesAbout(alice.id);
    expect(types.sort()).toEqual([
      "action.created",
      "action.deleted",
      "entity.deleted",
      "follow.created",
      "follow.deleted",
    ]);
  }, 60_000);
  const [deleted] = (await eventsAbout(alice.id)).filter(
    (event) => event["detail-type"] === "entity.deleted",
  );
  expect(deleted?.detail.entity).toMatchObject({ model_type: "user", id: alice.id, name: "Alice" });
  expect(JSON.stringify(await eventsAbout(alice.id))).not.toContain("alice@example.com");
});
