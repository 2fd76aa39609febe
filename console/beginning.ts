import type { List, Page } from "../lib/client/list.ts";

/** Rows that the service gives at once: usually, and at most. */
const USUAL = 25;
const MOST = 100;

/** The beginning of a list: a page, or, where more was read before, at least as many rows. */
export async function readBeginning<T>(
  read: (query: { limit?: number }) => List<T>,
  rows: number,
): Promise<Page<T>> {
  const list = read(rows > USUAL ? { limit: Math.min(rows, MOST) } : {});
  let page = await list.page();
  const results = [...page.results];
  while (results.length < rows && page.next !== null) {
    page = await list.page(page.next);
    results.push(...page.results);
  }
  return { ...page, results };
}
