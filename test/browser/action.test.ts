import { expect, test } from "vitest";
import { entries, openAs, reader, sentences } from "../support/browser.ts";
import { person } from "../support/people.ts";

test("an action has a page of its own, on which its actor describes, hides and deletes it", async () => {
  const alice = await person("alice");
  await alice.posts("pushed", { target: "repository:crython", data: { commits: 3 } });
  const page = await openAs(alice, `#/activity/user:${alice.id}?role=actor`);
  await sentences(page, 1);
  await entries(page).locator(".permalink").click();
  await page.getByRole("heading", { level: 1, name: `${alice.id} pushed crython` }).waitFor();
  expect(await page.locator("pre").innerText()).toContain('"commits": 3');
  expect(await page.locator(".day").innerText()).toMatch(/Today/);

  await page.getByLabel("Description").fill("Three commits");
  await page.getByRole("button", { name: "Save" }).click();
  await page.locator(".said").getByText("Three commits").waitFor();
  await page.getByRole("button", { name: "Make it private" }).click();
  await page.locator(".badge").getByText("Private").waitFor();
  await page.getByRole("button", { name: "Make it public" }).waitFor();
  const link = page.url();
  await page.getByRole("button", { name: "Delete" }).click();
  await page.getByRole("button", { name: "Delete it for good" }).click();
  await page.getByText("Nothing that fits").waitFor();
  await page.goto(link);
  await page.getByText("There is no such thing").waitFor();
});

test("others read an action and change nothing", async () => {
  const alice = await person("alice");
  const { id } = await alice.posts("waved");
  const page = await openAs(reader(), `#/action/${id}`);
  await page.getByRole("heading", { level: 1, name: `${alice.id} waved` }).waitFor();
  expect(await page.getByRole("form", { name: "Change this action" }).count()).toBe(0);
});
