import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { comeBack, openAs, reader, sentences } from "../support/browser.ts";
import { person, service, unique } from "../support/people.ts";
import { busyUser, eventually, pathOf, post } from "../support/story.ts";

const lines = (page: Page) => page.locator(".group-open");
const told = async (page: Page) =>
  (await page.locator(".member .sentence").allInnerTexts()).map((text) =>
    text.replaceAll(/\s+/g, " ").replace(/ (just now|\d+ .* ago)$/, ""),
  );

/** A repository that two people starred and one pushed to, of which one star was for a commit. */
async function busy(): Promise<string> {
  const id = unique("crython");
  const target = `repository:${id}`;
  await post("user:bob", "starred", { target });
  await post("user:carol", "pushed", { target });
  await post("user:carol", "starred", { target, action_object: "commit:4f2a", description: "Well done" });
  await eventually(async () =>
    expect((await service.get(`${pathOf(target)}/activity`)).body.results).toHaveLength(3),
  );
  return id;
}

test("a stream is switched to groups, which open to their actions; the address keeps it", async () => {
  const id = await busy();
  const page = await openAs(reader(), `#/activity/repository:${id}`);
  await sentences(page, 3);
  await page.getByLabel("Group by").selectOption({ label: "verb and target" });
  await expect
    .poll(() => lines(page).allInnerTexts())
    .toEqual([`carol and bob starred on ${id}`, `carol pushed ${id}`]);
  expect(page.url()).toMatch(/group=verb%2Ctarget$/);
  await page.getByLabel("Within").selectOption({ label: "an hour" });
  await expect.poll(() => page.url()).toMatch(/window=hour$/);
  await lines(page).first().click();
  await expect.poll(() => told(page)).toEqual([`carol starred 4f2a on ${id}`, `bob starred ${id}`]);
  await page.reload();
  await expect.poll(() => lines(page).count()).toBe(2);
  expect(await page.getByLabel("Group by").inputValue()).toBe("verb,target");
  await page.goBack();
  await page.goBack();
  await sentences(page, 3);
});

test("a group without an object has no action that has one", async () => {
  const id = await busy();
  const page = await openAs(reader(), `#/activity/repository:${id}?group=action_object,verb`);
  await expect
    .poll(() => lines(page).allInnerTexts())
    .toEqual([`carol starred 4f2a on ${id}`, `carol pushed ${id}`, `bob starred ${id}`]);
  await lines(page).last().click();
  await expect.poll(() => told(page)).toEqual([`bob starred ${id}`]);
});

test("groups hear of what is new, and filters narrow them", async () => {
  const id = await busy();
  const page = await openAs(reader(), `#/activity/repository:${id}?group=verb,target&verb=starred`);
  await expect.poll(() => lines(page).allInnerTexts()).toEqual([`carol and bob starred on ${id}`]);
  await post("user:dan", "starred", { target: `repository:${id}` });
  const pill = page.getByRole("status").getByRole("button", { name: "1 new action" });
  await eventually(async () => {
    await comeBack(page);
    expect(await pill.isVisible()).toBe(true);
  });
  await pill.click();
  await expect.poll(() => lines(page).allInnerTexts()).toEqual([`dan, carol and 1 other starred on ${id}`]);
});

test("a feed in groups says what is new and is marked", async () => {
  const [alice, bob] = [await person("alice"), await person("bob")];
  await alice.follows(bob);
  await bob.posts("sang");
  await bob.posts("sang");
  const isNew = (count: number) =>
    eventually(async () => expect((await alice.get("/feed/counts")).body).toMatchObject({ new: count }));
  await isNew(2);
  const page = await openAs(alice, `#/feed/user:${alice.id}?group=verb,actor`);
  await page.getByText("2 new since you were here").waitFor();
  expect(await lines(page).allInnerTexts()).toEqual([`${bob.id} sang 2 times`]);
  await isNew(0);
});

test("more groups than a page holds come on demand, and none twice", async () => {
  const actor = await busyUser();
  const page = await openAs(reader(), `#/activity/${actor}?group=verb,actor`);
  await expect.poll(() => lines(page).count()).toBe(25);
  await page.getByRole("button", { name: "Show what is older" }).click();
  await expect.poll(() => lines(page).count()).toBe(30);
});

test("groups that cannot be asked for are told in the service's words", async () => {
  const page = await openAs(reader(), "#/public?group=colour");
  await page.getByRole("alert").getByText("That cannot be asked").waitFor();
  await page.getByLabel("Group by").selectOption({ label: "nothing" });
  await page.getByRole("alert").waitFor({ state: "detached" });
});

test("groups that were opened stay so while one writes an action", async () => {
  const id = await busy();
  const page = await openAs(reader(), `#/activity/repository:${id}?group=verb,target`);
  await lines(page).first().click();
  await expect.poll(() => told(page)).toHaveLength(2);
  await page.getByRole("button", { name: "Post an action" }).click();
  await page.getByRole("dialog").waitFor();
  await page.keyboard.press("Escape");
  await page.waitForLoadState("networkidle");
  expect(await told(page)).toHaveLength(2);
});
