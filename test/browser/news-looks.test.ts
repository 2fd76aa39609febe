import type { Page } from "playwright-core";
import { beforeAll, describe, expect, inject, test } from "vitest";
import { openAs } from "../support/browser.ts";
import { LOOKS, PICTURES, wrongWith } from "../support/looks.ts";
import { type Person, person, service, unique } from "../support/people.ts";
import { eventually, post } from "../support/story.ts";

let alice: Person;
let quiet: Person;

beforeAll(async () => {
  [alice, quiet] = [await person("alice"), await person("quiet")];
  const people = ["Ann", "Béatrice", "Carl", "Dora", "Emil"].map((name) => [unique(name), name] as const);
  await service.post("/entities/batch", {
    entities: [
      { model_type: "user", id: alice.id, name: "Alice" },
      { model_type: "repository", id: "crython", name: "crython" },
      ...people.map(([id, name]) => ({ model_type: "user", id, name })),
    ],
  });
  const to = [`user:${alice.id}`];
  const actors = people.map(([id]) => `user:${id}`);
  const [ann = "", beatrice = "", carl = ""] = actors;
  await post(carl, "merged", {
    action_object: `pull_request:${unique("7")}`,
    target: "repository:crython",
    to,
  });
  for (const actor of actors) await post(actor, "starred", { target: "repository:crython", to });
  const target = { model_type: "document", id: `plan-${"x".repeat(200)}` };
  await post(ann, "commented on", { target, to, description: "Looks good to me.\nOne thing: the harbour." });
  await post(beatrice, "started following", { target: `user:${alice.id}` });
  await eventually(async () => expect((await alice.get("/notifications")).body.results).toHaveLength(4));
  await alice.call("POST", "/notifications/mark", { read: "all" });
  await post(ann, "invited", { target: `user:${alice.id}`, description: "To the harbour, on Friday." });
  await post(carl, "commented on", { target, to, description: "It is late." });
  await eventually(async () =>
    expect((await alice.get("/notifications/counts")).body).toMatchObject({ unseen: 2 }),
  );
  for (const muted of ["users/loud", "bots/noisy", "teams/harbour"])
    await alice.call("PUT", `/mutes/${muted}`);
  const until = new Date(Date.now() + 3_600_000).toISOString();
  await alice.call("PUT", `/mutes/bots/${"long-".repeat(40)}`, { until });
});

describe.each(Object.entries(LOOKS))("in %s", (name, look) => {
  test("what is new is accessible and fits", async () => {
    await post(unique("user:dan"), "invited", { target: `user:${alice.id}` });
    await eventually(async () =>
      expect((await alice.get("/notifications/counts")).body).not.toMatchObject({ unseen: 0 }),
    );
    const page = await openAs(alice, "#/public", look);
    const looks = async (what: string) => {
      await page.screenshot({ path: `${PICTURES}/${name}, ${what}.png` });
      expect(await wrongWith(page), what).toEqual([]);
      expect(await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), what).toBe(true);
    };
    await page.locator(".bell-count").waitFor();
    await looks("the bell");
    await page.locator(".bell").click();
    await page.locator(".group").first().waitFor();
    await looks("notifications");
    await page.locator(".group-open").nth(1).click();
    await page.locator(".member").first().waitFor();
    await looks("notifications, one open");
    await go(page, "#/mutes", ".person");
    await looks("who is muted");
    await go(page, `#/activity/user:${quiet.id}`, ".mute summary");
    await page.locator(".mute summary").click();
    await looks("muting somebody");
  });

  test("where nothing is new it is accessible and fits", async () => {
    const page = await openAs(quiet, "#/notifications", look);
    await page.locator(".empty").waitFor();
    await page.screenshot({ path: `${PICTURES}/${name}, no notifications.png` });
    expect(await wrongWith(page)).toEqual([]);
    await go(page, "#/mutes", ".empty");
    await page.screenshot({ path: `${PICTURES}/${name}, nobody muted.png` });
    expect(await wrongWith(page)).toEqual([]);
  });
});

async function go(page: Page, place: string, shown: string): Promise<void> {
  await page.goto(`${inject("url")}/${place}`);
  await page.locator(shown).first().waitFor();
}
