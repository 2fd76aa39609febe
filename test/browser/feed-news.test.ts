import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { comeBack, openAs, sentences } from "../support/browser.ts";
import { type Person, person } from "../support/people.ts";
import { eventually } from "../support/story.ts";

/** Waits until so much of somebody's feed is new. */
const counted = (who: Person, count: number) =>
  eventually(async () => expect((await who.get("/feed/counts")).body).toMatchObject({ new: count }));

/** The headings and sentences of a feed, as they stand. */
const told = async (page: Page) =>
  (await page.locator(".day, .sentence").allInnerTexts()).map((text) => text.replaceAll(/\s+/g, " ").trim());

/** Alice, who has seen that Bob sang, and not yet what he did twice since. */
async function away(): Promise<{ alice: Person; bob: Person }> {
  const [alice, bob] = [await person("alice"), await person("bob")];
  await alice.follows(bob);
  await bob.posts("sang");
  await counted(alice, 1);
  await alice.post("/feed/mark", { seen: "all" });
  await bob.posts("slept");
  await bob.posts("woke");
  await counted(alice, 2);
  return { alice, bob };
}

test("the bar says how much of the feed is new, and the feed where one left off", async () => {
  const { alice, bob } = await away();
  const page = await openAs(alice, "#/public");
  await page.getByRole("link", { name: "Feed 2 new" }).click();
  await page.getByText("2 new since you were here").waitFor();
  await expect
    .poll(() => told(page))
    .toEqual([
      "New · Today",
      `${bob.id} woke`,
      `${bob.id} slept`,
      "You left off here · Today",
      `${bob.id} sang`,
    ]);
  await counted(alice, 0);
  await page.getByRole("link", { name: "Feed", exact: true }).first().waitFor();
  await page.reload();
  await sentences(page, 3);
  await page.waitForLoadState("networkidle");
  expect(await page.locator(".left-off").count()).toBe(0);
});

test("what arrives while one reads is announced, and known is what stood there before", async () => {
  const { alice, bob } = await away();
  const page = await openAs(alice, `#/feed/user:${alice.id}`);
  await sentences(page, 3);
  await counted(alice, 0);
  await bob.posts("ate");
  await counted(alice, 1);
  await comeBack(page);
  await page.getByRole("status").getByRole("button", { name: "1 new action" }).click();
  await expect
    .poll(() => told(page))
    .toEqual([
      "New · Today",
      `${bob.id} ate`,
      "You left off here · Today",
      `${bob.id} woke`,
      `${bob.id} slept`,
      `${bob.id} sang`,
    ]);
  await counted(alice, 0);
});

test("what one does oneself is not new, and does not move the line", async () => {
  const { alice, bob } = await away();
  await alice.posts("waved");
  const page = await openAs(alice, `#/feed/user:${alice.id}?own=true`);
  await page.getByText("2 new since you were here").waitFor();
  await expect.poll(() => page.locator(".left-off + .deed .sentence").innerText()).toBe(`${bob.id} sang`);
});

test("a feed of which filters hide a part is not marked, nor is one in a hidden tab", async () => {
  const { alice, bob } = await away();
  const page = await openAs(alice, `#/feed/user:${alice.id}?verb=woke`);
  await sentences(page, 1);
  const hidden = await openAs(alice, `#/feed/user:${alice.id}`, {
    prepare: (page) =>
      page.addInitScript(
        'Object.defineProperty(document, "hidden", { configurable: true, get: () => window.isShown !== true })',
      ),
  });
  await hidden.getByText("2 new since you were here").waitFor();
  await counted(alice, 2);
  await hidden.evaluate("window.isShown = true");
  await comeBack(hidden);
  await counted(alice, 0);
  expect(bob.id).not.toBe(alice.id);
});

test("of more than a hundred the number is not told", async () => {
  const [alice, bob] = [await person("alice"), await person("bob")];
  await alice.follows(bob);
  for (let at = 0; at < 101; at += 10)
    await Promise.all(Array.from({ length: 10 }, () => bob.posts("blinked")));
  await eventually(async () => expect((await alice.get("/feed/counts")).body).toMatchObject({ more: true }));
  const page = await openAs(alice, `#/feed/user:${alice.id}`);
  await page.getByText("100+ new since you were here").waitFor();
  expect(await page.locator(".left-off").count()).toBe(0);
});
