import fc from "fast-check";
import { expect, test } from "vitest";
import { List } from "../../lib/client/list.ts";
import { beginning } from "../../lib/client/store/beginning.ts";
import { type Order, type Walked, appended, limitFor, refreshed } from "../../lib/client/store/merge.ts";

/** Something of a list, `at` its place. */
interface Item {
  readonly id: string;
  readonly at: number;
  readonly cut?: boolean;
}

const ORDER: Order<Item> = {
  id: ({ id }) => id,
  place: ({ id, at }) => String(at).padStart(6, "0") + id,
  isCut: ({ cut }) => cut === true,
};
const NONE: Walked<Item> = { items: [], next: null };
const LIMIT = 3;
const item = (at: number, id = `i${at}`): Item => ({ id, at });
const places = (items: readonly Item[]) => items.map(ORDER.place);

/** A page of a list as the service makes it: `from` is where the one before ended. */
function pageOf(list: readonly Item[], from?: string, limit = LIMIT) {
  const sorted = list.toSorted((a, b) => (ORDER.place(a) < ORDER.place(b) ? 1 : -1));
  const below = sorted.filter((one) => from === undefined || ORDER.place(one) < from);
  const results = below.slice(0, limit);
  const last = results.at(-1);
  const next = below.length > limit && last !== undefined ? ORDER.place(last) : null;
  return { results, next, prev: null };
}

const grown = (known: Walked<Item>, list: readonly Item[]) =>
  known.next === null ? known : appended(known, pageOf(list, known.next), ORDER);

function walked(known: Walked<Item>, list: readonly Item[]): Walked<Item> {
  let now = known;
  while (now.next !== null) now = grown(now, list);
  return now;
}

test("a refresh and the pages below it are the list, whatever came and whenever one looked", () => {
  const step = fc.constantFrom("arrive", "arrive", "refresh", "next");
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60, size: "max" }), (steps) => {
      let list = Array.from({ length: 8 }, (_none, at) => item(at));
      let known = refreshed(NONE, pageOf(list), ORDER);
      for (const one of steps) {
        if (one === "arrive") list = [...list, item(list.length)];
        else known = one === "next" ? grown(known, list) : refreshed(known, pageOf(list), ORDER);
        expect(places(known.items)).toEqual([...new Set(places(known.items))].sort().reverse());
      }
      const whole = walked(refreshed(known, pageOf(list), ORDER), list);
      expect(places(whole.items)).toEqual(places(list).sort().reverse());
    }),
  );
});

test("nothing is shown twice while items move up, go and come again; a page decides all that it covers", () => {
  const step = fc.tuple(fc.constantFrom("move", "sink", "delete", "refresh", "next"), fc.nat(20));
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60, size: "max" }), (steps) => {
      let [list, clock] = [Array.from({ length: 10 }, (_none, at) => item(at + 100)), 1000];
      let known = refreshed(NONE, pageOf(list), ORDER);
      for (const [one, which] of steps) {
        const { id } = list[which % list.length] ?? item(0);
        if (one === "move") list = list.map((other) => (other.id === id ? { id, at: clock++ } : other));
        if (one === "sink") list = list.map((other) => (other.id === id ? { id, at: which } : other));
        if (one === "delete" && list.length > 1) list = list.filter((other) => other.id !== id);
        if (one === "next") known = grown(known, list);
        if (one === "refresh") {
          const page = pageOf(list);
          known = refreshed(known, page, ORDER);
          expect(known.items.slice(0, page.results.length)).toEqual(page.results);
        }
        expect(new Set(known.items.map(ORDER.id)).size).toBe(known.items.length);
      }
      // A refresh of all that is shown is the list as it is.
      const page = pageOf(list, undefined, limitFor(known.items.length));
      expect(walked(refreshed(known, page, ORDER), list).items).toEqual(pageOf(list, undefined, 100).results);
    }),
  );
});

test("more news than a page leave no gap: what is below is read again", () => {
  const list = Array.from({ length: 10 }, (_none, at) => item(at));
  const known = walked(refreshed(NONE, pageOf(list.slice(0, 6)), ORDER), list.slice(0, 6));
  expect(refreshed(known, pageOf(list), ORDER).items).toEqual([item(9), item(8), item(7)]);
  const touching = refreshed(known, pageOf(list.slice(0, 8)), ORDER);
  expect(places(touching.items)).toEqual(places(list.slice(0, 8).reverse()));
});

test("where a window was cut, the same may come again, and only a walk from the top is without gaps", () => {
  const cut = { ...item(4), cut: true };
  const known = { items: [cut, item(3), item(2), item(1)], next: "x" };
  const page = { results: [item(5), cut, item(3)], next: "y", prev: null };
  expect(refreshed(known, page, ORDER)).toEqual({ items: page.results, next: "y" });
});

test("an empty page with more below forgets what was known: it may have gone", () => {
  const known = { items: [item(3)], next: null };
  expect(refreshed(known, { results: [], next: "y", prev: null }, ORDER)).toEqual({ items: [], next: "y" });
});

test("a beginning has as many pages as its rows take, and says what the first one said", async () => {
  const list = Array.from({ length: 12 }, (_none, at) => item(at));
  let asked = 0;
  const pages = new List((search) => {
    const { next, ...page } = pageOf(list, search?.slice(1));
    return Promise.resolve({ ...page, next: next && `http://host/?${next}`, mark: `page ${++asked}` });
  });
  const page = await beginning(pages, 8);
  expect(places(page.results)).toEqual(places(list).reverse().slice(0, 9));
  expect([page.mark, asked, page.next]).toEqual(["page 1", 3, `http://host/?${ORDER.place(item(3))}`]);
  expect((await beginning(pages, 99)).results).toHaveLength(12);
});
