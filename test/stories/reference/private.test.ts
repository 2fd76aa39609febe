import { describe, test } from "vitest";
import { person, service, verbs } from "../../support/people.ts";
import { eventually, page, uniqueType } from "../../support/story.ts";
import { ref } from "../../support/contract.ts";

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
