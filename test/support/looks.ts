import axe from "axe-core";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { PHONE } from "./browser.ts";

/** Widths and themes in which every page is checked. */
export const LOOKS = {
  light: { colorScheme: "light" },
  dark: { colorScheme: "dark" },
  "a light phone": { colorScheme: "light", viewport: PHONE },
  "a dark phone": { colorScheme: "dark", viewport: PHONE },
} as const;

/** Screenshots, for people to look at. */
export const PICTURES = ".build/screens";

/** axe's findings, as `rule: element`. */
export async function wrongWith(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const found = (await page.evaluate("axe.run()")) as {
    violations: { id: string; nodes: { html: string }[] }[];
  };
  return found.violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

/** Waits until animations end, except those that never do: during a fade-in the contrast is too low. */
const STILL = `Promise.allSettled(
  document.getAnimations().filter(({ effect }) => effect.getComputedTiming().endTime < Infinity)
    .map(({ finished }) => finished))`;

/** Words of the bar that break into two lines. */
const BROKEN_WORDS = `[...document.querySelectorAll(".bar :is(.brand, .places a)")]
  .filter(({ offsetHeight }) => offsetHeight > 48).map(({ innerText }) => innerText)`;

/** Takes a screenshot; the page must be accessible, no wider than the window, and its bar unbroken. */
export async function looksWell(page: Page, what: string): Promise<void> {
  await page.evaluate(STILL);
  await page.screenshot({ path: `${PICTURES}/${what}.png` });
  expect(await wrongWith(page), what).toEqual([]);
  expect(await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), what).toBe(true);
  expect(await page.evaluate(BROKEN_WORDS), what).toEqual([]);
}
