import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { comeBack, entries, openAs, reader } from "../support/browser.ts";
import { type Person, person, service } from "../support/people.ts";
import { busyUser, eventually, pathOf } from "../support/story.ts";

const counted = (who: Person, count: number) =>
  eventually(async () => expect((await who.get("/feed/counts")).body).toMatchObject({ new: count }));

const readOf = (page: Page) => page.locator("[data-rows]").getAttribute("data-rows");

/** Where something stands in the window. */
const topOf = (page: Page, selector: string): Promise<number> =>
  page.locator(selector).evaluate((one) => Math.round(one.getBoundingClientRect().top));

/** Alice, who has seen 60 actions of her feed, and two not yet. */
async function deepFeed(): Promise<{ alice: Person; bob: Person }> {
  const [alice, bob] = [await person("alice"), await person("bob")];
  await alice.follows(bob);
  const actions = Array.from({ length: 60 }, (_none, index) => ({
    actor: `user:${bob.id}`,
    verb: `verb-${index}`,
  }));
  await service.post("/actions/batch", { actions });
  await counted(alice, 60);
  await alice.post("/feed/mark", { seen: "all" });
  for (const verb of ["slept", "woke"]) await bob.posts(verb);
  await counted(alice, 2);
  return { alice, bob };
}

test("back into a deep feed keeps its line, marks only what is in sight, and news leave it deep", async () => {
  const { alice, bob } = await deepFeed();
  const page = await openAs(alice, `#/feed/user:${alice.id}`);
  await page.locator(".left-off").waitFor();
  await counted(alice, 0);
  await expect
    .poll(async () => {
      await page.evaluate("scrollTo(0, document.documentElement.scrollHeight)");
      return readOf(page);
    })
    .toBe("62");
  const id = await entries(page).nth(55).getAttribute("data-id");
  const row = `[data-id="${id}"]`;
  await page.evaluate(`document.querySelector('${row}').scrollIntoView({ block: "center" })`);
  const top = await topOf(page, row);
  await page.locator(`${row} a`).first().click();
  await page.getByRole("heading", { level: 1, name: bob.id }).waitFor();
  await bob.posts("ate");
  await counted(alice, 1);
  await page.goBack();
  await expect.poll(() => readOf(page)).toBe("63");
  await expect.poll(async () => Math.abs((await topOf(page, row)) - top)).toBeLessThan(3);
  await page.getByText("1 new since you were here").waitFor();
  await page.waitForLoadState("networkidle");
  expect((await alice.get("/feed/counts")).body).toMatchObject({ new: 1 });
  await page.evaluate("scrollTo(0, 0)");
  await counted(alice, 0);
  await bob.posts("drank");
  await counted(alice, 1);
  await comeBack(page);
  await page.getByRole("status").getByRole("button", { name: "1 new action" }).click();
  await counted(alice, 0);
  expect(await readOf(page)).toBe("64");
  await page.locator(`${row} a`).first().click();
  await page.getByRole("heading", { level: 1, name: bob.id }).waitFor();
  await page.goBack();
  await page.locator(".left-off").waitFor();
});

test("back to a page that was left at its top is at its top, with the focus where it was", async () => {
  const bob = await person("bob");
  for (const verb of ["sang", "slept"]) await bob.posts(verb, { target: "site:harbour" });
  const page = await openAs(reader(), `#/activity/user:${bob.id}?role=actor`);
  const slept = entries(page).filter({ hasText: "slept" });
  await slept.getByRole("link", { name: "harbour" }).click();
  await page.getByRole("heading", { level: 1, name: "harbour" }).waitFor();
  await bob.posts("woke", { description: "x".repeat(900) });
  await eventually(async () =>
    expect((await service.get(`${pathOf(`user:${bob.id}`)}/activity?role=actor`)).body.results).toHaveLength(
      3,
    ),
  );
  await page.goBack();
  await expect.poll(() => entries(page).count()).toBe(3);
  await expect.poll(() => page.evaluate("document.activeElement.innerText")).toContain("slept");
  await page.waitForLoadState("networkidle");
  expect(await page.evaluate("scrollY")).toBe(0);
});

/** Goes to a group of the second page, opens it, leaves through it and comes back. */
async function leavesAndComesBack(page: Page, more: string): Promise<void> {
  const lines = page.locator(".group-open");
  await expect.poll(() => lines.count()).toBe(25);
  await page.getByRole("button", { name: more }).click();
  await expect.poll(() => lines.count()).toBe(30);
  await lines.nth(27).click();
  const member = page.locator(".member");
  await member.getByRole("link").first().waitFor();
  await member.evaluate((one) => one.scrollIntoView({ block: "center" }));
  const top = await topOf(page, ".member");
  await member.getByRole("link").first().click();
  await lines.first().waitFor({ state: "detached" });
  await page.goBack();
  await expect.poll(() => lines.count()).toBe(30);
  expect(await lines.nth(27).getAttribute("aria-expanded")).toBe("true");
  await expect.poll(async () => Math.abs((await topOf(page, ".member")) - top)).toBeLessThan(3);
}

test("back finds groups as they were left", async () => {
  const actor = await busyUser();
  const page = await openAs(reader(), `#/activity/${actor}?group=verb,actor`);
  await leavesAndComesBack(page, "Show what is older");
});

test("back finds notifications as they were left", async () => {
  const alice = await person("alice");
  const actions = Array.from({ length: 30 }, (_none, index) => ({
    actor: `user:fan-${index}`,
    verb: `verb-${index}`,
    to: [`user:${alice.id}`],
  }));
  await service.post("/actions/batch", { actions });
  await eventually(async () =>
    expect((await alice.get("/notifications/counts")).body).toMatchObject({ unseen: 30 }),
  );
  const page = await openAs(alice, "#/notifications");
  await leavesAndComesBack(page, "Show more");
});
