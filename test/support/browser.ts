import { existsSync } from "node:fs";
import { type Browser, type BrowserContextOptions, type Page, chromium } from "playwright-core";
import { afterAll, afterEach, expect, inject } from "vitest";
import { type Person, unique } from "./people.ts";

const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const DESKTOP = { width: 1280, height: 800 };
export const PHONE = { width: 390, height: 800 };

let browser: Promise<Browser> | undefined;
const pages: Page[] = [];

function launch(): Promise<Browser> {
  const { CHROMIUM } = process.env;
  const executablePath = (CHROMIUM === undefined ? PLACES : [CHROMIUM]).find((place) => existsSync(place));
  if (executablePath === undefined) {
    throw new Error(
      "No browser was found: install Chromium (apt-get install chromium), or say in CHROMIUM where one is.",
    );
  }
  // Chromium has no sandbox for root, as CI often is.
  return chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ["--no-sandbox"] : [] });
}

afterEach(async () => {
  for (const page of pages.splice(0)) {
    await page.unrouteAll({ behavior: "ignoreErrors" });
    await page.context().close();
  }
});
afterAll(async () => (await browser)?.close());

type Options = BrowserContextOptions & {
  readonly prepare?: (page: Page) => Promise<unknown>;
  /** Another service than the shared one. */
  readonly url?: string;
};

/** Opens the console at a place (`#/feed/user:alice`) as a user, in a new browser profile. */
export async function openAs(
  user: Pick<Person, "id">,
  place: string,
  { prepare, url = inject("url"), ...options }: Options = {},
): Promise<Page> {
  browser ??= launch();
  const context = await (await browser).newContext({ viewport: DESKTOP, timezoneId: "UTC", ...options });
  await context.addInitScript(
    `localStorage.getItem("tributary-user") ?? localStorage.setItem("tributary-user", ${JSON.stringify(user.id)})`,
  );
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  pages.push(page);
  await prepare?.(page);
  await page.goto(`${url}/${place}`);
  return page;
}

/** A user without actions. */
export const reader = (): Pick<Person, "id"> => ({ id: unique("reader") });

export const entries = (page: Page) => page.getByRole("article");

/** The sentences that are shown, newest first, once there are so many. */
export async function sentences(page: Page, count: number): Promise<string[]> {
  const found = page.locator(".sentence");
  await expect.poll(() => found.count()).toBe(count);
  return (await found.allInnerTexts()).map((text) => text.replaceAll(/\s+/g, " ").trim());
}

/** A tab that becomes visible looks for news at once. */
export const comeBack = (page: Page) =>
  page.evaluate('document.dispatchEvent(new Event("visibilitychange"))');
