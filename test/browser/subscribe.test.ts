import { expect, test } from "vitest";
import { openAs } from "../support/browser.ts";
import { person, unique } from "../support/people.ts";
import { post } from "../support/story.ts";

/** Everything that a browser keeps of a page, as one text. */
const KEPT = `JSON.stringify([location.href, history.state, history.length, document.cookie, { ...localStorage },
  { ...sessionStorage }, document.documentElement.outerHTML, performance.getEntries().map((one) => one.name)])`;

test("a stream is subscribed to: three addresses, shown once, kept nowhere, revoked again", async () => {
  const [alice, verb] = [await person("alice"), unique("sang")];
  await post(`user:${alice.id}`, verb);
  const page = await openAs(alice, `#/activity/user:${alice.id}?verb=${verb}`, {
    permissions: ["clipboard-read", "clipboard-write"],
  });
  const before = await page.evaluate("history.length");
  await page.getByRole("button", { name: "Subscribe" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("phone");
  await dialog.getByRole("button", { name: "Make addresses" }).click();
  const urls = await Promise.all(
    ["Atom", "RSS", "JSON Feed"].map((form) => dialog.getByLabel(form, { exact: true }).inputValue()),
  );
  for (const url of urls) {
    const answer = await fetch(url);
    expect([answer.status, (await answer.text()).includes(verb)]).toEqual([200, true]);
    expect(new URL(url).searchParams.get("verb")).toBe(verb);
  }
  await dialog.getByRole("button", { name: "Copy RSS" }).click();
  await dialog.getByText("Copied").waitFor();
  expect(await page.evaluate("navigator.clipboard.readText()")).toBe(urls[1]);
  await dialog.getByRole("button", { name: "Done" }).click();
  await dialog.waitFor({ state: "detached" });
  expect(await page.evaluate(KEPT)).not.toContain("trib_feed_");
  expect(await page.evaluate("history.length")).toBe(before);

  await page.getByRole("button", { name: "Subscribe" }).click();
  await dialog.getByText("Your addresses: 1").click();
  await dialog.getByRole("button", { name: "Revoke phone" }).click();
  await dialog.getByText("Your addresses: 1").waitFor({ state: "detached" });
  await expect.poll(async () => (await fetch(urls[0] ?? "")).status).toBe(410);
});

test("of a stream that is not one's own to read it is said so", async () => {
  const page = await openAs(await person("alice"), "#/public");
  // Whoever opens a tab at a feed is its owner.
  await page.evaluate('location.hash = "#/feed/user:bob"');
  await page.getByLabel("Own actions").waitFor();
  await page.getByRole("button", { name: "Subscribe" }).click();
  await page.getByRole("button", { name: "Make addresses" }).click();
  await page.getByRole("alert").getByText("A feed is for the entity itself").waitFor();
});
