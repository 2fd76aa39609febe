import { expect, test } from "vitest";
import { openAs, sentences } from "../support/browser.ts";
import { person, unique } from "../support/people.ts";

const OPEN = { name: "Post an action" };

test("an action is posted with all its parts", async () => {
  const [alice, crython] = [await person("alice"), unique("crython")];
  const page = await openAs(alice, `#/activity/repository:${crython}`);
  await page.getByRole("button", OPEN).first().click();
  const form = page.getByRole("dialog", OPEN);
  expect(await form.getByLabel("Target").inputValue()).toBe(`repository:${crython}`);
  await form.getByLabel("Verb").fill("pushed");
  await form.getByLabel("Object").fill("commit:4f2a");
  await form.getByLabel("Description").fill("Faster");
  await form.getByRole("button", { name: "Post" }).click();
  await form.waitFor({ state: "detached" });
  expect(await sentences(page, 1)).toEqual([`${alice.id} pushed 4f2a on ${crython}`]);
  expect(await page.locator(".said").innerText()).toBe("Faster");
});

test("what is wrong is told at its field, all at once, and the first is in focus", async () => {
  const page = await openAs(await person("alice"), "#/public");
  await page.getByRole("button", OPEN).click();
  const form = page.getByRole("dialog", OPEN);
  await form.getByLabel("Target").fill("repository");
  await form.getByLabel("Description").fill("x".repeat(2001));
  await form.getByRole("button", { name: "Post" }).click();
  for (const label of ["Verb", "Target", "Description"]) {
    const field = form.getByLabel(label);
    await expect.poll(() => field.getAttribute("aria-invalid")).toBe("true");
    const wrong = await field.getAttribute("aria-describedby");
    expect(await form.locator(`#${wrong}`).innerText()).toMatch(new RegExp(`^${label} must `));
  }
  expect(await form.getByLabel("Object").getAttribute("aria-invalid")).toBe("false");
  await expect.poll(() => page.evaluate("document.activeElement.name")).toBe("verb");
});

test("a private action comes into one's own stream alone", async () => {
  const alice = await person("alice");
  const page = await openAs(alice, `#/feed/user:${alice.id}`);
  await page.getByRole("button", OPEN).click();
  const form = page.getByRole("dialog", OPEN);
  await form.getByLabel("Verb").fill("pondered");
  await form.getByLabel("Public").uncheck();
  await form.getByText("Only you and services see it").waitFor();
  await form.getByRole("button", { name: "Post" }).click();
  expect(await sentences(page, 1)).toEqual([`${alice.id} pondered`]);
  await page.getByText("Private").waitFor();
});

test("Escape closes the form, posts nothing and gives the focus back", async () => {
  const alice = await person("alice");
  const page = await openAs(alice, `#/activity/user:${alice.id}`);
  const open = page.getByRole("button", OPEN).first();
  await open.focus();
  await page.keyboard.press("Enter");
  await page.getByRole("dialog", OPEN).getByLabel("Verb").fill("pushed");
  await page.keyboard.press("Escape");
  await page.getByRole("dialog", OPEN).waitFor({ state: "detached" });
  await page.getByText("Nothing has happened here yet").waitFor();
});

test("an action that could not be sent is posted once when it is sent again", async () => {
  const alice = await person("alice");
  const page = await openAs(alice, `#/activity/user:${alice.id}?role=actor`);
  await page.getByRole("button", OPEN).click();
  const form = page.getByRole("dialog", OPEN);
  await form.getByLabel("Verb").fill("pushed");
  // The service stores it, and its answer is lost three times: as often as the page tries by itself.
  let lost = 0;
  await page.route("**/actions", async (route) => {
    await route.fetch();
    return ++lost <= 3 ? route.abort() : route.continue();
  });
  await form.getByRole("button", { name: "Post" }).click();
  await form.getByRole("alert").getByText("The service does not answer.").waitFor();
  await form.getByRole("button", { name: "Post" }).click();
  await form.waitFor({ state: "detached" });
  expect(await sentences(page, 1)).toEqual([`${alice.id} pushed`]);
});

test("what one has posted is there at once and in focus, although no list has it yet", async () => {
  const alice = await person("alice");
  const page = await openAs(alice, `#/activity/user:${alice.id}?role=actor`);
  await page.getByText("Nothing that fits").waitFor();
  // The index lags: whatever is read from now on is as old as this.
  await page.route("**/activity?*", (route) =>
    route.fulfill({ json: { next: null, prev: null, results: [] } }),
  );
  await page.getByRole("button", OPEN).first().click();
  const form = page.getByRole("dialog", OPEN);
  await form.getByLabel("Verb").fill("pushed");
  await form.getByRole("button", { name: "Post" }).click();
  expect(await sentences(page, 1)).toEqual([`${alice.id} pushed`]);
  await expect.poll(() => page.evaluate("document.activeElement.className")).toBe("entry");
});

test("a verb that one has posted is offered for the next action, before the common ones", async () => {
  const [alice, verb] = [await person("alice"), unique("harboured")];
  const page = await openAs(alice, `#/activity/user:${alice.id}?role=actor`);
  const form = page.getByRole("dialog", OPEN);
  await page.getByRole("button", OPEN).first().click();
  await form.getByLabel("Verb").fill(verb);
  await form.getByRole("button", { name: "Post" }).click();
  await form.waitFor({ state: "detached" });
  await page.getByRole("button", OPEN).first().click();
  const offered = form.locator("#verbs option").first();
  await expect.poll(() => offered.getAttribute("value")).toBe(verb);
});

test.each([
  [401, {}, "Sign in again"],
  [403, {}, "Only its owner"],
  [409, {}, "Reload the page"],
  [413, {}, "Shorten"],
  [429, { "retry-after": "90" }, "Try again in 90 seconds."],
  [500, {}, "It is not your doing"],
] as const)("a refusal with %i says what to do", async (status, headers, cure) => {
  const page = await openAs(await person("alice"), "#/public");
  await page.getByRole("button", OPEN).click();
  await page.route("**/actions", (route) =>
    route.fulfill({ status, headers, json: { status, title: "No", detail: "The service said no." } }),
  );
  const form = page.getByRole("dialog", OPEN);
  await form.getByLabel("Verb").fill("pushed");
  await form.getByRole("button", { name: "Post" }).click();
  const alert = form.getByRole("alert");
  await alert.getByText(cure).waitFor();
  expect(await alert.innerText()).toContain("The service said no.");
});
