import type { EntityRef } from "../../domain/entity.ts";
import { incarnationIn } from "../../domain/incarnation.ts";
import { type Mute, isInForce } from "../../domain/mute.ts";
import { toTimestamp } from "../../domain/time.ts";
import { batchGet } from "../../table/batch.ts";
import { muteKey, muteListKey, mutePartition, noteStateKey } from "../../table/keys.ts";
import { query } from "../../table/query.ts";
import { AGAIN, withBackoff } from "../../table/retry.ts";
import type { Table } from "../../table/table.ts";
import { tryTransact } from "../../table/transact.ts";
import { isNotified } from "../../domain/notifications/notified.ts";
import { noteMutesChanged, parseNoteState } from "../notifications/state.ts";
import { incarnationsOf, getEntities, getStored } from "../entities/entities.ts";
import { feedMarks } from "./mark-feeds.ts";
import { muteItem, parseMute } from "./mute-item.ts";
import { type MuteList, NO_MUTES, inForce, muteHash, muteListItem, parseMuteList } from "./mute-list.ts";

/** A mute is an item, and an entry in its muter's list, which every change rewrites under its version. */

interface Pair {
  readonly muter: EntityRef;
  readonly muted: EntityRef;
}

/** V1. Until a time or for good; repeating sets a new end. @returns false where there are too many */
export function putMute(
  table: Table,
  { muter, muted, until }: Pair & Pick<Mute, "until">,
  now: number,
): Promise<boolean> {
  return withBackoff(table, async () => {
    const [{ list, mute, last }, incarnations] = await Promise.all([
      read(table, { muter, muted }),
      getEntities(table, [muter, muted], true).then(incarnationsOf),
    ]);
    const [muterIncarnation, mutedIncarnation] = [
      incarnationIn(incarnations, muter),
      incarnationIn(incarnations, muted),
    ];
    const live = inForce(list, muterIncarnation, now);
    const hash = muteHash(muted);
    const known = live[hash] !== undefined && mute?.mutedIncarnation === mutedIncarnation ? mute : undefined;
    if (live[hash] === undefined && Object.keys(live).length >= table.limits.mutes) return false;
    const since = known?.since ?? toTimestamp(now);
    live[hash] = until === undefined ? 0 : Date.parse(until);
    const item = muteItem({ muter, muted, since, until, muterIncarnation, mutedIncarnation });
    return write(
      table,
      muter,
      { before: list, last, after: { incarnation: muterIncarnation, muted: live }, newly: [muted] },
      { Put: { TableName: table.name, Item: item } },
    );
  });
}

/** V2. Ends a mute, if there is one and `onlyIf` holds for it. */
export async function deleteMute(
  table: Table,
  pair: Pair,
  onlyIf: (mute: Mute) => boolean = () => true,
): Promise<void> {
  await withBackoff(table, async () => {
    const { list, mute, last } = await read(table, pair);
    if (mute === undefined || !onlyIf(mute)) return undefined;
    const { [muteHash(pair.muted)]: _gone, ...muted } = list.muted;
    const gone = { Delete: { TableName: table.name, Key: muteKey(pair.muter, pair.muted) } };
    // Entries of an earlier incarnation are not in the present list.
    const left = mute.muterIncarnation < list.incarnation ? list.muted : muted;
    const after = { incarnation: list.incarnation, muted: left };
    return write(table, pair.muter, { before: list, last, after }, gone);
  });
}

/** V3. An entity's mutes that are in force, read consistently. */
export async function mutesOf(table: Table, muter: EntityRef, now: number): Promise<readonly Mute[]> {
  const [items, { incarnation }] = await Promise.all([
    query(table, mutePartition(muter), { consistent: true }),
    getStored(table, muter),
  ]);
  return items.map(parseMute).filter((mute) => mute.muterIncarnation >= incarnation && isInForce(mute, now));
}

/** @returns also the last version that a list has had: one that begins anew must not repeat it */
async function read(
  table: Table,
  { muter, muted }: Pair,
): Promise<{ list: MuteList; mute: Mute | undefined; last: number }> {
  const [listKey, key, stateKey] = [muteListKey(muter), muteKey(muter, muted), noteStateKey(muter)];
  const items = await batchGet(table, [listKey, key, stateKey], true);
  const find = (pk: string) => items.find((item) => item["pk"] === pk);
  const [listItem, mute, state] = [find(listKey.pk), find(key.pk), find(stateKey.pk)];
  const list = listItem === undefined ? NO_MUTES : parseMuteList(listItem);
  const last = Math.max(list.version, state === undefined ? 0 : parseNoteState(state).mutes);
  return { list, mute: mute && parseMute(mute), last };
}

/** Writes a changed list with the change. The feeds' states are updated for the first mute and the last. */
async function write(
  table: Table,
  muter: EntityRef,
  {
    before,
    last,
    after,
    newly = [],
  }: {
    readonly before: MuteList;
    readonly last: number;
    readonly after: Omit<MuteList, "version">;
    readonly newly?: readonly EntityRef[];
  },
  change:
    | { Put: { TableName: string; Item: Record<string, unknown> } }
    | { Delete: { TableName: string; Key: object } },
): Promise<true | typeof AGAIN> {
  const version = last + 1;
  const any = Object.keys(after.muted).length > 0;
  const told = after.incarnation === before.incarnation && any === Object.keys(before.muted).length > 0;
  const failed = await tryTransact(table, [
    change as { Put: { TableName: string; Item: Record<string, unknown> } },
    {
      Put: {
        TableName: table.name,
        Item: muteListItem(muter, { ...after, version }),
        ...(before.version === 0
          ? { ConditionExpression: "attribute_not_exists(pk)" }
          : {
              ConditionExpression: "version = :version",
              ExpressionAttributeValues: { ":version": before.version },
            }),
      },
    },
    ...(isNotified(muter) ? [{ Update: noteMutesChanged(table, muter, { version, newly }) }] : []),
    ...(told ? [] : await feedMarks(table, muter, any)),
  ]);
  return failed !== AGAIN && failed.length === 0 ? true : AGAIN;
}
