import fc from "fast-check";
import { expect, test } from "vitest";
import { type Entry, newEntry } from "../../lib/domain/action.ts";
import type { GroupPlace, PlacedGroup } from "../../lib/domain/group-cut.ts";
import { readGroups } from "../../lib/domain/group-page.ts";
import { groupKey } from "../../lib/domain/groups.ts";
import { LIMITS } from "../../lib/domain/limits.ts";
import { walkOf } from "../../lib/domain/walk-of.ts";
import type { Selection } from "../../lib/domain/page.ts";

const CUT = 4;

const grouping = { parts: ["verb", "target"], window: "hour" } as const;
const user = (id: string) => ({ model_type: "user", id });

interface Said {
  readonly hour: number;
  readonly verb: string;
  readonly actor: string;
  readonly isWanted: boolean;
}

const said: fc.Arbitrary<Said> = fc.record({
  hour: fc.constantFrom(0, 1, 1, 1, 2),
  verb: fc.constantFrom("a", "b", "c", "d"),
  actor: fc.constantFrom("ann", "bob", "cid", "dan"),
  isWanted: fc.constantFrom(true, true, true, false),
});

const entryOf = ({ hour, verb, actor, isWanted }: Said, index: number): Entry =>
  newEntry(`x${index}`, `2020-01-01T0${hour}:00:00.${String(index).padStart(3, "0")}Z`, {
    actor: user(actor),
    verb,
    public: isWanted,
  });

const wanted: Selection<Entry> = { matches: ({ body }) => body.public, limits: LIMITS };

async function walk(
  entries: readonly Entry[],
  limit: number,
  direction: "down" | "both",
  examined = LIMITS.examined,
) {
  const limits = { ...LIMITS, grouped: CUT, examined };
  const source = {
    range: {},
    selection: { ...wanted, limits },
    grouping,
    limits,
    open: (to: Parameters<typeof walkOf>[1]) => ({ items: walkOf(entries, to) }),
  };
  const read = (from?: GroupPlace) => readGroups(source, limit, from);
  const pages = [await read()];
  for (let next = pages[0]?.next; next !== undefined; next = pages.at(-1)?.next) {
    pages.push(await read(next));
    if (pages.length > 500) throw new Error("does not end");
  }
  const back = [];
  if (direction === "both")
    for (let prev = pages.at(-1)?.prev; prev !== undefined; prev = back.at(-1)?.prev) {
      back.push(await read(prev));
      if (back.length > 500) throw new Error("does not end");
    }
  return { pages, back };
}

const told = (groups: readonly PlacedGroup[]) =>
  groups.map(({ newest, actionsCount, actorsCount, complete }) =>
    [newest[0].position, newest.length, actionsCount, actorsCount, complete].join(" "),
  );

/** By definition: windows, newest first; each cut after so many; groups of each by their newest. */
function defined(entries: readonly Entry[]): string[] {
  const newestFirst = entries
    .filter(({ body }) => body.public)
    .toSorted((a, b) => (a.position < b.position ? 1 : -1));
  const hours = Map.groupBy(newestFirst, ({ position }) => position.slice(0, 13));
  return [...hours.values()].flatMap((hour) =>
    Array.from({ length: Math.ceil(hour.length / CUT) }, (_, at) =>
      hour.slice(at * CUT, (at + 1) * CUT),
    ).flatMap((cut) =>
      [...Map.groupBy(cut, ({ body }) => groupKey(body, grouping.parts)).values()].map((group) =>
        [
          group[0]?.position,
          Math.min(3, group.length),
          group.length,
          new Set(group.map(({ body }) => body.actor.id)).size,
          hour.length <= CUT,
        ].join(" "),
      ),
    ),
  );
}

test("pages of groups are what the definition says, both ways, wherever pages end", () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(said, { maxLength: 40, size: "max" }),
      fc.integer({ min: 1, max: 6 }),
      async (list, limit) => {
        const entries = list.map(entryOf);
        const { pages, back } = await walk(entries, limit, "both");
        expect(pages.flatMap(({ groups }) => told(groups))).toEqual(defined(entries));
        for (const { groups, next } of pages) if (next !== undefined) expect(groups).toHaveLength(limit);
        expect(pages[0]?.prev).toBeUndefined();
        const last = pages.at(-1)?.groups.length ?? 0;
        expect(back.toReversed().flatMap(({ groups }) => told(groups))).toEqual(
          defined(entries).slice(0, last === 0 ? undefined : -last),
        );
        if (pages.length > 1) expect(pages.at(-1)?.groups).not.toEqual([]);
      },
    ),
    { numRuns: 400 },
  ));

test("a page that examines its most is cut there, and no action is lost or told twice", () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(said, { maxLength: 40, size: "max" }),
      fc.integer({ min: 1, max: 6 }),
      fc.integer({ min: 1, max: 9 }),
      async (list, limit, most) => {
        const entries = list.map(entryOf);
        const { pages } = await walk(entries, limit, "down", most);
        const counted = pages
          .flatMap(({ groups }) => groups)
          .reduce((sum, { actionsCount }) => sum + actionsCount, 0);
        expect(counted).toBe(entries.filter(({ body }) => body.public).length);
        const positions = pages.flatMap(({ groups }) => groups.map(({ position }) => position));
        expect(positions).toEqual([...new Set(positions)].toSorted().toReversed());
      },
    ),
    { numRuns: 400 },
  ));

test("the way back from pages that examined their most tells each action once", () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(said, { maxLength: 40, size: "max" }),
      fc.integer({ min: 1, max: 6 }),
      fc.integer({ min: 1, max: 9 }),
      async (list, limit, most) => {
        const entries = list.map(entryOf);
        const { pages, back } = await walk(entries, limit, "both", most);
        const shown = [...back.toReversed(), pages.at(-1)].flatMap((page) => page?.groups ?? []);
        expect(shown.reduce((sum, { actionsCount }) => sum + actionsCount, 0)).toBe(
          entries.filter(({ body }) => body.public).length,
        );
        const positions = shown.map(({ position }) => position);
        expect(positions).toEqual([...new Set(positions)].toSorted().toReversed());
      },
    ),
    { numRuns: 400 },
  ));

test("a group that gains an action moves up and does not come twice", async () => {
  const list = ["a", "b", "c"].map((verb, index) =>
    entryOf({ hour: 1, verb, actor: "ann", isWanted: true }, index),
  );
  const source = (entries: readonly Entry[]) => ({
    range: {},
    selection: undefined,
    grouping,
    limits: LIMITS,
    open: (to: Parameters<typeof walkOf>[1]) => ({ items: walkOf(entries, to) }),
  });
  const first = await readGroups(source(list), 1);
  expect(first.groups.map(({ newest }) => newest[0].body.verb)).toEqual(["c"]);
  const more = [...list, entryOf({ hour: 1, verb: "b", actor: "bob", isWanted: true }, 9)];
  const second = await readGroups(source(more), 5, first.next);
  expect(second.groups.map(({ newest }) => newest[0].body.verb)).toEqual(["a"]);
});
