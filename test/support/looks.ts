import axe from "axe-core";
import type { Page } from "playwright-core";
import { PHONE } from "./browser.ts";

/** Widths and themes in which every page is looked at. */
export const LOOKS = {
  light: { colorScheme: "light" },
  dark: { colorScheme: "dark" },
  "a light phone": { colorScheme: "light", viewport: PHONE },
  "a dark phone": { colorScheme: "dark", viewport: PHONE },
} as const;

/** Where pictures of every page lie, for people to look at. */
export const PICTURES = ".build/screens";

/** What axe finds wrong, as `rule: element`. */
export async function wrongWith(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const found = (await page.evaluate("axe.run()")) as {
    violations: { id: string; nodes: { html: string }[] }[];
  };
  return found.violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}
