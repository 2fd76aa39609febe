import { UpdateCommand } from "@aws-sdk/lib-dynamodb";
import type { EntityRef } from "../../domain/entity.ts";
import { LATE, type Member, counts, current, dismissed } from "../../domain/notifications/head.ts";
import type { Position, Walk } from "../../domain/position.ts";
import { arrivalText, memberPlace } from "../../table/keys.ts";
import { AGAIN, withBackoff } from "../../table/retry.ts";
import type { Table } from "../../table/table.ts";
import { tryWriteIf } from "../../table/write.ts";
import { type StoredHead, getHead, putHead } from "./heads.ts";
import { rowsByArrival } from "./rows.ts";
import { obeyedState } from "./obey-mutes.ts";
import { getNoteState } from "./state.ts";

/** A member where it stands in its group. */
interface PlacedMember extends Member {
  readonly position: Position;
}

/** N11. A group as it is now, read consistently; `undefined` if it has no visible member. */
export async function getGroup(
  table: Table,
  owner: EntityRef,
  group: string,
): Promise<StoredHead | undefined> {
  const { clock } = table.nondeterminism;
  const state = await obeyedState(table, owner, clock);
  const head = await getHead(table, owner, group);
  if (head === undefined) return undefined;
  const live = { ...head, ...current(head, state.incarnation, clock() - table.limits.retention) };
  return live.actions > 0 ? live : undefined;
}

/** N12. The visible members of a group, by arrival. */
export async function* members(
  table: Table,
  owner: EntityRef,
  head: StoredHead,
  { range, direction }: Pick<Walk, "range" | "direction">,
): AsyncGenerator<PlacedMember, void, undefined> {
  const { low = "", high = "~" } = range;
  const sign = direction === "newer" ? 1 : -1;
  const near = head.members
    .filter((member) => counts(member, head.gone))
    .map(placed)
    .filter(({ position }) => position >= low && position <= high)
    .sort((a, b) => sign * (a.position < b.position ? -1 : 1));
  const isNear = new Set(head.members.map(({ id }) => id));
  if (direction === "older") yield* near;
  if (head.more) {
    const oldest = arrivalText(Math.max(0, head.gone - LATE));
    const from = { low: low > oldest ? low : oldest, high };
    for await (const row of rowsByArrival(
      table,
      { owner, group: head.id, incarnation: head.incarnation },
      direction,
      from,
    ))
      if (counts(row, head.gone) && !isNear.has(row.id)) yield placed(row);
  }
  if (direction === "newer") yield* near;
}

const placed = (member: Member): PlacedMember => ({ ...member, position: memberPlace(member) });

/** N13. Removes a group with its present members, for good. */
export const dismiss = (table: Table, owner: EntityRef, group: string, now: number): Promise<void> =>
  withBackoff(table, async () => {
    const [state, head] = await Promise.all([getNoteState(table, owner), getHead(table, owner, group)]);
    if (head === undefined || head.incarnation !== state.incarnation || head.gone === head.high)
      return undefined;
    const gone = dismissed(current(head, state.incarnation, now - table.limits.retention));
    const write = putHead(table, owner, group, { ...gone, version: head.version + 1 });
    return (await tryWriteIf(table, new UpdateCommand(write))) === true ? undefined : AGAIN;
  });
