import { UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { HEAD_KIND, PREFIX } from "../../contract/table.ts";
import { eachAtMost } from "../../domain/merge.ts";
import { type Member, counts } from "../../domain/notifications/head.ts";
import { batchGet, batchWrite } from "../../table/batch.ts";
import {
  groupOfHead,
  groupOfRow,
  keyOfItem,
  noteGroupRows,
  noteHeadKey,
  parseNotePartition,
  textOfKey,
} from "../../table/keys.ts";
import { query } from "../../table/query.ts";
import type { Table } from "../../table/table.ts";
import { write } from "../../table/write.ts";
import { hiddenArrival } from "../notifications/arrivals.ts";
import { parseHead, putHead } from "../notifications/heads.ts";
import { memberOf, rowKeysOf } from "../notifications/rows.ts";
import { AT_ONCE, type Item, itemsUnder } from "./items.ts";

/** Z2. Makes heads and rows agree where a transaction is there in part; the second walk repairs the rest. */
export async function mendGroups(table: Table, items: readonly Item[], now: number): Promise<void> {
  const notes = itemsUnder(items, PREFIX.note);
  await removeHeadless(table, notes);
  const heads = notes.filter(({ kind }) => kind === HEAD_KIND);
  await eachAtMost(AT_ONCE, heads, (item) => mendGroup(table, item, now));
}

async function removeHeadless(table: Table, notes: readonly Item[]): Promise<void> {
  const rows = notes.flatMap(({ pk, sk }) => {
    const group = groupOfRow(sk);
    return group === undefined ? [] : [{ key: { pk, sk }, head: noteHeadKey(parseNotePartition(pk), group) }];
  });
  const wanted = new Map(rows.map(({ head }) => [textOfKey(head), head]));
  const found = await batchGet(table, [...wanted.values()], true);
  const known = new Set(found.map((item) => textOfKey(keyOfItem(item))));
  await batchWrite(
    table,
    [],
    rows.filter(({ head }) => !known.has(textOfKey(head))).map(({ key }) => key),
  );
}

async function mendGroup(table: Table, item: Item, now: number): Promise<void> {
  const owner = parseNotePartition(item.pk);
  const group = groupOfHead(item.sk);
  const head = parseHead(item);
  const ref = { owner, group, incarnation: head.incarnation };
  const rows = (await rowsOf(table, item.pk, group)).filter((row) => row["epoch"] === head.incarnation);
  const stored = new Map(rows.map((row) => [String(row["sk"]), memberOf(row)]));
  const isHere = new Set(head.members.map(({ id }) => id));
  // A head that shows nothing has no member in rows that counts.
  const isWhole = (member: Member) =>
    head.more &&
    (head.newest > 0 || !counts(member, head.gone)) &&
    !isHere.has(member.id) &&
    rowKeysOf(ref, member).every(({ sk }) => JSON.stringify(stored.get(sk)) === JSON.stringify(member));
  const whole = [...stored].filter(([, member]) => isWhole(member));
  const copies = new Map(head.members.map(({ copied, ...member }) => [member.id, copied && member]));
  const isCopy = (member: Member) => JSON.stringify(copies.get(member.id)) === JSON.stringify(member);
  const torn = [...stored].filter(([, member]) => !isWhole(member) && !isCopy(member));
  const members = [...head.members, ...new Map(whole.map(([, member]) => [member.id, member])).values()];
  const hidden = Math.max(0, ...members.filter((member) => member.hidden === true).map(({ at }) => at));
  const marker = hiddenArrival(owner, group, { head, hidden, now });
  await batchWrite(
    table,
    marker === undefined ? [] : [marker],
    torn.map(([sk]) => ({ pk: item.pk, sk })),
  );
  const counted = members.filter((member) => counts(member, head.gone));
  const [actions, actors] = [counted.length, new Set(counted.map(({ actor }) => actor)).size];
  if (actions === head.actions && actors === head.actors) return;
  const stamps = counted.map(({ at }) => at);
  const [newest, first] = actions === 0 ? [0, 0] : [Math.max(...stamps), Math.min(...stamps)];
  const mended = { ...head, actions, actors, newest, first, version: head.version + 1 };
  await write(table, new UpdateCommand(putHead(table, owner, group, mended)));
}

const rowsOf = async (table: Table, pk: string, group: string): Promise<Record<string, unknown>[]> =>
  (
    await Promise.all(noteGroupRows(group).map((range) => query(table, pk, { range, consistent: true })))
  ).flat();
