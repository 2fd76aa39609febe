import type { Page } from "playwright-core";
import { beforeAll, expect, inject, test } from "vitest";
import { openAs, reader, sentences } from "../support/browser.ts";
import { type Person, person, unique } from "../support/people.ts";
import { PICTURES } from "../support/looks.ts";
import { follow, post } from "../support/story.ts";

/** Widths of which pictures are kept. */
const LOOKED_AT = [390, 1280];
const RIGHT_TO_LEFT = "محمد (1)";
const EMOJI = "👩‍👩‍👧‍👦🏳️‍🌈🦀".repeat(9);

let long: Person;
let site: string;
let actionId: string;
/** Texts that break pages: long ones without a blank, from right to left, emoji, lines without an end. */
beforeAll(async () => {
  long = await person(`${unique("x")}${"W".repeat(200)}`);
  site = `site_${"w".repeat(50)}:${"i".repeat(255)}`;
  await long.call("PUT", `/users/${long.id}`, {
    name: "Donaudampfschifffahrt".repeat(12),
    html_url: `https://${"long-host.".repeat(20)}example.com/`,
  });
  const data = { ["k".repeat(500)]: "v".repeat(2000) };
  const description = "d".repeat(2000);
  ({ id: actionId } = await long.posts("v".repeat(255), { target: site, description, data }));
  const team = { model_type: "team", id: EMOJI };
  await long.posts("🦀".repeat(99), { target: team, description: "\n!".repeat(900) });
  const rtl = unique("rtl");
  const [about, object] = [`user:${long.id}`, { model_type: "repository", id: RIGHT_TO_LEFT }];
  await post(`user:${rtl}`, "قال", { target: about, action_object: object, description: RIGHT_TO_LEFT });
  for (const flag of ["following", "f".repeat(63), "g".repeat(63)])
    await follow(about, site, { flag, actor_only: false });
  await follow(`user:${rtl}`, about, { flag: "h".repeat(63), actor_only: false });
});

/** No sideways scroll; and nothing beyond the edge, which a hidden overflow would keep from being seen. */
async function fits(page: Page, what: string): Promise<void> {
  const wide = await page.evaluate(
    `[...document.querySelectorAll("body *")].filter((one) => one.checkVisibility() && one.getBoundingClientRect().right > innerWidth + 1).map((one) => one.outerHTML.slice(0, 80))`,
  );
  expect(wide, what).toEqual([]);
  const width = "document.documentElement.scrollWidth <= document.documentElement.clientWidth";
  expect(await page.evaluate(width), what).toBe(true);
}

test.each([320, 390, 768, 1280])("texts of any kind fit into %i pixels, on every page", async (width) => {
  const page = await openAs(long, "#/public", { viewport: { width, height: 700 } });
  const places = {
    own: "#/activity/user:ID?role=actor",
    thing: `#/activity/${site}`,
    type: `#/type/${site.split(":")[0]}`,
    feed: "#/feed/user:ID",
    followers: "#/followers/user:ID?flag=*",
    following: "#/following/user:ID?flag=*",
    nothing: `#/activity/nothing:${"n".repeat(255)}`,
    refused: `#/feed/user:ID?flag=${"N".repeat(300)}`,
    action: `#/action/${actionId}`,
  };
  for (const [name, place] of Object.entries(places)) {
    await page.goto(`${inject("url")}/${place.replace("ID", encodeURIComponent(long.id))}`);
    await page.locator("main").locator(".entry, .person, .empty, .failure").first().waitFor();
    await fits(page, name);
    if (LOOKED_AT.includes(width))
      await page.screenshot({ path: `${PICTURES}/hostile, ${width}, ${name}.png` });
  }
});

test.each([390, 1280])("menus and forms fit into %i pixels, whatever is in them", async (width) => {
  const page = await openAs(long, `#/activity/${site}`, { viewport: { width, height: 700 } });
  await page.getByText("Flags: 2").click();
  await fits(page, "flags");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: /^You are/ }).click();
  await fits(page, "who");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Subscribe" }).click();
  await page.getByRole("button", { name: "Make addresses" }).click();
  await page.getByText(/^Your addresses/).click();
  await fits(page, "subscribe");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Post an action" }).click();
  await page.getByRole("dialog").getByLabel("Verb").fill("w".repeat(300));
  await page.getByRole("dialog").getByRole("button", { name: "Post" }).click();
  await page.locator("[aria-invalid=true]").waitFor();
  await fits(page, "compose");
});

test("a name from right to left stays in its place in the sentence, and a long text is shown on demand", async () => {
  const page = await openAs(reader(), `#/activity/user:${long.id}?role=target&verb=قال`);
  const [told] = await sentences(page, 1);
  expect(told).toContain(`قال ${RIGHT_TO_LEFT} on Donaudampf`);
  const lefts = await page
    .locator(".sentence bdi")
    .evaluateAll((all) => all.slice(0, 3).map((one) => one.getBoundingClientRect().left));
  expect(lefts).toEqual([...lefts].sort((a, b) => a - b));
  const direction = await page.locator(".said").evaluate((one) => getComputedStyle(one).direction);
  expect(direction).toBe("rtl");

  await page.goto(`${inject("url")}/#/activity/${site}`);
  const said = page.locator(".said");
  await expect.poll(async () => (await said.innerText()).length).toBe(401);
  await page.getByRole("button", { name: "Show all of it" }).last().click();
  expect(await said.innerText()).toBe("d".repeat(2000));
});
