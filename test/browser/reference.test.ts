import { expect, test } from "vitest";
import { openAs, reader } from "../support/browser.ts";
import { unique } from "../support/people.ts";

test("the reference finds a route by any word in it, and calls it as a user", async () => {
  const said: string[] = [];
  const page = await openAs(reader(), "docs", {
    viewport: { width: 1280, height: 900 },
    prepare: async (opened) => {
      opened.on("console", (message) => message.type() === "error" && said.push(message.text()));
      opened.on("pageerror", (error) => said.push(error.message));
      return Promise.resolve();
    },
  });
  const routes = page.locator(".opblock");
  await page.getByText("Post an action", { exact: true }).waitFor();
  const all = await routes.count();
  expect(all).toBeGreaterThan(20);
  await page.getByPlaceholder("Filter by tag").fill("is-following");
  await expect.poll(() => routes.count()).toBeLessThan(4);

  const user = unique("alice");
  await page.getByLabel("Try it as the user").fill(user);
  await page.getByPlaceholder("Filter by tag").fill("post an action");
  await page.locator("#operations-Actions-postAction .opblock-summary-control").click();
  await page
    .locator("#operations-Actions-postAction textarea")
    .fill(JSON.stringify({ verb: "pushed", target: "repository:crython" }));
  await page.getByRole("button", { name: "Execute" }).click();
  await page.locator(".live-responses-table").getByText(`${user} pushed crython`).first().waitFor();
  expect(said).toEqual([]);
});
