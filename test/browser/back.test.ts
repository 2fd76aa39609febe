import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { entries, openAs, reader } from "../support/browser.ts";
import { service, unique } from "../support/people.ts";
import { eventually, follow, page as list, pathOf, uniqueType } from "../support/story.ts";

/** Something to which more was done than three pages hold. */
async function deep(): Promise<string> {
  const thing = `${uniqueType("site")}:1`;
  const actions = Array.from({ length: 90 }, (_none, index) => ({
    actor: `user:a${index}`,
    verb: "waved",
    target: thing,
    timestamp: new Date(Date.UTC(2020, 0, 1) - index * 60_000).toISOString(),
  }));
  await service.post("/actions/batch", { actions });
  await eventually(async () =>
    expect((await list(service, `${pathOf(thing)}/activity?limit=100`)).results).toHaveLength(90),
  );
  return thing;
}

/** Where a line stands in the window. */
const topOf = (page: Page, text: string): Promise<number> =>
  entries(page)
    .filter({ hasText: text })
    .evaluate((one) => Math.round(one.getBoundingClientRect().top));

const ROW = "a70 waved";

/** Goes down to a line that is on the third page, and through its link; says where the line stood. */
async function leaveAt(page: Page): Promise<number> {
  const row = entries(page).filter({ hasText: ROW });
  await expect
    .poll(async () => {
      await page.evaluate("scrollTo(0, document.documentElement.scrollHeight)");
      return row.count();
    })
    .toBe(1);
  await row.evaluate((one) => scrollTo(0, scrollY + one.getBoundingClientRect().top - 300));
  const top = await topOf(page, ROW);
  await row.getByRole("link").first().click();
  await page.getByRole("heading", { level: 1, name: "a70" }).waitFor();
  await expect.poll(() => page.evaluate("scrollY")).toBe(0);
  return top;
}

test("back finds a deep list as it was left, and so does a reload; news above moves nothing", async () => {
  const thing = await deep();
  const page = await openAs(reader(), `#/activity/${thing}`);
  const top = await leaveAt(page);
  await service.post("/actions", {
    actor: "user:late",
    verb: "came",
    target: thing,
    description: "x".repeat(900),
  });
  await page.goBack();
  await expect.poll(() => topOf(page, ROW)).toBe(top);
  expect(await page.evaluate("document.activeElement.closest('article')?.innerText")).toContain(ROW);
  await page.goForward();
  await page.getByRole("heading", { level: 1, name: "a70" }).waitFor();
  await expect.poll(() => page.evaluate("scrollY")).toBe(0);
  await page.goBack();
  await expect.poll(() => topOf(page, ROW)).toBe(top);
  await page.reload();
  await expect.poll(() => topOf(page, ROW)).toBe(top);
});

test("back finds a long list of followers as it was left", async () => {
  const alice = `user:${unique("alice")}`;
  await Promise.all(
    Array.from({ length: 60 }, (_none, index) => follow(`user:f${index}-${alice.slice(5)}`, alice)),
  );
  await eventually(async () =>
    expect((await list(service, `${pathOf(alice)}/followers?limit=100`)).results).toHaveLength(60),
  );
  const page = await openAs(reader(), `#/followers/${alice}`);
  const people = page.locator(".person");
  await page.getByRole("button", { name: "Show more" }).click();
  await expect.poll(() => people.count()).toBe(60);
  const row = people.nth(57);
  await row.scrollIntoViewIfNeeded();
  const name = await row.getByRole("link").innerText();
  const top = await row.evaluate((one) => Math.round(one.getBoundingClientRect().top));
  await row.getByRole("link").click();
  await page.getByRole("heading", { level: 1, name }).waitFor();
  await page.goBack();
  const back = people.filter({ hasText: name });
  await expect.poll(() => back.evaluate((one) => Math.round(one.getBoundingClientRect().top))).toBe(top);
});
