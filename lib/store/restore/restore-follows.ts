import { PREFIX, TTL_ATTRIBUTE } from "../../contract/table.ts";
import { type EntityRef, entityKey } from "../../domain/entity.ts";
import { DEFAULT_FLAG, type Edge, type StoredFollow } from "../../domain/follow.ts";
import { DAY } from "../../domain/time.ts";
import { batchGet, batchWrite } from "../../table/batch.ts";
import { type FollowerEdge, followerItem, getFollows, parseFollow, parseFollower } from "../graph/edges.ts";
import { getEntities } from "../entities/entities.ts";
import { type Feed, getStates } from "../feeds/feed-state.ts";
import {
  keyOfItem,
  edgeClass,
  entityItemKey,
  feedStateKey,
  followerKey,
  textOfKey,
  uncountedKey,
} from "../../table/keys.ts";
import type { Table } from "../../table/table.ts";
import { type Item, itemsUnder } from "./items.ts";

const isCounted = ({ flag }: Edge): boolean => flag === DEFAULT_FLAG;
const distinct = <T>(all: readonly T[], name: (one: T) => string): T[] => [
  ...new Map(all.map((one) => [name(one), one])).values(),
];

/** Z2. The follower's side of a follow is right, because it holds the facts. All are counted anew. */
export async function mendFollows(table: Table, items: readonly Item[], now: number): Promise<void> {
  const facts = itemsUnder(items, PREFIX.following).map(parseFollow);
  await mendFacts(table, facts, now);
  await mendFollowers(table, itemsUnder(items, PREFIX.followers), now);
}

async function mendFacts(table: Table, facts: readonly StoredFollow[], now: number): Promise<void> {
  const keyOf = (fact: StoredFollow) => followerKey(fact, edgeClass(fact.actorOnly));
  const others = await batchGet(table, facts.map(keyOf), true);
  const nonces = new Map(others.map((item) => [textOfKey(keyOfItem(item)), item["nonce"]]));
  const missing = facts.filter((fact) => nonces.get(textOfKey(keyOf(fact))) !== fact.nonce);
  const feeds = distinct<Feed>(
    facts.map(({ follower, flag }) => ({ owner: follower, flag })),
    (feed) => feedStateKey(feed.owner, feed.flag).pk,
  );
  const states = await getStates(table, feeds);
  const without = feeds.filter((_feed, index) => states[index] === undefined);
  await batchWrite(
    table,
    [
      ...missing.map((fact) => ({ ...followerItem(fact), ...(isCounted(fact) && { counted: true }) })),
      ...without.map(({ owner, flag }) => ({
        ...feedStateKey(owner, flag),
        generation: 1,
        phase: "stale",
        bumped_at: now,
      })),
    ],
    [],
  );
}

async function mendFollowers(table: Table, items: readonly Item[], now: number): Promise<void> {
  const all = items.map((item) => ({ item, edge: parseFollower(item) }));
  const isTrue = await comparison(
    table,
    all.map(({ edge }) => edge),
  );
  const orphans = all.filter(({ edge }) => !isTrue(edge));
  const uncounted = all.filter(({ edge }) => isTrue(edge) && isCounted(edge) && !edge.counted);
  // The change stream will report an orphan's end; the guard says that the count has lost it already.
  const guards = orphans.map(({ edge }) => ({
    ...uncountedKey(edge.nonce),
    [TTL_ATTRIBUTE]: Math.ceil((now + GUARD_LIFE) / 1000),
  }));
  const unknown = await unknownAmong(
    table,
    all.map(({ edge }) => edge.followed),
  );
  await batchWrite(
    table,
    [
      ...distinct(guards, textOfKey),
      ...uncounted.map(({ item }) => ({ ...item, counted: true })),
      ...unknown,
    ],
    orphans.map(({ edge }) => followerKey(edge, edge.edges)),
  );
}

/** Whether both sides of some follows agree, seen from the followed's side. */
async function comparison(
  table: Table,
  edges: readonly FollowerEdge[],
): Promise<(edge: FollowerEdge) => boolean> {
  const facts = await getFollows(table, distinct<Edge>(edges, edgeName), true);
  const byName = new Map(facts.map((fact) => [edgeName(fact), fact]));
  return (edge) => {
    const fact = byName.get(edgeName(edge));
    return fact !== undefined && fact.nonce === edge.nonce && edgeClass(fact.actorOnly) === edge.edges;
  };
}

async function unknownAmong(table: Table, entities: readonly EntityRef[]): Promise<Item[]> {
  const wanted = distinct(entities, entityKey);
  const known = await getEntities(table, wanted, true);
  return wanted
    .filter((entity) => !known.has(entityKey(entity)))
    .map((entity) => ({ ...entityItemKey(entity) }));
}

/** As long as the counter's own guards live. */
const GUARD_LIFE = 60 * DAY;

const edgeName = ({ follower, followed, flag }: Edge): string =>
  JSON.stringify([entityKey(follower), entityKey(followed), flag]);
