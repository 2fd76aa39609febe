import { expect, test } from "vitest";
import { entries, openAs, reader, sentences } from "../support/browser.ts";
import { person } from "../support/people.ts";

test("an entry tells its exact time and its data on demand, and others change nothing", async () => {
  const alice = await person("alice");
  await alice.posts("measured", { data: { metres: 12 } });
  const page = await openAs(reader(), `#/activity/user:${alice.id}`);
  await sentences(page, 1);
  expect(await page.locator("pre").count()).toBe(0);
  await page.getByRole("button", { name: "Details" }).click();
  expect(await page.locator("pre").innerText()).toContain('"metres": 12');
  await page.getByText(/\d{4} at \d\d:\d\d:\d\d/).waitFor();
  expect(await page.getByRole("form", { name: "Change this action" }).count()).toBe(0);
});

test("an actor edits, hides and deletes where the action stands", async () => {
  const alice = await person("alice");
  for (const verb of ["arrived", "sang"]) await alice.posts(verb);
  const page = await openAs(alice, `#/activity/user:${alice.id}?role=actor`);
  await sentences(page, 2);
  await entries(page).first().getByRole("button", { name: "Details" }).click();
  const form = page.getByRole("form", { name: "Change this action" });
  await form.getByLabel("Description").fill("A song");
  await form.getByLabel("Data").fill("[1]");
  await form.getByRole("button", { name: "Save" }).click();
  await form.getByText("Data is no JSON object").waitFor();
  await form.getByLabel("Data").fill('{"bars": 16}');
  await form.getByRole("button", { name: "Save" }).click();
  await page.locator(".said").getByText("A song").waitFor();
  expect(await page.locator("pre").innerText()).toContain('"bars": 16');
  await form.getByRole("button", { name: "Make it private" }).click();
  await page.locator(".badge").getByText("Private").waitFor();
  await page.getByRole("status").getByText("you find it under Mine").waitFor();
  await form.getByRole("button", { name: "Delete" }).click();
  await form.getByRole("button", { name: "Delete it for good" }).click();
  expect(await sentences(page, 1)).toEqual([`${alice.id} arrived`]);
  await expect.poll(() => page.evaluate("document.activeElement.innerText")).toContain("arrived");
  await page.reload();
  await sentences(page, 1);
});
