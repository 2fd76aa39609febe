import { expect, test } from "vitest";
import { comeBack, openAs, reader, sentences } from "../support/browser.ts";
import { unique } from "../support/people.ts";
import { follow, post } from "../support/story.ts";

test("an empty stream says how to post the first action, also from a terminal", async () => {
  const crython = `repository:${unique("crython")}`;
  const page = await openAs(reader(), `#/activity/${crython}`);
  await page.getByText("Nothing has happened here yet").waitFor();
  expect(await page.locator("pre").innerText()).toContain(`-d '{"verb":"pushed","target":"${crython}"}'`);
  await page.getByRole("main").getByRole("button", { name: "Post an action" }).click();
  await page.getByRole("dialog", { name: "Post an action" }).waitFor();
});

test("an empty feed says where to find somebody to follow", async () => {
  const bob = reader();
  const page = await openAs(bob, `#/feed/user:${bob.id}`);
  await page.getByText("This feed is still dry").waitFor();
  await page.getByRole("main").getByRole("link", { name: "public stream" }).click();
  await page.getByRole("heading", { level: 1, name: "Public stream" }).waitFor();
});

test("filters that nothing passes can be taken off", async () => {
  const crython = `repository:${unique("crython")}`;
  await post("user:alice", "pushed", { target: crython });
  const page = await openAs(reader(), `#/activity/${crython}?verb=sang`);
  await page.getByText("Nothing that fits").waitFor();
  await page.getByRole("link", { name: "Show everything" }).click();
  await sentences(page, 1);
  expect(await page.getByLabel("Verb").inputValue()).toBe("");
});

test("a service that stopped is told, keeps what was read, and is back by itself", async () => {
  const crython = `repository:${unique("crython")}`;
  await post("user:alice", "pushed", { target: crython });
  const page = await openAs(reader(), `#/activity/${crython}`);
  await sentences(page, 1);
  await page.context().setOffline(true);
  await comeBack(page);
  const alert = page.getByRole("alert");
  await alert.getByText("The service does not answer").waitFor();
  expect((await sentences(page, 1)).length).toBe(1);
  await page.context().setOffline(false);
  await alert.waitFor({ state: "detached" });
});

test("a stream that never came begins when the service is back", async () => {
  const crython = `repository:${unique("crython")}`;
  await post("user:alice", "pushed", { target: crython });
  const page = await openAs(reader(), "#/public");
  await page.context().setOffline(true);
  await page.evaluate(`location.hash = "#/activity/${crython}"`);
  await page.getByRole("alert").getByText("The service does not answer").waitFor();
  await page.context().setOffline(false);
  await sentences(page, 1);
});

test("what cannot be asked is told in the service's words", async () => {
  const bob = reader();
  const page = await openAs(bob, `#/feed/user:${bob.id}?flag=NO`);
  const alert = page.getByRole("alert");
  await alert.getByText("That cannot be asked").waitFor();
  expect(await alert.innerText()).toContain("flag");
  await alert.getByRole("link", { name: "Clear the filters" }).click();
  await page.getByText("This feed is still dry").waitFor();
});

test("lists of follows are narrowed by flag, and say what fills them", async () => {
  const [bob, crython] = [reader(), `repository:${unique("crython")}`];
  await follow("user:alice", crython, { flag: "watching" });
  const page = await openAs(bob, `#/followers/${crython}`);
  await page.getByText("Press Follow above").waitFor();
  const flag = page.locator(".flag-filter input");
  await flag.fill("liking");
  await page.keyboard.press("Enter");
  await page.getByText("Nobody with this flag").waitFor();
  await page.getByRole("link", { name: "Show follows with any flag" }).click();
  await page.locator(".person").getByText("watching").waitFor();
  expect(await flag.inputValue()).toBe("*");
  await page.evaluate(`location.hash = "#/following/user:${bob.id}"`);
  await page.getByRole("main").getByRole("link", { name: "public stream" }).waitFor();
});

test("an address that is not understood shows the public stream", async () => {
  const page = await openAs(reader(), "#/nowhere/%E0%A4%A");
  await page.getByRole("heading", { level: 1, name: "Public stream" }).waitFor();
});
