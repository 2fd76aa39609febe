import { entityKey } from "../../../lib/domain/entity.ts";
import { type groupOf, groupKey } from "../../../lib/domain/groups.ts";
import { type GroupPlace, type Grouping } from "../../../lib/domain/group-cut.ts";
import { readGroups } from "../../../lib/domain/group-page.ts";
import { incarnationIn } from "../../../lib/domain/incarnation.ts";
import { selectionOf } from "../../../lib/domain/filters.ts";
import type { Walk } from "../../../lib/domain/position.ts";
import { countNew } from "../../../lib/store/feeds/feed-marks.ts";
import { openFeed } from "../../../lib/store/feeds/feeds.ts";
import { parseState } from "../../../lib/store/feeds/feed-state.ts";
import { feedStateKey } from "../../../lib/table/keys.ts";
import type { Table } from "../../../lib/table/table.ts";
import type { Doings } from "./doings.ts";
import { type Truth, feedEntries } from "./oracle.ts";
import type { World } from "./world.ts";

/** What is new in a feed, and its groups. */
export async function wrongNew(
  world: World,
  { truth, doings }: { readonly truth: Truth; readonly doings: Doings },
  { index, flag }: { readonly index: number; readonly flag: string },
): Promise<string | undefined> {
  const feed = { owner: world.person(index), flag };
  const entries = feedEntries(truth, { ...feed, own: "false" }).sort((a, b) =>
    a.position < b.position ? 1 : -1,
  );
  const { pk, sk } = feedStateKey(feed.owner, flag);
  const stored = world.table.contents.get(pk, sk);
  const { seen, incarnation } = stored === undefined ? { seen: "", incarnation: 0 } : parseState(stored);
  const marks = doings.feedMarks.filter((mark) => mark.feed === `${flag} ${entityKey(feed.owner)}`);
  const name = `what is new in the feed of ${index}, ${flag}`;
  for (const { position, shown } of marks)
    if (position < shown) return `${name}: a mark of ${position} does not cover ${shown}`;
  if (seen !== "" && !marks.some(({ position }) => position === seen))
    return `${name}: nobody marked ${seen}`;
  // A deleted owner's marks go.
  const isErased = Math.max(incarnation, incarnationIn(truth.incarnations, feed.owner)) > 0;
  const most = marks
    .filter(({ done }) => done)
    .reduce((top, { position }) => (position > top ? position : top), "");
  if (!isErased && seen < most) return `${name}: seen to ${seen}, not ${most}`;
  const grouping: Grouping = {
    parts: world.random.pick([
      ["verb", "target"],
      ["verb", "actor"],
    ] as const),
    window: world.random.pick(["hour", "day"] as const),
  };
  const size = 1 + world.random.int(2);
  const outcome = await world.spawn("verdict", async (table, now) => {
    const whole = { ...table, limits: { ...table.limits, examined: Infinity } };
    return [await countNew(whole, { feed }, now()), await groupsIn(whole, { feed, grouping, size }, now)];
  }).ended;
  const wanted = [
    { new: entries.filter(({ position }) => position > seen).length, more: false },
    groupsBy(entries, grouping),
  ];
  const got = outcome.state === "done" ? outcome.value : outcome.state;
  if (JSON.stringify(got) === JSON.stringify(wanted)) return undefined;
  return `${name}, by ${grouping.parts.join()}: ${JSON.stringify(got)}, not ${JSON.stringify(wanted)}`;
}

/** By definition: those of one window with the same parts, where the newest of them stands. */
function groupsBy(entries: ReturnType<typeof feedEntries>, { parts, window }: Grouping) {
  const length = window === "day" ? "2025-01-01".length : "2025-01-01T00".length;
  const groups = Map.groupBy(
    entries,
    ({ position, body }) => position.slice(0, length) + groupKey(body, parts),
  );
  return [...groups.values()].map((group) => [
    group[0]?.position,
    group.length,
    new Set(group.map(({ body }) => entityKey(body.actor))).size,
  ]);
}

/** Every page of a feed in groups, as `lib/http/group-list.ts` makes them. */
async function groupsIn(
  table: Table,
  {
    feed,
    grouping,
    size,
  }: {
    readonly feed: Parameters<typeof countNew>[1]["feed"];
    readonly grouping: Grouping;
    readonly size: number;
  },
  now: () => number,
) {
  const found: ReturnType<typeof groupOf>[] = [];
  let from: (GroupPlace & { generation?: number | undefined }) | undefined;
  do {
    let generation: number | undefined;
    const open = async (walk: Walk) => {
      const opened = await openFeed(
        table,
        { ...feed, own: false, walk, generation: from?.generation },
        now(),
      );
      generation = opened.generation;
      return { items: opened.entries, selection: selectionOf([opened.rule], table.limits) };
    };
    const source = { range: {}, selection: undefined, grouping, limits: table.limits, open };
    const { groups, next } = await readGroups(source, size, from);
    found.push(...groups);
    from = next && { ...next, generation };
  } while (from !== undefined);
  return found.map(({ newest, actionsCount, actorsCount }) => [
    newest[0].position,
    actionsCount,
    actorsCount,
  ]);
}
