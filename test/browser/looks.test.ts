import { beforeAll, describe, expect, test } from "vitest";
import { entries, openAs, sentences } from "../support/browser.ts";
import { LOOKS, looksWell } from "../support/looks.ts";
import { type Person, person } from "../support/people.ts";
import { follow, post } from "../support/story.ts";

let alice: Person;
let actionId: string;
beforeAll(async () => {
  alice = await person("alice");
  await alice.call("PUT", `/users/${alice.id}`, { name: "Alice", html_url: "https://example.com/alice" });
  const verbs = ["pushed", "created", "deleted", "starred", "closed", "commented on", "sang"];
  for (const verb of verbs)
    await post(`user:${alice.id}`, verb, { target: "repository:crython", description: "Said so" });
  await alice.posts("pondered", { public: false });
  const data = { metres: 12, at: "the pier" };
  ({ id: actionId } = await alice.posts("measured", { target: "site:harbour", data }));
  await follow("user:bob", `user:${alice.id}`, { flag: "watching" });
});

describe.each(Object.entries(LOOKS))("in %s", (name, look) => {
  test.each([
    ["a stream with a private action", (): string => `#/activity/user:${alice.id}?role=actor`, "article"],
    ["the page of a thing", (): string => "#/activity/repository:crython", "article"],
    ["an empty stream", (): string => "#/activity/repository:nothing-at-all", ".empty"],
    ["an empty feed", (): string => `#/feed/user:${alice.id}`, ".empty"],
    ["an error", (): string => `#/feed/user:${alice.id}?flag=NO`, ".failure"],
    ["an action of one's own", (): string => `#/action/${actionId}`, ".action-controls"],
    ["a list of followers", (): string => `#/followers/user:${alice.id}?flag=*`, "li"],
  ] as const)("%s is accessible and fits", async (what, place, shown) => {
    const page = await openAs(alice, place(), look);
    await page.locator(shown).first().waitFor();
    await looksWell(page, `${name}, ${what}`);
  });

  test("forms are accessible and fit", async () => {
    const page = await openAs(alice, "#/activity/repository:crython", look);
    await entries(page).first().waitFor();
    const looks = (what: string) => looksWell(page, `${name}, ${what}`);
    await page.getByRole("button", { name: /^You are/ }).click();
    await looks("who one is");
    await page.keyboard.press("Escape");
    await page.locator("summary").click();
    await looks("flags");
    await page.getByRole("button", { name: "Post an action" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Post" }).click();
    await page.locator("[aria-invalid=true]").waitFor();
    await looks("a form that was refused");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Subscribe" }).click();
    await looks("subscribing");
    await page.getByRole("button", { name: "Make addresses" }).click();
    await page.getByLabel("JSON Feed", { exact: true }).waitFor();
    await page.getByText(/^Your addresses/).click();
    await looks("addresses for feed readers");
  });
});

test("the theme follows the system until another is chosen, which is kept", async () => {
  const page = await openAs(alice, "#/public", { colorScheme: "dark" });
  const ground = () => page.evaluate("getComputedStyle(document.documentElement).backgroundColor");
  const dark = await ground();
  await page.getByRole("button", { name: "Dark theme" }).click();
  await expect.poll(ground).not.toBe(dark);
  const light = await ground();
  await page.reload();
  await entries(page).first().waitFor();
  await expect.poll(ground).toBe(light);
  expect(await page.getByRole("button", { name: "Dark theme" }).getAttribute("aria-pressed")).toBe("false");
});

test("the first Tab offers to skip to the stream, j and k go through it, and Enter opens a link", async () => {
  const page = await openAs(alice, `#/activity/user:${alice.id}?role=actor`);
  await sentences(page, 9);
  await page.keyboard.press("Tab");
  await expect.poll(() => page.evaluate("document.activeElement.innerText")).toBe("Skip to the stream");
  await page.keyboard.press("Enter");
  await expect.poll(() => page.evaluate("document.activeElement.id")).toBe("main");
  await entries(page).first().focus();
  const focused = () => page.evaluate('document.activeElement.getAttribute("aria-posinset")');
  for (const [key, position] of [
    ["j", "2"],
    ["j", "3"],
    ["k", "2"],
  ] as const) {
    await page.keyboard.press(key);
    await expect.poll(focused).toBe(position);
  }
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Alice" }).waitFor();
});

test("j goes to the stream from anywhere but where one writes", async () => {
  const page = await openAs(alice, `#/activity/user:${alice.id}?role=actor`);
  await sentences(page, 9);
  const focused = () => page.evaluate('document.activeElement.getAttribute("aria-posinset")');
  await page.keyboard.press("j");
  await expect.poll(focused).toBe("1");
  await page.keyboard.press("j");
  await expect.poll(focused).toBe("2");
  await page.getByLabel("Verb").focus();
  await page.keyboard.press("j");
  expect(await page.getByLabel("Verb").inputValue()).toBe("j");
});

test("where colours are the reader's own, the tab that is open can be told from the others", async () => {
  const page = await openAs(alice, `#/activity/user:${alice.id}`, { forcedColors: "active" });
  await page.getByRole("link", { name: "Followers" }).waitFor();
  const outline = (name: string) =>
    page
      .getByRole("link", { name })
      .last()
      .evaluate((link) => getComputedStyle(link).outlineStyle);
  await expect.poll(() => outline("Activity")).toBe("solid");
  expect(await outline("Followers")).toBe("none");
});

test("the heading of a page that was opened has the focus, also where it comes late", async () => {
  const page = await openAs(alice, "#/activity/repository:crython");
  const focused = () => page.evaluate("document.activeElement.closest('h1')?.innerText");
  await entries(page).first().getByRole("link").first().click();
  await page.getByRole("heading", { level: 1, name: "Alice" }).waitFor();
  await expect.poll(focused).toBe("Alice");
  await page.evaluate(`location.hash = "#/action/${actionId}"`);
  await expect.poll(focused).toBe("Alice measured harbour");
});
