import fc from "fast-check";
import { expect, test } from "vitest";
import { LIMITS } from "../../lib/domain/limits.ts";
import { type Place, type Selection, bothSelections, readPage, takePage } from "../../lib/domain/page.ts";
import type { Position, Range, Walk } from "../../lib/domain/position.ts";

interface Item {
  readonly position: Position;
  readonly isWanted: boolean;
}

const limits = { ...LIMITS, examined: 7 };

/** Items in the order of a list, so many to a call as the walk says. */
async function* over(items: readonly Item[], { range, direction }: Walk) {
  const { low = "", high = "~" }: Range = range;
  const inside = items.filter(({ position }) => position >= low && position <= high);
  for (const item of direction === "older" ? inside : inside.toReversed()) yield Promise.resolve(item);
}

const itemsOf = (wanted: readonly boolean[]): Item[] =>
  wanted
    .map((isWanted, index) => ({
      position: `2020-01-01T00:00:00.000Z#${String(index).padStart(5, "0")}`,
      isWanted,
    }))
    .toReversed();

const selection: Selection<Item> = { limits, matches: ({ isWanted }) => isWanted };

/** Reads from the first page to the last, and back. */
async function walked(items: readonly Item[], limit: number) {
  const read = (from?: Place) =>
    readPage({ selection, open: (walk) => ({ items: over(items, walk) }) }, limit, from);
  const pages = [await read()];
  for (let next = pages[0]?.next; next !== undefined; next = pages.at(-1)?.next) pages.push(await read(next));
  const back = [];
  for (let prev = pages.at(-1)?.prev; prev !== undefined; prev = back.at(-1)?.prev)
    back.push(await read(prev));
  return { pages, back };
}

test("walking to the end and back shows every match once, wherever pages are cut", async () => {
  const lists = fc.array(fc.oneof({ weight: 4, arbitrary: fc.constant(false) }, fc.constant(true)), {
    maxLength: 60,
    size: "max",
  });
  await fc.assert(
    fc.asyncProperty(lists, fc.integer({ min: 1, max: 5 }), async (wanted, limit) => {
      const items = itemsOf(wanted);
      const matches = items.filter(({ isWanted }) => isWanted);
      const { pages, back } = await walked(items, limit);
      expect(pages.flatMap((page) => page.items)).toEqual(matches);
      expect([pages[0]?.prev, pages.at(-1)?.next]).toEqual([undefined, undefined]);
      const above = [
        ...back.flatMap((page) => page.items.toReversed()).toReversed(),
        ...(pages.at(-1)?.items ?? []),
      ];
      expect(pages.length === 1 ? matches : above).toEqual(matches);
    }),
  );
});

test("a page is full where enough match within what is examined, and cut there, not one earlier or later", async () => {
  const at = (...indexes: number[]) =>
    itemsOf(Array.from({ length: 20 }, (_, index) => indexes.includes(19 - index)));
  const page = (items: readonly Item[], limit: number) =>
    takePage(over(items, { range: {}, direction: "older", chunk: 1 }), limit, selection);
  const full = at(0, 6, 15);
  expect(await page(full, 2)).toEqual({ items: [full[0], full[6]], rest: full[6]?.position });
  const short = at(0, 7);
  expect(await page(short, 2)).toEqual({ items: [short[0]], rest: short[6]?.position });
  expect(await page(short.slice(0, 7), 2), "there is nothing after the last one").toEqual({
    items: [short[0]],
    rest: undefined,
  });
});

test("bytes count as well", async () => {
  const items = itemsOf(Array(20).fill(false));
  const heavy = { limits: { ...limits, examinedBytes: 100 }, matches: () => false, bytesOf: () => 30 };
  const page = await takePage(over(items, { range: {}, direction: "older", chunk: 1 }), 5, heavy);
  expect(page).toEqual({ items: [], rest: items[3]?.position });
});

test("a list by name is walked upwards, and back", async () => {
  const items = itemsOf(Array(3).fill(true));
  const [c, b, a] = items;
  const read = (from?: Place) =>
    readPage({ order: "ascending", open: (walk) => ({ items: over(items, walk) }) }, 2, from);
  const first = await read();
  expect([first.items, first.prev]).toEqual([[a, b], undefined]);
  const second = await read(first.next);
  expect([second.items, second.next]).toEqual([[c], undefined]);
  expect((await read(second.prev)).items).toEqual([a, b]);
});

test("where nothing can be, nothing is read, and the way back is that which was come from", async () => {
  const open = () => {
    throw new Error("is read");
  };
  const place: Place = { direction: "older", position: "p", inclusive: false };
  expect(await readPage({ range: null, open }, 2)).toEqual({ items: [], next: undefined, prev: undefined });
  expect(await readPage({ range: { low: "q" }, open }, 2, place)).toEqual({
    ...{ items: [], next: undefined },
    prev: { direction: "newer", position: "p", inclusive: true },
  });
});

test("of two selections both must want an item", () => {
  const even: Selection<number> = { limits, matches: (one) => one % 2 === 0 };
  const third: Selection<number> = { limits, matches: (one) => one % 3 === 0 };
  expect([0, 2, 3, 6].filter((one) => bothSelections(even, third)?.matches(one))).toEqual([0, 6]);
  expect([
    bothSelections(even, undefined),
    bothSelections(undefined, third),
    bothSelections(undefined, undefined),
  ]).toEqual([even, third, undefined]);
});
