import { PutCommand } from "@aws-sdk/lib-dynamodb";
import { TTL_ATTRIBUTE } from "../../contract/table.ts";
import { type Entry, newEntry } from "../../domain/action.ts";
import { CANARY_POSTER, CANARY_READER, CANARY_TYPE } from "../../domain/canary.ts";
import { snapshot } from "../../domain/entity.ts";
import { DEFAULT_FLAG } from "../../domain/follow.ts";
import { DAY, toTimestamp } from "../../domain/time.ts";
import { putNewAction } from "../actions/actions.ts";
import { withinBounds } from "../entities/bounds.ts";
import { getEntities } from "../entities/entities.ts";
import { batchGet } from "../../table/batch.ts";
import { getState } from "./feed-state.ts";
import { openFeed } from "./feeds.ts";
import { follow } from "../graph/follows.ts";
import { feedPlace, rowKey, typeStreamPlace } from "../../table/keys.ts";
import type { Table } from "../../table/table.ts";
import { write } from "../../table/write.ts";

/** The dot distinguishes these from ids that clients choose. */
const ID_PREFIX = "canary.";
/** Expiry is a change like any other, which removes the action's rows. */
const LIFE = DAY;

/** Y1. Opens the canary's feed. @returns the generation in which its next action must appear */
export async function openCanaryFeed(table: Table, now: number): Promise<number> {
  const edge = { follower: CANARY_READER, followed: CANARY_POSTER, flag: DEFAULT_FLAG };
  await follow(table, { ...edge, actorOnly: true, started: toTimestamp(now), action: () => undefined }, now);
  const walk = { range: {}, direction: "older", chunk: 1 } as const;
  await openFeed(table, { owner: CANARY_READER, flag: DEFAULT_FLAG, own: false, walk }, now);
  const state = await getState(table, CANARY_READER, DEFAULT_FLAG, true);
  if (state === undefined) throw new Error("the canary's feed has no state");
  return state.generation;
}

/** Y2. Posts the canary's action, which expires by itself. */
export async function postCanary(table: Table, now: number): Promise<Entry & { readonly id: string }> {
  const id = `${ID_PREFIX}${table.nondeterminism.id()}`;
  const entry = newEntry(id, toTimestamp(now), {
    actor: snapshot(CANARY_POSTER, {}),
    verb: "sang",
    public: true,
  });
  const known = await getEntities(table, [CANARY_POSTER], true);
  const action = await withinBounds(table, { ...entry, fingerprint: ID_PREFIX }, known, now);
  const { Item, ...put } = putNewAction({ ...table, trace: id }, action, now);
  await write(
    table,
    new PutCommand({ ...put, Item: { ...Item, [TTL_ATTRIBUTE]: Math.ceil((now + LIFE) / 1000) } }),
  );
  return { ...entry, id };
}

/** Y3. The rows of the canary's action so far; only a delivery can have written them. */
export async function canaryRows(
  table: Table,
  { position }: Entry,
  generation: number,
): Promise<("feed" | "stream")[]> {
  const feed = rowKey(feedPlace(CANARY_READER, DEFAULT_FLAG, generation), position);
  const found = await batchGet(table, [feed, rowKey(typeStreamPlace(CANARY_TYPE, 0), position)], true);
  return found.map(({ pk }) => (pk === feed.pk ? "feed" : "stream"));
}
