import { type Entry, rolesOf } from "../../domain/action.ts";
import { CANARY_TYPE, isCanary } from "../../domain/canary.ts";
import { eachAtMost } from "../../domain/merge.ts";
import { after, splitPosition } from "../../domain/position.ts";
import { getAction } from "../actions/actions.ts";
import { followersOf } from "../graph/edges.ts";
import {
  type FollowerRange,
  type Changed,
  type LoadedRange,
  followerRanges,
  fanOut,
  placesOf,
  untilAtRest,
} from "./fan-out.ts";
import {
  fanOutChain,
  followersPartition,
  listingChain,
  publicStreamPlace,
  rowKey,
  textOfKey,
  typeStreamPlace,
} from "../../table/keys.ts";
import { type ExpiringPlace, putOrRemove } from "../streams/rows.ts";
import { type ListedStream, raiseShards, shardsOf } from "../streams/shards.ts";
import { isBusy } from "../../table/busy.ts";
import { withoutBackoff } from "../../table/retry.ts";
import type { Table } from "../../table/table.ts";
import { inTurn } from "../jobs/lease.ts";
import { type Turn, firstTurn, nextTurn } from "../jobs/turns.ts";

const AT_ONCE = 3;

export interface Chunk {
  readonly changed: Changed;
  readonly range: FollowerRange;
  readonly turn: Turn;
}

export interface Listing {
  readonly changed: Changed;
  readonly range?: undefined;
  readonly turn?: Turn | undefined;
}

export type Delegate = (rest: Chunk | Listing) => Promise<void>;

/**
 * D1. Updates every feed and listed stream to what an action is now; many followers, and busy streams, are
 * delegated. Safe to repeat, late, and out of order. @returns how many feeds were written in place
 */
export async function deliver(
  table: Table,
  changed: Changed,
  delegate: Delegate,
  now: number,
): Promise<number> {
  const { position, body } = changed;
  await raiseShards(table);
  const [ranges, action] = await Promise.all([followerRanges(table, body), getAction(table, idOf(changed))]);
  const small: LoadedRange[] = [];
  const large: FollowerRange[] = [];
  await eachAtMost(AT_ONCE, ranges, async (range) => {
    const followers = await followersOf(table, range, {}, table.limits.inPlace + 1);
    if (followers.length > table.limits.inPlace) large.push(range);
    else if (followers.length > 0) small.push({ ...range, followers });
  });
  let written = 0;
  let isListed = true;
  const look = async (entry: Entry | undefined) => {
    const row = { position, entry };
    const found = await eachAtMost(AT_ONCE, small, (range) => placesOf(table, row, range, now));
    const places = uniquePlaces(found.flat());
    const feeds = () => putOrRemove(table, row, places);
    const lists = async () => void (isListed = await triesToList(table, changed, entry));
    await eachAtMost(AT_ONCE, [feeds, lists], (write) => write());
    written += places.length;
  };
  const version = await untilAtRest(table, position, action, look);
  // Each of its own: one that has ended says nothing of rows that were put later.
  if (!isListed)
    await delegate({ changed, turn: firstTurn(table, listingChain(table.nondeterminism.nonce())) });
  for (const range of large)
    await delegate({ changed, range, turn: firstTurn(table, chainOf(changed, version, range)) });
  return written;
}

const idOf = ({ position }: Changed): string => splitPosition(position).id;

/** Repeated records, and several of one version, start the same chain, which runs once. */
const chainOf = (changed: Changed, version: number | undefined, { entity, edges }: FollowerRange): string =>
  fanOutChain(
    idOf(changed),
    version === undefined ? "gone" : String(version),
    followersPartition(entity, edges),
  );

/** D4. Updates every listed stream to what an action is now. */
export async function updateListedStreams(table: Table, changed: Changed): Promise<void> {
  const action = await getAction(table, idOf(changed));
  await untilAtRest(table, changed.position, action, (entry) => writeLists(table, changed, entry));
}

const triesToList = (table: Table, changed: Changed, entry: Entry | undefined): Promise<boolean> =>
  withoutBackoff(() => writeLists(table, changed, entry)).then(
    () => true,
    (error: unknown) => {
      if (isBusy(error)) return false;
      throw error;
    },
  );

async function writeLists(table: Table, changed: Changed, entry: Entry | undefined): Promise<void> {
  const { position } = changed;
  const { put, all } = await shardsOf(table, position);
  const shards = entry === undefined ? all : [put];
  const places = listedStreams(changed).flatMap((stream) => shards.map(stream));
  await putOrRemove(table, { position, entry }, uniquePlaces(places));
}

/** Whoever follows actor and target is found twice, and all shards of the canary's stream are one. */
const uniquePlaces = (places: readonly ExpiringPlace[]): ExpiringPlace[] => [
  ...new Map(places.map((place) => [textOfKey(rowKey(place, "")), place])).values(),
];

/** D5. Does what a delivery has handed on. @returns how many feeds were written */
export async function deliverRest(
  table: Table,
  rest: Chunk | Listing,
  delegate: Delegate,
  now: number,
): Promise<number> {
  if (rest.range !== undefined) return deliverChunk(table, rest, delegate, now);
  const list = () => updateListedStreams(table, rest.changed);
  await (rest.turn === undefined ? list() : inTurn(table, { turn: rest.turn }, now, list));
  return 0;
}

/**
 * D3. Serves a chunk of a large fan-out. The rest is delegated first, to run at the same time; the chunk's
 * end is stored with its turn, so that a repetition does the same. @returns how many feeds were written
 */
export async function deliverChunk(
  table: Table,
  { changed, range, turn }: Chunk,
  delegate: Delegate,
  now: number,
): Promise<number> {
  const { low, ...followed } = range;
  const from = low === undefined ? {} : { low };
  const found = await followersOf(table, followed, from, table.limits.chunk);
  const end = found.length < table.limits.chunk ? undefined : found.at(-1)?.sk;
  const written = await inTurn(table, { turn, note: end }, now, async ({ note: high, isFirst }) => {
    const served = high === undefined ? from : { ...from, high };
    const followers = isFirst ? found : await followersOf(table, followed, served);
    if (high !== undefined)
      await delegate({ changed, range: { ...range, low: after(high) }, turn: nextTurn(table, turn) });
    return fanOut(table, changed, { ...range, followers }, now);
  });
  return written ?? 0;
}

function listedStreams({ body }: Changed): ListedStream[] {
  if (isCanary(body.actor)) return [() => typeStreamPlace(CANARY_TYPE, 0)];
  const types = new Set(Object.values(rolesOf(body)).map(({ model_type }) => model_type));
  return [
    publicStreamPlace,
    ...[...types].map(
      (type): ListedStream =>
        (shard) =>
          typeStreamPlace(type, shard),
    ),
  ];
}
