import type { List, Page } from "../list.ts";

/** The first page of a list, longer by as many of the next ones as it takes to have so many `rows`. */
export async function beginning<T, P extends Page<T>>(list: List<T, P>, rows = 0): Promise<P> {
  const first = await list.page();
  let { next } = first;
  const results = [...first.results];
  while (results.length < rows && next !== null) {
    const page = await list.page(next);
    ({ next } = page);
    results.push(...page.results);
  }
  return { ...first, results, next };
}
