import type { Page } from "playwright-core";
import { expect, inject, test } from "vitest";
import { openAs, reader, sentences } from "../support/browser.ts";
import { person, service } from "../support/people.ts";
import { post } from "../support/story.ts";

test("another user is a name away", async () => {
  const [alice, bob] = [await person("alice"), await person("bob")];
  await alice.follows(`/users/${bob.id}`);
  await bob.posts("pushed");
  const page = await openAs(bob, "#/public");
  await page.getByRole("button", { name: `You are ${bob.id}` }).click();
  await page.getByLabel("Act as the user").fill(`user:${alice.id}`);
  await page.keyboard.press("Enter");
  expect(await sentences(page, 1)).toEqual([`${bob.id} pushed`]);
  await page.getByText("This is you").waitFor();
  await page.reload();
  await page.getByRole("button", { name: `You are ${alice.id}` }).waitFor();
});

test("the feed of somebody else says whose it is, and how to be them", async () => {
  const [alice, bob] = [await person("alice"), await person("bob")];
  await bob.follows(`/users/${alice.id}`);
  await alice.posts("pushed");
  const page = await openAs(reader(), `#/activity/user:${bob.id}`);
  await page.getByRole("link", { name: "Feed", exact: true }).last().click();
  const alert = page.getByRole("alert");
  await alert.getByText("This is not yours").waitFor();
  await alert.getByRole("button", { name: `Act as ${bob.id}` }).click();
  expect(await sentences(page, 1)).toEqual([`${alice.id} pushed`]);
});

test("a reload keeps who one is, in each tab for itself", async () => {
  const [alice, bob] = [await person("alice"), await person("bob")];
  const page = await openAs(bob, `#/feed/user:${alice.id}`);
  await page.getByRole("button", { name: `You are ${alice.id}` }).waitFor();
  await page.getByRole("button", { name: /^You are/ }).click();
  await page.getByLabel("Act as the user").fill(bob.id);
  await page.keyboard.press("Enter");
  await page.getByText("This is you").waitFor();
  await page.evaluate(`location.hash = "#/feed/user:${alice.id}"`);
  await page.getByText("This is not yours").waitFor();
  const other = await page.context().newPage();
  await other.goto(`${inject("url")}/#/feed/user:${alice.id}`);
  await other.getByRole("button", { name: `You are ${alice.id}` }).waitFor();
  for (const [tab, user] of [
    [page, bob],
    [other, alice],
  ] as const) {
    await tab.reload();
    await tab.getByRole("button", { name: `You are ${user.id}` }).waitFor();
  }
});

/** The page as a deployment would serve it, which gives no tokens. */
const deployed = {
  prepare: (page: Page) =>
    page.route(`${inject("url")}/`, async (route) => {
      const response = await route.fetch();
      await route.fulfill({
        response,
        body: (await response.text()).replace('content="minted"', 'content="pasted"'),
      });
    }),
};

test("where no tokens are to be had, a user's own is pasted and stays in its tab", async () => {
  const alice = await person("alice");
  await alice.posts("pushed");
  const page = await openAs(reader(), `#/activity/user:${alice.id}`, deployed);
  await page.getByText("Who are you?").waitFor();
  await page.getByRole("button", { name: "You are Nobody yet" }).click();
  await page.getByLabel("Token of a user").fill(alice.token ?? "");
  await page.keyboard.press("Enter");
  expect(await sentences(page, 1)).toEqual([`${alice.id} pushed`]);
  await page.getByText("This is you").waitFor();
  await page.reload();
  await sentences(page, 1);
  expect(await page.evaluate("JSON.stringify(localStorage)")).not.toContain(alice.token);
});

test("a service posts for who it names", async () => {
  const alice = await person("alice");
  await post(`user:${alice.id}`, "joined");
  const page = await openAs(reader(), `#/feed/user:${alice.id}`, deployed);
  await page.getByRole("button", { name: "You are Nobody yet" }).click();
  await page.getByLabel("Token of a user").fill(service.token ?? "");
  await page.keyboard.press("Enter");
  await page.getByText("This feed is still dry").waitFor();
  await page.getByRole("button", { name: "Post an action" }).first().click();
  await page.getByLabel("Verb").last().fill("left");
  await page.getByRole("dialog").getByRole("button", { name: "Post" }).click();
  await page.getByText(/^Actor /).waitFor();
  await page.getByLabel("Actor").fill(`user:${alice.id}`);
  await page.getByRole("dialog").getByRole("button", { name: "Post" }).click();
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await page.getByRole("link", { name: "Activity" }).click();
  expect(await sentences(page, 2)).toEqual([`${alice.id} left`, `${alice.id} joined`]);
});

test("a token that is not known is told so", async () => {
  const page = await openAs(reader(), "#/public", deployed);
  await page.getByRole("button", { name: "You are Nobody yet" }).click();
  await page.getByLabel("Token of a user").fill("nonsense");
  await page.keyboard.press("Enter");
  await page.getByRole("alert").getByText("The service does not know you").waitFor();
});
