import { PutCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { PREFIX } from "../../contract/table.ts";
import { type EntityRef, entityKey, parseEntityKey } from "../../domain/entity.ts";
import { incarnationIn } from "../../domain/incarnation.ts";
import { eachAtMost } from "../../domain/merge.ts";
import type { Mute } from "../../domain/mute.ts";
import { isNotified } from "../../domain/notifications/notified.ts";
import { batchWrite } from "../../table/batch.ts";
import { muteKey } from "../../table/keys.ts";
import type { Table } from "../../table/table.ts";
import { write } from "../../table/write.ts";
import { getEntities, incarnationsOf } from "../entities/entities.ts";
import { parseMute } from "../mutes/mute-item.ts";
import { getMuteList, muteHash, muteListItem } from "../mutes/mute-list.ts";
import { mutesOf } from "../mutes/mutes.ts";
import { getNoteState, noteMutesChanged } from "../notifications/state.ts";
import { AT_ONCE, type Item, itemsUnder } from "./items.ts";

/** Z2. Makes lists what the mutes say, without those of earlier incarnations; the next read obeys. */
export async function mendMutes(table: Table, items: readonly Item[], now: number): Promise<void> {
  const prefixes = [PREFIX.mute, PREFIX.muteList];
  const states = itemsUnder(items, PREFIX.note).filter((item) => Number(item["mutes"] ?? 0) > 0);
  const muters = new Set([
    ...prefixes.flatMap((prefix) => itemsUnder(items, prefix).map(({ pk }) => pk.slice(prefix.length))),
    ...states.map(({ pk }) => pk.slice(PREFIX.note.length)),
  ]);
  const past = await pastOf(table, itemsUnder(items, PREFIX.mute).map(parseMute));
  await batchWrite(
    table,
    [],
    past.map(({ muter, muted }) => muteKey(muter, muted)),
  );
  await eachAtMost(AT_ONCE, [...muters], (muter) => relist(table, parseEntityKey(muter), now));
}

async function pastOf(table: Table, mutes: readonly Mute[]): Promise<Mute[]> {
  const sides = mutes.flatMap(({ muter, muted }) => [muter, muted]);
  const incarnations = incarnationsOf(await getEntities(table, sides, true));
  return mutes.filter(
    ({ muter, muted, muterIncarnation, mutedIncarnation }) =>
      muterIncarnation < incarnationIn(incarnations, muter) ||
      mutedIncarnation < incarnationIn(incarnations, muted),
  );
}

async function relist(table: Table, muter: EntityRef, now: number): Promise<void> {
  const found = await mutesOf(table, muter, now);
  const [past, stored, list, { mutes: noted }] = await Promise.all([
    pastOf(table, found),
    getEntities(table, [muter], true),
    getMuteList(table, muter, true),
    getNoteState(table, muter),
  ]);
  const mutes = found.filter((mute) => !past.includes(mute));
  const until = (mute: Mute) => (mute.until === undefined ? 0 : Date.parse(mute.until));
  const muted = Object.fromEntries(mutes.map((mute) => [muteHash(mute.muted), until(mute)]));
  // Above all versions that may have been applied.
  const version = Math.max(list.version, noted) + 1;
  const incarnation = stored.get(entityKey(muter))?.incarnation ?? 0;
  const Item = muteListItem(muter, { version, incarnation, muted });
  await write(table, new PutCommand({ TableName: table.name, Item }));
  if (!isNotified(muter)) return;
  // One that ends before groups obey it is known to nobody but these names.
  const newly = mutes.filter((mute) => mute.until !== undefined).map((mute) => mute.muted);
  await write(table, new UpdateCommand(noteMutesChanged(table, muter, { version, newly })));
}
