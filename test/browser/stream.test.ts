import { expect, test } from "vitest";
import { comeBack, entries, openAs, reader, sentences } from "../support/browser.ts";
import { person, service, unique } from "../support/people.ts";
import { eventually, page as list, pathOf, post, uniqueType } from "../support/story.ts";

test("an action is told with who, what, on what and when", async () => {
  const [alice, crython] = [await person("alice"), unique("crython")];
  const timestamp = "2020-06-12T15:01:41.000Z";
  const more = {
    action_object: "commit:4f2a",
    target: `repository:${crython}`,
    description: "Faster\nby half",
    timestamp,
  };
  await post(`user:${alice.id}`, "pushed", more);
  const page = await openAs(reader(), `#/activity/repository:${crython}`);
  expect(await sentences(page, 1)).toEqual([`${alice.id} pushed 4f2a on ${crython}`]);
  expect(await page.locator(".said").innerText()).toBe("Faster\nby half");
  const time = page.locator("time");
  expect(await time.getAttribute("datetime")).toBe(timestamp);
  expect(await time.getAttribute("title")).toBe("Friday, 12 June 2020 at 15:01:41");
  expect(await time.innerText()).toMatch(/^\d+ years ago$/);
  expect(await page.locator(".entry .verb svg").count()).toBe(1);
});

test("actions are grouped by day", async () => {
  const repository = `repository:${unique("crython")}`;
  for (const timestamp of ["2020-06-12T15:00:00Z", "2020-06-12T14:00:00Z", "2020-06-11T23:59:00Z"]) {
    await post("user:alice", "pushed", { target: repository, timestamp });
  }
  await post("user:alice", "pushed", { target: repository });
  const page = await openAs(reader(), `#/activity/${repository}`);
  await sentences(page, 4);
  const headings = await page.getByRole("feed").getByRole("heading").allInnerTexts();
  expect(headings).toEqual(["Today", "Friday, 12 June 2020", "Thursday, 11 June 2020"]);
});

test("what is older is loaded on scrolling, down to the end, each action once", async () => {
  const actor = `${uniqueType("site")}:1`;
  const verbs = Array.from({ length: 60 }, (_none, index) => `v${index}`);
  await service.post("/actions/batch", { actions: verbs.map((verb) => ({ actor, verb })) });
  await eventually(async () =>
    expect((await list(service, `${pathOf(actor)}/activity?limit=100`)).results.length).toBe(60),
  );
  const page = await openAs(reader(), `#/activity/${actor}`);
  await expect.poll(() => entries(page).count()).toBeGreaterThanOrEqual(25);
  await expect
    .poll(async () => {
      await page.keyboard.press("End");
      return page.getByText("That is everything.").isVisible();
    })
    .toBe(true);
  const told = await sentences(page, 60);
  expect(new Set(told).size).toBe(60);
  expect(await entries(page).first().getAttribute("aria-setsize")).toBe("60");
});

test("news is announced above and shown when asked for", async () => {
  const repository = unique("crython");
  await post("user:alice", "pushed", { target: `repository:${repository}` });
  const page = await openAs(reader(), `#/activity/repository:${repository}`);
  await sentences(page, 1);
  await post("user:alice", "released", { target: `repository:${repository}` });
  await post("user:bob", "starred", { target: `repository:${repository}` });
  const pill = page.getByRole("status").getByRole("button", { name: "2 new actions" });
  await eventually(async () => {
    await comeBack(page);
    expect(await pill.isVisible()).toBe(true);
  });
  expect((await sentences(page, 1)).length).toBe(1);
  await pill.click();
  expect(await sentences(page, 3)).toEqual([
    `bob starred ${repository}`,
    `alice released ${repository}`,
    `alice pushed ${repository}`,
  ]);
  await expect.poll(() => page.evaluate("document.activeElement.className")).toBe("entry");
});

test("news is looked for by itself while the page is looked at", async () => {
  const repository = unique("crython");
  await post("user:alice", "pushed", { target: `repository:${repository}` });
  const page = await openAs(reader(), `#/activity/repository:${repository}`);
  await sentences(page, 1);
  await post("user:bob", "starred", { target: `repository:${repository}` });
  await page.getByRole("button", { name: "1 new action" }).waitFor();
});

test("the address holds what is shown, for reloading, links and going back", async () => {
  const odd = `a/b 100% ${unique("🦀")}`;
  await post("user:alice", "pushed", { target: { model_type: "repository", id: odd } });
  await post("user:alice", "starred", { target: { model_type: "repository", id: odd } });
  const page = await openAs(reader(), "#/public");
  await page.getByRole("search").getByRole("combobox").fill(`repository:${odd}`);
  await page.keyboard.press("Enter");
  await sentences(page, 2);
  await page.getByLabel("Verb").fill("pushed");
  await page.keyboard.press("Enter");
  expect(await sentences(page, 1)).toEqual([`alice pushed ${odd}`]);
  await page.reload();
  expect(await sentences(page, 1)).toEqual([`alice pushed ${odd}`]);
  await page.goBack();
  await sentences(page, 2);
  await expect.poll(() => page.title()).toBe(`repository:${odd}, activity · Tributary`);
});

test("a stream is narrowed by who did it and what it was done to, an entity or a type", async () => {
  const [alice, bob, crython] = [unique("alice"), unique("bob"), unique("crython")];
  await post(`user:${alice}`, "pushed", { target: `repository:${crython}` });
  await post(`user:${bob}`, "starred", { target: `repository:${crython}` });
  await post(`repository:${crython}`, "thanked", { target: `user:${bob}` });
  const page = await openAs(reader(), `#/activity/repository:${crython}`);
  await sentences(page, 3);
  await page.getByLabel("Done by").fill(`user:${alice}`);
  await page.keyboard.press("Enter");
  expect(await sentences(page, 1)).toEqual([`${alice} pushed ${crython}`]);
  await page.getByLabel("Done by").fill("");
  await page.getByLabel("On what").fill("user");
  await page.keyboard.press("Enter");
  expect(await sentences(page, 1)).toEqual([`${crython} thanked ${bob}`]);
});

test("a role narrows the stream of an entity, and a type has a stream", async () => {
  const type = uniqueType("site");
  await post(`${type}:1`, "opened");
  await post("user:alice", "visited", { target: `${type}:1` });
  const page = await openAs(reader(), `#/activity/${type}:1`);
  await sentences(page, 2);
  await page.getByLabel("Where it").selectOption("actor");
  expect(await sentences(page, 1)).toEqual(["1 opened"]);
  await page.getByRole("search").getByRole("combobox").fill(type);
  await page.keyboard.press("Enter");
  expect(await sentences(page, 2)).toEqual(["alice visited 1", "1 opened"]);
});

test("a private action is seen by its actor alone, and marked", async () => {
  const alice = await person("alice");
  await alice.posts("pondered", { public: false });
  const page = await openAs(alice, `#/public`);
  await page.getByRole("link", { name: "Mine" }).click();
  await sentences(page, 1);
  expect(await entries(page).getByText("Private").isVisible()).toBe(true);
  const other = await openAs(reader(), `#/activity/user:${alice.id}?role=actor`);
  await other.getByText("Nothing that fits").waitFor();
});
