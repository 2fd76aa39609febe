import { type Entry, type StoredAction, entryId, newAction } from "../../../lib/domain/action.ts";
import type { EntityRef } from "../../../lib/domain/entity.ts";
import type { Direction, Range } from "../../../lib/domain/position.ts";
import { deliver } from "../../../lib/store/feeds/deliver.ts";
import { openFeed } from "../../../lib/store/feeds/feeds.ts";
import { postAction } from "../../../lib/store/actions/post-action.ts";
import { postFollow } from "../../../lib/store/graph/post-follow.ts";
import type { Walk } from "../../../lib/domain/position.ts";
import type { Table } from "../../../lib/table/table.ts";

export const NOW = Date.parse("2026-01-01T00:00:00Z");
/** Of a second each, so that they have an order. */
export const at = (second: number): string =>
  new Date(Date.parse("2025-01-01T00:00:00Z") + second * 1000).toISOString();

/** Ids in the order of their UTF-8 bytes, which `<` does not know. */
export const AWKWARD = [
  ...[
    "!",
    "a",
    "a b",
    "a\u{10ffff}",
    "a\u{10ffff}b",
    "z",
    "\u{e9}",
    "\u{d7ff}",
    "\u{e000}",
    "\u{ffff}",
    "\u{10000}",
  ],
  ...["\u{1f600}", "\u{1f600}a", "\u{10ffff}", "\u{10ffff}\u{10ffff}", "\u{10ffff}".repeat(63)],
];

export const user = (id: string): EntityRef => ({ model_type: "user", id });

/** Small chunks, so that every walk takes several queries. */
export const walk = (direction: Direction = "older", range: Range = {}, chunk = 2): Walk => ({
  direction,
  range,
  chunk,
});

export async function post(
  table: Table,
  actor: EntityRef,
  id: string,
  more: object = {},
): Promise<StoredAction> {
  const input = newAction.parse({ verb: "said", id, ...more });
  return (await postAction(table, { callerKey: "t", actor, input }, NOW)).action;
}

interface FollowOptions {
  readonly flag?: string;
  readonly actorOnly?: boolean | undefined;
  readonly started?: string;
}

export async function follows(
  table: Table,
  follower: EntityRef,
  followed: EntityRef,
  options: FollowOptions = {},
): Promise<void> {
  const { flag = "following", actorOnly, started } = options;
  await postFollow(
    table,
    { callerKey: "t", follower, followed, flag, actorOnly, started, sendAction: false },
    NOW,
  );
}

/** Brings one change to all feeds and listed streams; no audience here is so large that it is delegated. */
export const delivered = (table: Table, action: StoredAction): Promise<number> =>
  deliver(table, action, () => Promise.reject(new Error("too large")), NOW);

export async function collect<T>(entries: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const entry of entries) found.push(entry);
  return found;
}

export const idsOf = async (entries: AsyncIterable<Entry>): Promise<string[]> =>
  (await collect(entries)).map((entry) => entryId(entry));

/** The ids of a whole feed. */
export async function feedOf(
  table: Table,
  owner: EntityRef,
  more: { flag?: string; own?: boolean; walk?: Walk; now?: number } = {},
) {
  const { flag = "following", own = false, now = NOW } = more;
  return idsOf((await openFeed(table, { owner, flag, own, walk: more.walk ?? walk() }, now)).entries);
}
