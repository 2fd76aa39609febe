import fc from "fast-check";
import { expect, test } from "vitest";
import { entityKey } from "../../lib/domain/entity.ts";
import { type Order, type Place, beyond, keyDirection, showPage, takePage } from "../../lib/domain/page.ts";
import { compareUtf8 } from "../../lib/domain/text.ts";
import { type Listed, type Side, followList, mergedFollowList } from "../../lib/store/graph/follow-lists.ts";
import type { Walk } from "../../lib/domain/position.ts";
import { at, follows, user } from "./patterns/world.ts";
import { Scheduler } from "./scheduler.ts";
import { SimulatedTable } from "./simulated-table.ts";

/** Neighbours, the last code points, and those that UTF-16 sorts in another way than UTF-8. */
const point = fc.constantFrom(
  "`",
  "a",
  "\ud7ff",
  "\ue000",
  "\uffff",
  "\u{10000}",
  "\u{10fffe}",
  "\u{10ffff}",
);
const few = fc.constantFrom("`", "a", "\u{10ffff}");
const spelt = (points: fc.Arbitrary<string>) =>
  fc.array(points, { minLength: 1, maxLength: 3 }).map((all) => all.join(""));
const ids = fc.uniqueArray(
  fc.oneof(
    spelt(few),
    spelt(point),
    fc.constantFrom("\u{10ffff}".repeat(63), `\`${"\u{10ffff}".repeat(62)}`),
  ),
  { minLength: 3, maxLength: 8 },
);

type Lists = (side: Side, walk: Walk) => AsyncIterable<Listed<unknown>>;

/** Walks a list page by page along `next` to its end, and back along `prev`, as a reader does. */
async function walked(list: Lists, side: Side, order: Order, limit: number) {
  const pages: string[][] = [];
  const read = async (from: Place | undefined) => {
    const range = beyond(from, {}, order);
    const direction = keyDirection(from?.direction ?? "older", order);
    const page =
      range === null
        ? { items: [], rest: undefined }
        : await takePage(list(side, { range, direction, chunk: limit + 1 }), limit);
    return showPage(page, from);
  };
  let shown = await read(undefined);
  pages.push(shown.items.map(({ position }) => position));
  while (shown.next !== undefined && pages.length < 50) {
    shown = await read(shown.next);
    pages.push(shown.items.map(({ position }) => position));
  }
  const back: string[][] = [];
  while (shown.prev !== undefined && back.length < 50) {
    shown = await read(shown.prev);
    back.unshift(shown.items.map(({ position }) => position));
  }
  expect(back).toEqual(pages.slice(0, -1));
  return pages.flat();
}

let opened = 0;

test("every list of follows shows each once, to its end and back, whatever code points ids have", async () => {
  await fc.assert(
    fc.asyncProperty(
      ids,
      fc.integer({ min: 1, max: 3 }),
      fc.boolean(),
      async (names, limit, areSimultaneous) => {
        const table = new SimulatedTable(new Scheduler(1, { selfDriven: true }), {
          name: `order-${opened++}`,
        });
        for (const [index, name] of names.entries()) {
          const started = at(areSimultaneous ? 0 : index);
          await follows(table, user(name), user("hub"), { started, actorOnly: index % 2 === 0 });
          await follows(table, user("fan"), user(name), {
            started,
            flag: index % 3 === 0 ? "liking" : "following",
          });
          if (index % 2 === 0) await follows(table, user(name), user("hub"), { flag: "liking" });
          if (index % 2 === 0) await follows(table, user("fan"), user(name), { flag: "following", started });
        }
        const entityOf = (side: Side) => user(side === "followers" ? "hub" : "fan");
        const merged: Lists = (side, walk) =>
          mergedFollowList(table, { entity: entityOf(side), side }, walk, () => true);
        const keys = names.map((name) => entityKey(user(name))).sort(compareUtf8);
        for (const side of ["followers", "following"] as const)
          expect(await walked(merged, side, "ascending", limit)).toEqual(keys);
        const flagged: Lists = (side, walk) =>
          followList(table, { entity: entityOf(side), side, flag: "following" }, walk);
        const newest = await walked(flagged, "followers", "descending", limit);
        expect(newest).toEqual(newest.toSorted(compareUtf8).toReversed());
        expect(new Set(newest).size).toBe(names.length);
      },
    ),
    { numRuns: 60 },
  );
});
