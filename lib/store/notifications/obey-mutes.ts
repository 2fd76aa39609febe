import { GetCommand, PutCommand } from "@aws-sdk/lib-dynamodb";
import * as z from "zod/mini";
import { type EntityRef, entityKey } from "../../domain/entity.ts";
import { eachAtMost } from "../../domain/merge.ts";
import type { Member } from "../../domain/notifications/head.ts";
import { isInForce } from "../../domain/mute.ts";
import { SECOND } from "../../domain/time.ts";
import { noteHeads, noteMutesKey, notePartition } from "../../table/keys.ts";
import { query } from "../../table/query.ts";
import type { Table } from "../../table/table.ts";
import { writeIf } from "../../table/write.ts";
import { getMuteList } from "../mutes/mute-list.ts";
import { mutesOf } from "../mutes/mutes.ts";
import { type StoredHead, getHead, parseHead } from "./heads.ts";
import { reconcile } from "./reconcile.ts";
import { rowsOfActor } from "./rows.ts";
import { type NoteState, getNoteState, noteApplied } from "./state.ts";

const AT_ONCE = 8;
/** So long after a mute's end nobody obeys it, whatever their clock says: names are looked at again. */
const OVER = 60 * SECOND;

const storedNames = z.object({ epoch: z.int(), names: z.array(z.string()) });

/** N14. The state, after applying changed and ended mutes to the groups; it costs nothing if none has. */
export const obeyedState = async (table: Table, owner: EntityRef, clock: () => number): Promise<NoteState> =>
  (await obeyMutes(table, owner, clock)).state;

/** As `obeyedState`, and whether groups have changed. */
export async function obeyMutes(
  table: Table,
  owner: EntityRef,
  clock: () => number,
): Promise<{ readonly state: NoteState; readonly hasChanged: boolean }> {
  const state = await getNoteState(table, owner);
  const hasEnded = state.mute_ends > 0 && state.mute_ends <= clock();
  if (state.mutes === state.applied && !hasEnded) return { state, hasChanged: false };
  await obey(table, owner, state, clock);
  return { state: await getNoteState(table, owner), hasChanged: true };
}

/** May be repeated and run at the same time: each member is made what it should be now. */
async function obey(table: Table, owner: EntityRef, state: NoteState, clock: () => number): Promise<void> {
  const { version } = await getMuteList(table, owner, true);
  const time = clock();
  const [mutes, before] = await Promise.all([
    mutesOf(table, owner, time - OVER),
    namesBefore(table, owner, state),
  ]);
  const known = new Set(mutes.map(({ muted }) => entityKey(muted)));
  const now = new Set(mutes.filter((mute) => isInForce(mute, time)).map(({ muted }) => entityKey(muted)));
  const changed = new Set([...state.unobeyed, ...[...now].filter((name) => !before.has(name))]);
  for (const name of before) if (!now.has(name)) changed.add(name);
  if (changed.size > 0) {
    // If this call is cut off, the next one begins with every name that a member may be hidden for.
    if (!(await putNames(table, owner, state, new Set([...before, ...known])))) return;
    await lookAgain(table, { owner, incarnation: state.incarnation }, changed, clock);
    if (!(await putNames(table, owner, state, known))) return;
  }
  const ends = mutes.flatMap((mute) =>
    mute.until === undefined ? [] : [Date.parse(mute.until) + (isInForce(mute, time) ? 0 : OVER)],
  );
  await noteApplied(table, owner, state, {
    version: Math.min(version, state.mutes),
    ends: ends.length === 0 ? 0 : Math.min(...ends),
  });
}

async function namesBefore(
  table: Table,
  owner: EntityRef,
  { incarnation }: NoteState,
): Promise<ReadonlySet<string>> {
  const { Item } = await table.client.send(
    new GetCommand({ TableName: table.name, Key: noteMutesKey(owner), ConsistentRead: true }),
  );
  const stored = Item && storedNames.parse(Item);
  return new Set(stored?.epoch === incarnation ? stored.names : []);
}

function putNames(
  table: Table,
  owner: EntityRef,
  { incarnation, mutes: version }: NoteState,
  names: ReadonlySet<string>,
): Promise<boolean> {
  const Item = { ...noteMutesKey(owner), epoch: incarnation, version, names: [...names] };
  const command = new PutCommand({
    ...{ TableName: table.name, Item },
    // Items of before have no version.
    ConditionExpression:
      "attribute_not_exists(version) OR epoch < :epoch OR (epoch = :epoch AND version <= :version)",
    ExpressionAttributeValues: { ":epoch": incarnation, ":version": version },
  });
  return writeIf(table, command);
}

async function lookAgain(
  table: Table,
  { owner, incarnation }: { readonly owner: EntityRef; readonly incarnation: number },
  actors: ReadonlySet<string>,
  clock: () => number,
): Promise<void> {
  const items = await query(table, notePartition(owner), { range: noteHeads, consistent: true });
  const heads = items.map(parseHead).filter((head) => head.incarnation === incarnation);
  await eachAtMost(AT_ONCE, heads, async (head) => {
    const found = await membersOf(table, owner, head, actors);
    const seeds = found.map(({ id, actor }) => ({ id, actor, verb: head.verb }));
    await reconcile(table, { owner, group: head.id }, seeds, clock);
  });
}

async function membersOf(
  table: Table,
  owner: EntityRef,
  head: StoredHead,
  actors: ReadonlySet<string>,
): Promise<Member[]> {
  const near = head.members.filter(({ actor }) => actors.has(actor));
  if (!head.more) return near;
  const ref = { owner, group: head.id, incarnation: head.incarnation };
  const far = await eachAtMost(AT_ONCE, [...actors], (actor) => rowsOfActor(table, ref, actor));
  // Members move between head and rows: one that did so meanwhile may have been in neither.
  const now = await getHead(table, owner, head.id);
  if (now !== undefined && now.version !== head.version) return membersOf(table, owner, now, actors);
  const isNear = new Set(near.map(({ id }) => id));
  return [...near, ...far.flat().filter(({ id }) => !isNear.has(id))];
}
