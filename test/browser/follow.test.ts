import { expect, test } from "vitest";
import { openAs, reader, sentences } from "../support/browser.ts";
import { person, service, unique } from "../support/people.ts";
import { eventually, follow, pathOf, post } from "../support/story.ts";

test("following fills the feed and unfollowing empties it", async () => {
  const [alice, bob] = [await person("alice"), await person("bob")];
  await post(`user:${alice.id}`, "pushed");
  const page = await openAs(bob, `#/activity/user:${alice.id}`);
  await page.getByRole("button", { name: "Follow", exact: true }).click();
  await page.getByText("You follow this.").waitFor();
  await page.getByRole("link", { name: "Feed" }).first().click();
  expect(await sentences(page, 1)).toEqual([`${alice.id} pushed`]);
  await page.goBack();
  await page.getByRole("button", { name: "Unfollow" }).click();
  await page.getByRole("button", { name: "Follow", exact: true }).waitFor();
  await page.getByRole("link", { name: "Feed" }).first().click();
  await page.getByText("This feed is still dry").waitFor();
});

test("a thing is followed with a flag and with what others do to it, and stands in the lists", async () => {
  const [bob, crython] = [await person("bob"), unique("crython")];
  await post("user:alice", "pushed", { target: `repository:${crython}` });
  const page = await openAs(bob, `#/activity/repository:${crython}`);
  await page.locator("summary").click();
  await page.getByLabel("Flag", { exact: true }).fill("watching");
  await page.getByRole("button", { name: "Follow with this flag" }).click();
  await page.getByText("You follow this as watching.").waitFor();
  await page.getByRole("link", { name: "Feed" }).first().click();
  // The page before has a field for a flag, too.
  await page.getByLabel("Own actions").waitFor();
  await page.getByLabel("Flag").fill("watching");
  await page.keyboard.press("Enter");
  expect(await sentences(page, 2)).toEqual([
    `${bob.id} started watching ${crython}`,
    `alice pushed ${crython}`,
  ]);
  const lists = await openAs(bob, `#/following/user:${bob.id}?flag=*`);
  const item = lists.getByRole("listitem");
  expect(await item.innerText()).toMatch(new RegExp(`${crython}[^]*with what others do to it[^]*watching`));
});

test("the flags that one follows with are told, and each ends by itself", async () => {
  const [bob, crython] = [await person("bob"), `repository:${unique("crython")}`];
  for (const flag of ["following", "watching", "liking"]) await follow(`user:${bob.id}`, crython, { flag });
  const page = await openAs(bob, `#/activity/${crython}`);
  await page.getByText("You follow this, and as liking, watching.").waitFor();
  await page.getByText("Flags: 2").click();
  await page.getByRole("button", { name: "Stop following as liking" }).click();
  await page.getByText("You follow this, and as watching.").waitFor();
  await page.getByRole("button", { name: "Unfollow" }).click();
  await page.getByText("You follow this as watching.").waitFor();
  await page.reload();
  await page.getByText("You follow this as watching.").waitFor();
});

test("a bad flag is told beside the button", async () => {
  const page = await openAs(reader(), "#/activity/repository:crython");
  await page.locator("summary").click();
  await page.getByLabel("Flag", { exact: true }).fill("NOT A FLAG");
  await page.keyboard.press("Enter");
  await page.locator(".follow-state").getByText(/flag/).waitFor();
});

test("own actions join the feed when asked for", async () => {
  const bob = await person("bob");
  await bob.posts("pushed");
  const page = await openAs(bob, `#/feed/user:${bob.id}`);
  await page.getByLabel("Own actions").selectOption("true");
  expect(await sentences(page, 1)).toEqual([`${bob.id} pushed`]);
});

test("followers are listed page after page, with a link to each", async () => {
  const alice = await person("alice");
  await Promise.all(
    Array.from({ length: 53 }, (_none, index) => follow(`user:${alice.id}-${index}`, `user:${alice.id}`)),
  );
  const list = `${pathOf(`user:${alice.id}`)}/followers`;
  await eventually(async () => expect((await service.all(list)).length).toBe(53));
  const page = await openAs(reader(), `#/followers/user:${alice.id}`);
  const items = page.getByRole("listitem");
  await expect.poll(() => items.count()).toBe(50);
  await page.getByRole("button", { name: "Show more" }).click();
  await expect.poll(() => items.count()).toBe(53);
  await items.first().getByRole("link").click();
  await page.getByRole("heading", { level: 1, name: new RegExp(`${alice.id}-\\d+`) }).waitFor();
});

test("nobody's followers are told so", async () => {
  const page = await openAs(reader(), `#/followers/repository:${unique("crython")}`);
  await page.getByText("Nobody follows this yet").waitFor();
});
