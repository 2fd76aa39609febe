import { FOCUSED } from "../mixes.ts";
import { BOUND_TEXTS } from "./bound-texts.ts";
import { HOT_TEXTS } from "./hot-texts.ts";
import { LEASE_TEXTS } from "./lease-texts.ts";
import { RANGE_TEXTS } from "./range-texts.ts";
import { SPREAD_TEXTS } from "./spread-texts.ts";
import { JOIN_TEXTS } from "./join-texts.ts";
import { SLEEP_TEXTS } from "./sleep-texts.ts";
import { type TextPlant, one } from "./text-plant.ts";

const NOTES = "lib/store/notifications";

/** Which groups there are, and who is in them. */
const GROUPS = {
  "removed-over-rows": one(
    "the mark of a removed member is put over rows that have come to count",
    FOCUSED.met,
    [
      `${NOTES}/rows.ts`,
      "attribute_not_exists(pk) OR epoch = :removed",
      "attribute_not_exists(pk) OR epoch >= :removed",
    ],
  ),
  "high-falls": one("the removal of a group's newest member lowers what arrivals rise from", FOCUSED.gone, [
    `${NOTES}/draft.ts`,
    "if (member.at === this.#newest) this.#newest = undefined;",
    `if (member.at === this.#newest) this.#newest = undefined;
    this.#high = Math.max(0, ...this.#members.map(({ at }) => at));`,
  ]),
  "no-refill": {
    ...one("a head whose members have left does not take the newest of the others", FOCUSED.gone, [
      `${NOTES}/draft.ts`,
      "if (this.#counted().length < Math.min(inline, this.#actions)) await this.#refill();",
      "",
    ]),
    isRare: true,
  },
  "copies-stay": one("rows of a member that stood in the head, too, outlive it", FOCUSED.met, [
    `${NOTES}/draft.ts`,
    "this.#members.length === before || member.copied === true",
    "this.#members.length === before",
  ]),
  "no-second-look": {
    ...one("nobody looks again at mutes and actions after a group is written", FOCUSED.met, [
      `${NOTES}/reconcile.ts`,
      "isUnmoved(state, stateNow) &&",
      "true || isUnmoved(state, stateNow) &&",
    ]),
    isRare: true,
  },
  "late-record": {
    what: "a record that comes late brings back what was deleted",
    focus: FOCUSED.gone,
    patches: [
      {
        file: "lib/store/projections/notifications.ts",
        from: "(action) => toldOfAction(table, action));",
        to: `async (action) => {
    const told = await toldOfAction(table, action);
    return { ...told, seed: { ...told.seed, told: readableAction(items[1]) } };
  });`,
      },
      {
        file: `${NOTES}/reconcile.ts`,
        from: "const action = actions.get(seed.id);",
        to: "const action = actions.get(seed.id) ?? seed.told;",
      },
    ],
  },
  "dismissal-undone": one(
    "a dismissed group forgets its members, and their records bring them back",
    FOCUSED.gone,
    [
      "lib/domain/notifications/head.ts",
      "  ...{ gone: head.high, newest: 0,",
      "  ...{ members: [], more: false, gone: head.high, newest: 0,",
    ],
  ),
  "told-before-erased": one("who was deleted is told again of what came before", FOCUSED.erased, [
    `${NOTES}/reconcile.ts`,
    "since > state.erased",
    "true",
  ]),
  "erased-groups": one("groups of a deleted incarnation go on", FOCUSED.met, [
    "lib/domain/notifications/head.ts",
    "if (head.incarnation !== incarnation) return",
    "if (head.incarnation !== incarnation) return { ...head, incarnation };\n  if (head.incarnation !== incarnation) return",
  ]),
  "hidden-unerased": one("who is deleted keeps what marks need of what arrived hidden", FOCUSED.met, [
    `${NOTES}/purge-notes.ts`,
    'isPast(item["epoch"]));',
    'isPast(item["epoch"]) && !String(item["sk"]).startsWith("H#"));',
  ]),
  "still-addressed": one("who is no longer in `to` hears nothing of it", FOCUSED.moved, [
    "lib/store/projections/notifications.ts",
    "const items = itemsOf(images);",
    "const items = itemsOf(images).slice(itemsOf(images)[1] === undefined ? 0 : 1);",
  ]),
  "import-notifies": one(
    "an action of long ago notifies, though its sender did not ask for it",
    FOCUSED.read,
    ["lib/domain/recipients.ts", "Date.parse(time) >= now - FRESH", "true"],
  ),
  "twice-listed": {
    what: "a group that moves while it is read is listed twice",
    focus: FOCUSED.read,
    isRare: true,
    patches: [
      { file: `${NOTES}/arrivals.ts`, from: "if (!met.has(sk))", to: "" },
      { file: `${NOTES}/list.ts`, from: "chunk: limit + 1", to: "chunk: 1" },
    ],
  },
} satisfies Record<string, TextPlant>;

/** What is new, and what marks cover. */
const MARKS = {
  "counts-members": {
    what: "a badge counts members instead of groups",
    focus: FOCUSED.read,
    patches: [
      {
        file: `${NOTES}/counts.ts`,
        from: "import { newestGroups, openGroups }",
        to: "import { getHeads, newestGroups, openGroups }",
      },
      {
        file: `${NOTES}/counts.ts`,
        from: "return countNew(visible(groups), state);",
        to: `let unseen = 0;
  for await (const { id, at, seen, read } of visible(groups))
    if (at > Math.max(state.seen, state.read, seen, read))
      unseen += (await getHeads(table, owner, [{ id, at }])).get(id)?.actions ?? 1;
  return { ...(await countNew(visible(groups), state)), unseen };`,
      },
    ],
  },
  "mark-all-clock": one("marking all covers what arrives by the clock, written yet or not", FOCUSED.marked, [
    `${NOTES}/counts.ts`,
    "return markOfAll(groups, now, Infinity);",
    'return { kind: "page", until: now, groups: [] };',
  ]),
  "page-mark-clock": one(
    "a page's mark covers what arrives by the clock, written yet or not",
    FOCUSED.marked,
    [
      `${NOTES}/list.ts`,
      "await markOfAll(found.groups, now, MOST_YOUNG)",
      '{ kind: "page", until: now, groups: [] }',
    ],
  ),
  "young-unmarked": one("a mark leaves out what came within the last minute", FOCUSED.marked, [
    `${NOTES}/counts.ts`,
    "young.set(id, Math.max(high, young.get(id) ?? 0));",
    "",
  ]),
  "hidden-unmarked": one("a mark covers a group only up to its newest visible member", FOCUSED.met, [
    `${NOTES}/counts.ts`,
    "young.set(id, Math.max(high, young.get(id) ?? 0));",
    "young.set(id, at);",
  ]),
  "hidden-unnamed": one(
    "a mark does not find what arrived hidden in a group that stands further down",
    FOCUSED.met,
    [
      `${NOTES}/arrivals.ts`,
      "if (hidden <= now - YOUNG) return undefined;",
      "if (hidden <= now) return undefined;",
    ],
  ),
  "group-mark-falls": one("an older mark of a group is written over a newer one", FOCUSED.met, [
    `${NOTES}/heads.ts`,
    "attribute_exists(arrived) AND (attribute_not_exists(#mark) OR #mark < :at)",
    "attribute_exists(arrived) AND :at = :at",
  ]),
  "mark-falls": one("the mark of all falls when two are made at the same time", FOCUSED.marked, [
    `${NOTES}/state.ts`,
    "[...held, atIncarnation(state.incarnation)]",
    "[atIncarnation(state.incarnation)]",
  ]),
} satisfies Record<string, TextPlant>;

/** Who hears nothing of whom, and until when. */
const MUTES = {
  "until-ignored": one("a mute does not end", FOCUSED.muted, [
    "lib/store/mutes/mute-list.ts",
    "until === 0 || until > now",
    "until >= 0 || until > now",
  ]),
  "end-unnoticed": one("notifications do not notice that a mute has ended", FOCUSED.muted, [
    `${NOTES}/obey-mutes.ts`,
    "const hasEnded = state.mute_ends > 0 &&",
    "const hasEnded = false &&",
  ]),
  "mute-forgotten": one(
    "what came in hidden, by a mute that nobody's read has met, stays hidden",
    FOCUSED.muted,
    [`${NOTES}/obey-mutes.ts`, "...state.unobeyed, ", ""],
  ),
  "muted-is-new": one("what is new in a feed counts what the muted did", FOCUSED.mutedFeeds, [
    "lib/store/feeds/feed-marks.ts",
    "if (!rule(body)) continue;",
    "",
  ]),
} satisfies Record<string, TextPlant>;

const SHARDS = "lib/store/streams/shards.ts";

/** The shards of listed streams. */
const LISTS = {
  "shard-unread": one("readers of a listed stream forget its last shard", FOCUSED.listed, [
    SHARDS,
    "Promise<number> => most(await getSizes(table));",
    "Promise<number> => Math.max(1, most(await getSizes(table)) - 1);",
  ]),
  "former-shard": one(
    "what goes is removed from the shard alone in which it would be put now",
    FOCUSED.listed,
    [SHARDS, "all: [...all] }", "all: [...all].slice(0, 0).concat(partOf(id, used)) }"],
  ),
  "used-at-once": {
    ...one("rows are put by a raise of shards that others do not know of", FOCUSED.listed, [
      SHARDS,
      "({ from }) => from <= now",
      "({ from }) => from <= now + 1e9",
    ]),
    isRare: true,
  },
} satisfies Record<string, TextPlant>;

/** What functions remember. */
const MEMORY = {
  "old-head": one("the newest actions of a pulled entity are remembered for days", FOCUSED.pulled, [
    "lib/store/streams/heads.ts",
    "table.limits.headRemembered",
    "1e9",
  ]),
} satisfies Record<string, TextPlant>;

export const TEXTS: Readonly<Record<string, TextPlant>> = {
  ...GROUPS,
  ...MARKS,
  ...MUTES,
  ...LISTS,
  ...BOUND_TEXTS,
  ...SPREAD_TEXTS,
  ...SLEEP_TEXTS,
  ...HOT_TEXTS,
  ...JOIN_TEXTS,
  ...RANGE_TEXTS,
  ...LEASE_TEXTS,
  ...MEMORY,
};
