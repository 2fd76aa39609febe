import { expect } from "vitest";
import type { Caller, Json } from "./people.ts";
import { send } from "./openapi.ts";
import { page } from "./story.ts";

interface Page {
  readonly ids: readonly string[];
  readonly next: string | null;
  readonly prev: string | null;
}

/** Actions by id, follows by both sides. */
export function idOf(item: Json): string {
  const { id, user, follow_object }: Partial<Json> = item;
  if (user === undefined || follow_object === undefined) return id ?? "";
  return id ?? [user.model_type, user.id, follow_object.model_type, follow_object.id].join(" ");
}

const jsonPage = async (caller: Caller, path: string): Promise<Page> => {
  const { results, next, prev } = await page(caller, path);
  return { ids: results.map(idOf), next, prev };
};

/** Follows one kind of link to its end. `between` runs after every page. */
async function along(
  link: "next" | "prev",
  read: (path: string) => Promise<Page>,
  path: string,
  between: (page: Page) => Promise<unknown> = () => Promise.resolve(),
): Promise<Page[]> {
  const pages: Page[] = [];
  for (let at: string | null = path; at !== null; at = pages.at(-1)?.[link] ?? null) {
    pages.push(await read(at));
    if (pages.length > 5000) throw new Error(`${path} has no end`);
    await between(pages.at(-1) as Page);
  }
  return pages;
}

/** The pages of a list from the first to the last. */
export const walk = (
  caller: Caller,
  path: string,
  between?: (page: Page) => Promise<unknown>,
): Promise<Page[]> => along("next", (at) => jsonPage(caller, at), path, between);

/** The pages before a page, back to the first. */
export const walkBack = async (caller: Caller, from: Page | undefined): Promise<Page[]> =>
  from?.prev == null ? [] : along("prev", (at) => jsonPage(caller, at), from.prev);

export const idsOf = (pages: readonly Page[]): string[] => pages.flatMap(({ ids }) => ids);

/** Walks a list to its end and back, and checks every promise of paging. @returns its ids in order */
export async function expectGoodPages(caller: Caller, path: string, limit: number): Promise<string[]> {
  const whole = `${path}${path.includes("?") ? "&" : "?"}limit=${limit}`;
  const pages = await walk(caller, whole);
  const ids = idsOf(pages);
  expect(pages[0]?.prev, `${whole}: the first page's prev`).toBeNull();
  expect(new Set(ids).size, `${whole}: each once`).toBe(ids.length);
  const sizes = pages.map((one) => one.ids.length);
  const full = sizes.map((_size, index) =>
    index < sizes.length - 1 ? limit : ids.length - limit * (sizes.length - 1),
  );
  expect(sizes, `${whole}: full pages`).toEqual(full);
  expect(sizes.length === 1 || (sizes.at(-1) ?? 0) > 0, `${whole}: an empty last page`).toBe(true);
  const back = await walkBack(caller, pages.at(-1));
  expect(back.map((one) => one.ids).toReversed(), `${whole}: back`).toEqual(
    pages.slice(0, -1).map((one) => one.ids),
  );
  expect(back.at(-1)?.prev ?? null, `${whole}: the first page's prev, come back to`).toBeNull();
  const again = back.at(-1)?.next;
  if (again != null)
    expect((await jsonPage(caller, again)).ids, `${whole}: forth again`).toEqual(pages[1]?.ids);
  return ids;
}

const idIn = (address: string): string => address.slice(address.lastIndexOf("/") + 1);
/** Unescapes markup, `&` last. */
export const unescaped = (text: string): string =>
  text
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll(/&#39;|&apos;/g, "'")
    .replaceAll(/&#34;|&quot;/g, '"')
    .replaceAll("&amp;", "&");
function linkIn(text: string, rel: string): string | null {
  const href = new RegExp(`<(?:atom:)?link rel="${rel}"[^>]* href="([^"]*)"`).exec(text)?.[1];
  return href === undefined ? null : unescaped(href);
}
const allIn = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map((match) => idIn(match[1] ?? ""));

/** How each form's page is read. */
const READ: Readonly<Record<string, (text: string) => Page>> = {
  as2: (text) => {
    const { next, prev, orderedItems } = JSON.parse(text) as {
      next?: string;
      prev?: string;
      orderedItems: { id: string }[];
    };
    return { ids: orderedItems.map(({ id }) => idIn(id)), next: next ?? null, prev: prev ?? null };
  },
  jsonfeed: (text) => {
    const { next_url, items } = JSON.parse(text) as { next_url?: string; items: { id: string }[] };
    return { ids: items.map(({ id }) => idIn(id)), next: next_url ?? null, prev: null };
  },
  atom: (text) => ({
    ids: allIn(text, /<entry><id>([^<]*)<\/id>/g),
    next: linkIn(text, "next"),
    prev: linkIn(text, "prev"),
  }),
  rss: (text) => ({
    ids: allIn(text, /<guid[^>]*>([^<]*)<\/guid>/g),
    next: linkIn(text, "next"),
    prev: linkIn(text, "prev"),
  }),
};

export const FORMS: Readonly<Record<string, string>> = {
  as2: "application/activity+json",
  atom: "application/atom+xml",
  jsonfeed: "application/feed+json",
  rss: "application/rss+xml",
};

/** One page in a form, by path or absolute address. */
export async function formPage(
  caller: Caller,
  form: string,
  address: string,
  headers?: Record<string, string>,
): Promise<Page> {
  const { pathname, search } = new URL(address, "http://localhost");
  const sent = await send("GET", { caller, path: `${pathname}${search}`, ...(headers && { headers }) });
  expect([address, sent.status, sent.type]).toEqual([address, 200, FORMS[form]]);
  return (READ[form] as (text: string) => Page)(sent.text);
}

/** Only the first request names the form. */
export const walkForm = (caller: Caller, form: string, path: string): Promise<Page[]> =>
  along("next", (at) => formPage(caller, form, at), path);
