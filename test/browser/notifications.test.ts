import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { comeBack, openAs, reader } from "../support/browser.ts";
import { type Person, person, service, unique } from "../support/people.ts";
import { eventually, post } from "../support/story.ts";

const lines = (page: Page) => page.getByRole("list", { name: "Notifications" }).locator(".group-open");
const bell = (page: Page, words: string | RegExp) => page.getByRole("link", { name: words });

/** Waits until so many of somebody's groups are unseen and unread. */
const counted = (who: Person, unseen: number, unread: number) =>
  eventually(async () =>
    expect((await who.get("/notifications/counts")).body).toMatchObject({ unseen, unread }),
  );

/** Somebody of whom two groups are new: two comments, and an invitation. */
async function notified(): Promise<{ alice: Person; document: string }> {
  const [alice, document] = [await person("alice"), unique("plan")];
  const target = `document:${document}`;
  await post("user:bob", "commented on", { target, to: [`user:${alice.id}`], description: "First" });
  await post("user:carol", "commented on", { target, to: [`user:${alice.id}`], description: "Second" });
  await post("user:dan", "invited", { target: `user:${alice.id}` });
  await counted(alice, 2, 2);
  return { alice, document };
}

test("the bell counts what is unseen, and the page that shows it marks it", async () => {
  const { alice, document } = await notified();
  const page = await openAs(alice, "#/public");
  await bell(page, "Notifications, 2 unseen").click();
  await page.getByRole("heading", { level: 1, name: "Notifications" }).waitFor();
  await expect
    .poll(() => lines(page).allInnerTexts())
    .toEqual([`dan invited ${alice.id}`, `carol and bob commented on ${document}`]);
  expect(await page.locator(".badge", { hasText: "New" }).count()).toBe(2);
  await counted(alice, 0, 2);
  await bell(page, /^Notifications$/).waitFor();
  await page.getByText("2 unread.").waitFor();
});

test("opening a group reads it and shows its actions, newest arrival first", async () => {
  const { alice, document } = await notified();
  const page = await openAs(alice, "#/notifications");
  await lines(page).last().click();
  const members = page.getByRole("list", { name: `Actions: carol and bob commented on ${document}` });
  await expect.poll(() => members.getByRole("listitem").count()).toBe(2);
  expect((await members.getByRole("listitem").first().innerText()).replaceAll(/\s+/g, " ")).toMatch(
    new RegExp(`^carol commented on ${document} .* Second$`),
  );
  await page.getByText("1 unread.").waitFor();
  await counted(alice, 0, 1);
  expect(await lines(page).last().getAttribute("aria-expanded")).toBe("true");
  await page.getByRole("link", { name: "Unread" }).click();
  await expect.poll(() => lines(page).allInnerTexts()).toEqual([`dan invited ${alice.id}`]);
});

test("a group of many opens page after page", async () => {
  const [alice, document] = [await person("alice"), unique("plan")];
  const actions = Array.from({ length: 30 }, (_none, index) => ({
    actor: `user:fan-${index}`,
    verb: "starred",
    target: `document:${document}`,
    to: [`user:${alice.id}`],
  }));
  await service.post("/actions/batch", { actions });
  await eventually(async () =>
    expect((await alice.get("/notifications")).body.results[0]).toMatchObject({ actions_count: 30 }),
  );
  const page = await openAs(alice, "#/notifications");
  await lines(page).first().click();
  const members = page.locator(".member");
  await expect.poll(() => members.count()).toBe(25);
  await page.getByRole("button", { name: "Show more of this group" }).click();
  await expect.poll(() => members.count()).toBe(30);
});

test("all that the page knows of is read at once, and what arrives meanwhile stays unread", async () => {
  const { alice } = await notified();
  const page = await openAs(alice, "#/notifications");
  await counted(alice, 0, 2);
  await post("user:erin", "waved at", { target: `user:${alice.id}` });
  await counted(alice, 1, 3);
  await page.getByRole("button", { name: "Mark all read" }).click();
  await page.getByText("1 unread.").waitFor();
  await expect.poll(() => lines(page).first().innerText()).toBe(`erin waved at ${alice.id}`);
  expect(await page.locator(".badge", { hasText: "Unread" }).count()).toBe(1);
  await counted(alice, 0, 1);
});

test("what arrives is announced, and shown and seen when one asks for it", async () => {
  const { alice } = await notified();
  const page = await openAs(alice, "#/notifications");
  await counted(alice, 0, 2);
  await post("user:erin", "waved at", { target: `user:${alice.id}` });
  await counted(alice, 1, 3);
  await comeBack(page);
  await page.getByRole("status").getByRole("button", { name: "1 new notification" }).click();
  await expect.poll(() => lines(page).first().innerText()).toBe(`erin waved at ${alice.id}`);
  await expect
    .poll(() => page.evaluate("document.activeElement.innerText"))
    .toBe(`erin waved at ${alice.id}`);
  await counted(alice, 0, 3);
});

test("a dismissed group is gone for good, and the next has the focus", async () => {
  const { alice, document } = await notified();
  const page = await openAs(alice, "#/notifications");
  await page.getByRole("button", { name: `Dismiss: dan invited ${alice.id}` }).click();
  await expect.poll(() => lines(page).count()).toBe(1);
  await expect
    .poll(() => page.evaluate("document.activeElement.innerText"))
    .toBe(`carol and bob commented on ${document}`);
  await counted(alice, 0, 1);
  await page.getByText("1 unread.").waitFor();
  await page.reload();
  await expect.poll(() => lines(page).count()).toBe(1);
});

test("the bell hears of what is new when somebody comes back, and asks for it by its tag", async () => {
  const alice = await person("alice");
  const asked: (string | undefined)[] = [];
  const page = await openAs(alice, "#/public", {
    prepare: (page) =>
      Promise.resolve(
        page.on("request", (request) => {
          if (request.url().endsWith("/notifications/counts"))
            void request.allHeaders().then((headers) => asked.push(headers["if-none-match"]));
        }),
      ),
  });
  await expect.poll(() => asked).toEqual([undefined]);
  await comeBack(page);
  await expect.poll(() => asked).toEqual([undefined, expect.stringMatching(/^"/)]);
  await post("user:dan", "invited", { target: `user:${alice.id}` });
  await counted(alice, 1, 1);
  await comeBack(page);
  await bell(page, "Notifications, 1 unseen").waitFor();
  await page.getByRole("status").getByText("1 unseen notification").waitFor({ state: "attached" });
});

test("a hidden tab neither asks nor marks until it is shown", async () => {
  const { alice } = await notified();
  let asked = 0;
  const hide = (hidden: boolean) =>
    `Object.defineProperty(document, "hidden", { configurable: true, get: () => ${hidden} });
     document.dispatchEvent(new Event("visibilitychange"));`;
  const page = await openAs(alice, "#/notifications", {
    prepare: async (page) => {
      await page.addInitScript(hide(true));
      page.on("request", (request) => (asked += Number(request.url().includes("/notifications/"))));
    },
  });
  await expect.poll(() => lines(page).count()).toBe(2);
  expect(asked).toBe(0);
  await counted(alice, 2, 2);
  await page.evaluate(hide(false));
  await counted(alice, 0, 2);
});

test("who has no notifications is told how some come about", async () => {
  const page = await openAs(reader(), "#/notifications");
  await page.getByText("Nothing concerns you yet").waitFor();
  await page.getByRole("link", { name: "Unread" }).click();
  await page.getByText("You have read everything").waitFor();
  await page.goBack();
  await page.getByText("Nothing concerns you yet").waitFor();
});

test("a service that stopped is told on the page, which comes when it is back", async () => {
  const { alice } = await notified();
  const page = await openAs(alice, "#/public");
  await bell(page, "Notifications, 2 unseen").waitFor();
  await page.context().setOffline(true);
  await page.evaluate('location.hash = "#/notifications"');
  await page.getByRole("alert").getByText("The service does not answer").waitFor();
  await page.context().setOffline(false);
  await expect.poll(() => lines(page).count()).toBe(2);
  await page.getByRole("alert").waitFor({ state: "detached" });
});
