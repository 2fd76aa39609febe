import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { openAs, reader, sentences } from "../support/browser.ts";
import { person, service, unique } from "../support/people.ts";
import { eventually, page as pageOf, post } from "../support/story.ts";

/** What the field's list offers, once it offers anything. */
async function offered(page: Page, list: string): Promise<string[]> {
  const options = page.locator(`datalist#${list} option`);
  await options.first().waitFor({ state: "attached" });
  return options.evaluateAll((all) => all.map((one) => one.getAttribute("value") ?? ""));
}

test("what is written in the search box is found by its name, and opens", async () => {
  const [id, name] = [unique("shown"), unique("Ängström")];
  await service.call("PUT", `/users/${id}`, { name });
  await post(`user:${id}`, "sang");
  const ann = await person("ann");
  await eventually(async () =>
    expect((await pageOf(ann, `/users?prefix=${encodeURIComponent(name)}`)).results).toHaveLength(1),
  );
  const page = await openAs(ann, "#/public");
  const box = page.getByRole("search").getByRole("combobox");
  await box.fill(name.toLowerCase().replace("ä", "a"));
  expect(await offered(page, "found")).toEqual([`user:${id}`]);
  await box.fill(`user:${name}`);
  expect(await offered(page, "found")).toEqual([`user:${id}`]);
  await box.fill(`user:${id}`);
  await box.press("Enter");
  expect(await sentences(page, 1)).toEqual([`${name} sang`]);
});

test("fields of a new action offer what they may mean", async () => {
  const id = unique("crython");
  await service.call("PUT", `/repositories/${id}`, { name: id });
  await eventually(async () =>
    expect((await pageOf(service, `/repositories?prefix=${id}`)).results).toHaveLength(1),
  );
  const page = await openAs(reader(), "#/public");
  await page.getByRole("button", { name: "Post an action" }).click();
  await page.getByLabel("Target").fill(id.slice(0, -1));
  expect(await offered(page, "found-target")).toEqual([`repository:${id}`]);
});
