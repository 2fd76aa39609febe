import { GetCommand, PutCommand, type PutCommandInput } from "@aws-sdk/lib-dynamodb";
import * as z from "zod/mini";
import { TTL_ATTRIBUTE } from "../../contract/table.ts";
import type { EntityRef } from "../../domain/entity.ts";
import type { Incarnation } from "../../domain/incarnation.ts";
import type { Member } from "../../domain/notifications/head.ts";
import { type Direction, type Range, rest } from "../../domain/position.ts";
import { HOUR } from "../../domain/time.ts";
import {
  type Key,
  memberPlace,
  noteActorKey,
  noteActorRows,
  notePartition,
  noteRowKey,
} from "../../table/keys.ts";
import { query } from "../../table/query.ts";
import type { Table } from "../../table/table.ts";
import { tryWriteIf } from "../../table/write.ts";
import { expiryOf } from "./heads.ts";

export interface GroupRef {
  readonly owner: EntityRef;
  readonly group: string;
  readonly incarnation: Incarnation;
}

const storedMember = z.object({
  epoch: z.int(),
  id: z.string(),
  actor: z.string(),
  at: z.number(),
  since: z.optional(z.number()),
  hidden: z.optional(z.literal(true)),
  o: z.optional(z.string()),
  t: z.optional(z.string()),
});

/** The two rows of a member outside the head: by arrival, and by actor. */
export const rowKeysOf = ({ owner, group }: GroupRef, member: Member): Key[] => [
  noteRowKey(owner, group, memberPlace(member)),
  noteActorKey(owner, group, member.actor, member.id),
];

export const rowItems = (
  table: Table,
  ref: GroupRef,
  { copied: _copied, ...member }: Member,
): Record<string, unknown>[] =>
  rowKeysOf(ref, member).map((key) => ({
    ...key,
    ...member,
    epoch: ref.incarnation,
    [TTL_ATTRIBUTE]: expiryOf(table, member.at),
  }));

/** Of no incarnation, so that nobody reads it. */
export const REMOVED = -1;
/** No call puts a row so long after it has begun. */
const LONGEST_PUT = HOUR;

/** What stands in place of a removed member's rows, as long as a call may be about to put them. */
export const removedRows = (ref: GroupRef, member: Member, now: number): Record<string, unknown>[] =>
  rowKeysOf(ref, member).map((key) => ({
    ...key,
    ...{ id: member.id, actor: member.actor, at: member.at, epoch: REMOVED },
    [TTL_ATTRIBUTE]: Math.ceil((now + LONGEST_PUT) / 1000),
  }));

/** @returns whether all were put */
async function putIf(
  table: Table,
  items: readonly Record<string, unknown>[],
  condition: Partial<PutCommandInput>,
): Promise<boolean> {
  const puts = items.map((Item) => new PutCommand({ TableName: table.name, Item, ...condition }));
  const done = await Promise.all(puts.map((put) => tryWriteIf(table, put)));
  return done.every((one) => one === true);
}

/** Puts the rows of members that their head announced, which may then leave it. @returns whether all are */
export async function copyToRows(table: Table, ref: GroupRef, members: readonly Member[]): Promise<boolean> {
  const done = members.map((member) => {
    const isSame = `epoch = :epoch AND attribute_${member.hidden === true ? "" : "not_"}exists(#hidden)`;
    return putIf(table, rowItems(table, ref, member), {
      // The id of a deleted action may be used again: it arrives later then.
      ConditionExpression: `attribute_not_exists(pk) OR #at < :at OR (#at = :at AND ${isSame})`,
      ExpressionAttributeNames: { "#at": "at", "#hidden": "hidden" },
      ExpressionAttributeValues: { ":at": member.at, ":epoch": ref.incarnation },
    });
  });
  return !(await Promise.all(done)).includes(false);
}

/** The same for members that leave their head for good, where no call has put their rows yet. */
export const markRemoved = (
  table: Table,
  ref: GroupRef,
  members: readonly Member[],
  now: number,
): Promise<boolean> =>
  putIf(
    table,
    members.flatMap((member) => removedRows(ref, member, now)),
    {
      ConditionExpression: "attribute_not_exists(pk) OR epoch = :removed",
      ExpressionAttributeValues: { ":removed": REMOVED },
    },
  );

function membersOf(items: readonly unknown[], wanted: Incarnation): Member[] {
  return items.filter((item) => storedMember.parse(item).epoch === wanted).map(memberOf);
}

export function memberOf(item: unknown): Member {
  const { epoch: _epoch, ...member } = storedMember.parse(item);
  return member;
}

/** N4. A member in rows, by its action, read consistently. */
export async function getRow(
  table: Table,
  ref: GroupRef,
  actor: string,
  id: string,
): Promise<Member | undefined> {
  const Key = noteActorKey(ref.owner, ref.group, actor, id);
  const { Item } = await table.client.send(
    new GetCommand({ TableName: table.name, Key, ConsistentRead: true }),
  );
  return Item && membersOf([Item], ref.incarnation)[0];
}

/** N5. One actor's members in rows, read consistently. */
export const rowsOfActor = async (table: Table, ref: GroupRef, actor: string): Promise<Member[]> =>
  membersOf(
    await query(table, notePartition(ref.owner), {
      range: noteActorRows(ref.group, actor),
      consistent: true,
    }),
    ref.incarnation,
  );

/** N5. The same of the newest actions, up to so many. @returns whether these are all, too */
export async function someRowsOfActor(
  table: Table,
  ref: GroupRef,
  actor: string,
  limit: number,
): Promise<{ readonly members: readonly Member[]; readonly isAll: boolean }> {
  const range = noteActorRows(ref.group, actor);
  const options = { range, direction: "older", limit, consistent: true } as const;
  const items = await query(table, notePartition(ref.owner), options);
  return { members: membersOf(items, ref.incarnation), isAll: items.length < limit };
}

const CHUNK = 50;

/** N6. Members in rows, by arrival, read consistently, a chunk at a time. */
export async function* rowsByArrival(
  table: Table,
  ref: GroupRef,
  direction: Direction,
  range: Range = {},
): AsyncGenerator<Member, void, undefined> {
  const key = (place: string) => noteRowKey(ref.owner, ref.group, place).sk;
  let left: Range = { low: key(range.low ?? ""), high: key(range.high ?? "~") };
  for (;;) {
    const options = { range: left, direction, limit: CHUNK, consistent: true };
    const items = await query(table, notePartition(ref.owner), options);
    yield* membersOf(items, ref.incarnation);
    const last = items.at(-1);
    if (last === undefined || items.length < CHUNK) return;
    left = rest(left, direction, String(last["sk"]));
  }
}
