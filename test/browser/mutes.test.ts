import { expect, test } from "vitest";
import { openAs, reader } from "../support/browser.ts";
import { type Json, person, service } from "../support/people.ts";

interface Muted extends Json {
  readonly muted: Json;
  readonly until: string | null;
}

const LENGTHS = [
  ["For 1 hour", 3_600_000],
  ["For 1 day", 86_400_000],
  ["For 1 week", 604_800_000],
] as const;

test("somebody is muted for a time or for good", async () => {
  const [alice, bob] = [await person("alice"), await person("bob")];
  const page = await openAs(alice, `#/activity/user:${bob.id}`);
  const until = async () => ((await alice.get("/mutes")).body.results as readonly Muted[])[0]?.until;
  for (const [words, length] of LENGTHS) {
    await page.locator("summary", { hasText: "Mute" }).click();
    const before = Date.now();
    await page.getByRole("button", { name: words }).click();
    await page
      .locator(".mute")
      .getByText(/^Muted until \d/)
      .waitFor();
    expect(Math.abs(Date.parse(String(await until())) - before - length)).toBeLessThan(60_000);
    await page.getByRole("button", { name: "Unmute" }).click();
  }
  await page.locator("summary", { hasText: "Mute" }).click();
  await page.getByRole("button", { name: "Always" }).click();
  await page.locator(".mute").getByText("Muted for good.").waitFor();
  expect(await until()).toBeNull();
});

test("what the muted do is not in the feed, and is back when they are unmuted", async () => {
  const [alice, bob] = [await person("alice"), await person("bob")];
  await alice.follows(bob);
  await bob.posts("sang");
  await alice.call("PUT", `/mutes/users/${bob.id}`);
  const page = await openAs(alice, `#/feed/user:${alice.id}`);
  await page.getByText("This feed is still dry").waitFor();
  await page.evaluate(`location.hash = "#/activity/user:${bob.id}"`);
  await page.getByRole("button", { name: "Unmute" }).click();
  await page.locator("summary", { hasText: "Mute" }).waitFor();
  await page.getByRole("link", { name: "Feed" }).first().click();
  await page.locator(".sentence", { hasText: `${bob.id} sang` }).waitFor();
});

test("the list of who is muted has them newest first, and unmutes them", async () => {
  const [alice, bob] = [await person("alice"), await person("bob")];
  const until = new Date(Date.now() + 86_400_000).toISOString();
  await alice.call("PUT", `/mutes/users/${bob.id}`, { until });
  await alice.call("PUT", "/mutes/bots/noisy");
  const page = await openAs(alice, "#/notifications");
  await page.getByRole("link", { name: "Who you mute" }).click();
  const items = page.getByRole("list", { name: "Muted" }).getByRole("listitem");
  await expect.poll(() => items.count()).toBe(2);
  expect(await items.first().innerText()).toMatch(/noisy[^]*for good/);
  expect(await items.last().innerText()).toMatch(new RegExp(`${bob.id}[^]*until`));
  await page.getByRole("button", { name: "Unmute noisy" }).click();
  await page.getByText("noisy is heard again.").waitFor();
  await expect.poll(() => items.count()).toBe(1);
  await expect.poll(() => page.evaluate("document.activeElement.ariaLabel")).toBe(`Unmute ${bob.id}`);
  await page.getByRole("button", { name: `Unmute ${bob.id}` }).click();
  await page.getByText("You mute nobody").waitFor();
  expect((await alice.get("/mutes")).body.results).toEqual([]);
});

test("a list of many muted goes on, and finds who stands deep in it", async () => {
  const alice = await person("alice");
  const ids = Array.from({ length: 105 }, (_none, index) => `${alice.id}-${index}`);
  for (let at = 0; at < ids.length; at += 15)
    await Promise.all(
      ids.slice(at, at + 15).map((id) => service.call("PUT", `/mutes/users/${id}?user=user:${alice.id}`)),
    );
  const { muted: oldest } = (await alice.all("/mutes?limit=100")).at(-1) as Muted;
  const page = await openAs(alice, "#/mutes");
  const items = page.getByRole("list", { name: "Muted" }).getByRole("listitem");
  await expect.poll(() => items.count()).toBe(50);
  await page.getByRole("button", { name: "Show more" }).click();
  await expect.poll(() => items.count()).toBe(100);
  await page.evaluate(`location.hash = "#/activity/user:${oldest.id}"`);
  await page.getByRole("button", { name: "Unmute" }).waitFor();
});

test("one neither mutes oneself nor what does nothing", async () => {
  const alice = await person("alice");
  const page = await openAs(alice, `#/activity/user:${alice.id}`);
  await page.getByText("This is you").waitFor();
  expect(await page.locator(".mute").count()).toBe(0);
  const other = await openAs(reader(), "#/activity/repository:crython");
  await other.getByRole("button", { name: "Follow", exact: true }).waitFor();
  expect(await other.locator(".mute").count()).toBe(0);
});
