import type { Page } from "playwright-core";
import { beforeAll, describe, expect, inject, test } from "vitest";
import { comeBack, openAs } from "../support/browser.ts";
import { LOOKS, looksWell } from "../support/looks.ts";
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
    const looks = (what: string) => looksWell(page, `${name}, ${what}`);
    await page.locator(".bell-count").waitFor();
    await page.locator("article").first().waitFor();
    await looks("the bell");
    await page.locator(".bell").click();
    await page.locator(".group").first().waitFor();
    await looks("notifications");
    await page.locator(".group-open").nth(1).click();
    await page.locator(".member").first().waitFor();
    await looks("notifications, one open");
    await go(page, "#/mutes", ".person");
    await looks("who is muted");
    await go(page, `#/activity/user:${quiet.id}`, ".empty");
    await page.locator(".mute summary").click();
    await looks("muting somebody");
  });

  test("feeds, groups, details and forms are accessible and fit", async () => {
    const [reader, bob] = [await person("reader"), await person("bob")];
    await reader.follows(bob);
    const isNew = (count: number) =>
      eventually(async () => expect((await reader.get("/feed/counts")).body).toMatchObject({ new: count }));
    const target = "repository:crython";
    for (const verb of ["sang", "starred"]) await bob.posts(verb, { target, description: "By the harbour" });
    await isNew(2);
    await reader.post("/feed/mark", { seen: "all" });
    for (const commit of ["c1", "c2", "c3"])
      await bob.posts("pushed", { action_object: `commit:${commit}`, target, data: { metres: 12 } });
    await isNew(3);
    const page = await openAs(reader, `#/feed/user:${reader.id}`, look);
    await page.locator(".left-off").waitFor();
    await looksWell(page, `${name}, a feed where one left off`);
    await page.getByRole("button", { name: "Show all 3" }).click();
    await page.getByRole("button", { name: "Details" }).first().click();
    await page.locator(".details").waitFor();
    await looksWell(page, `${name}, an open run with details`);
    await isNew(0);
    await bob.posts("slept");
    await isNew(1);
    await comeBack(page);
    await page.locator(".pill").waitFor();
    await page.evaluate("scrollTo(0, 200)");
    await looksWell(page, `${name}, news`);
    await go(page, `#/activity/user:${bob.id}?group=verb,target&window=hour`, ".group-open");
    await page.locator(".group-open").nth(1).click();
    await page.locator(".member").first().waitFor();
    await looksWell(page, `${name}, groups`);
    await page.getByRole("button", { name: "Post an action" }).first().click();
    const form = page.getByRole("dialog", { name: "Post an action" });
    await form.getByLabel("Verb").fill("pushed");
    await form.locator("summary").click();
    await looksWell(page, `${name}, an action being written`);
  });

  test("where nothing is new it is accessible and fits", async () => {
    const page = await openAs(quiet, "#/notifications", look);
    await page.locator(".empty").waitFor();
    await looksWell(page, `${name}, no notifications`);
    await go(page, "#/mutes", ".empty");
    await looksWell(page, `${name}, nobody muted`);
  });
});

async function go(page: Page, place: string, shown: string): Promise<void> {
  await page.goto(`${inject("url")}/${place}`);
  await page.locator(shown).first().waitFor();
}
