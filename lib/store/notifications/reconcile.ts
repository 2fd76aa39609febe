import { UpdateCommand } from "@aws-sdk/lib-dynamodb";
import type { StoredAction } from "../../domain/action.ts";
import { type EntityRef, entityKey } from "../../domain/entity.ts";
import { type Head, type Member, NO_HEAD, announced, current } from "../../domain/notifications/head.ts";
import { eachAtMost } from "../../domain/merge.ts";
import { isEnough, shownOf, unknownActions } from "../../domain/notifications/shown.ts";
import { hasPart, notifiedSince } from "../../domain/notifications/notified.ts";
import { SECOND } from "../../domain/time.ts";
import { isPublic } from "../../domain/visibility.ts";
import { chunks } from "../../table/batch.ts";
import { AGAIN, withBackoff } from "../../table/retry.ts";
import type { Table } from "../../table/table.ts";
import { tryTransact } from "../../table/transact.ts";
import { tryWriteIf } from "../../table/write.ts";
import { getMuteList, mutes } from "../mutes/mute-list.ts";
import { getActions } from "../actions/actions.ts";
import { recipientsOf } from "../actions/recipients.ts";
import { hiddenArrival } from "./arrivals.ts";
import { Draft, type Look } from "./draft.ts";
import { getHead, putHead } from "./heads.ts";
import { type GroupRef, copyToRows, markRemoved, removedRows, rowItems } from "./rows.ts";
import { type NoteState, getNoteState } from "./state.ts";

/** Actions that change one head in one write: a transaction has room for their rows. */
const TOGETHER = 40;
/** Attempts stamp arrivals first, and end at this age: marks rely on arrivals written within a minute. */
const LONGEST_ATTEMPT = 10 * SECOND;
/** Long lists of recipients that are read at once. */
const LOOKS_AT_ONCE = 8;
/** A record that comes within this time is prompt. */
const PROMPT = 20 * SECOND;

/** An action that may concern somebody; it is read again. */
export interface Seed {
  readonly id: string;
  /** The actor's `entityKey`. */
  readonly actor: string;
  readonly verb: string;
}

/** N7. The only writer of notifications: makes members what actions are now. Safe to repeat, in any order. */
export async function reconcile(
  table: Table,
  place: { readonly owner: EntityRef; readonly group: string },
  seeds: readonly Seed[],
  clock: () => number,
): Promise<void> {
  for (const some of chunks(seeds, TOGETHER))
    await withBackoff(table, async () => ((await attempt(table, place, some, clock)) ? undefined : AGAIN));
}

async function attempt(
  table: Table,
  { owner, group }: { readonly owner: EntityRef; readonly group: string },
  seeds: readonly Seed[],
  clock: () => number,
): Promise<boolean> {
  const started = clock();
  const look = async () => {
    const ids = seeds.map(({ id }) => id);
    return Promise.all([getNoteState(table, owner), getActions(table, ids, true)]);
  };
  // The head first: else an action that is deleted between the two looks like a new member of the next head.
  const stored = await getHead(table, owner, group);
  const [state, actions] = await look();
  const before: Head = stored ?? { ...NO_HEAD, verb: seeds[0]?.verb ?? "" };
  const cutoff = started - table.limits.retention;
  const ref: GroupRef = { owner, group, incarnation: state.incarnation };
  const head = current(before, state.incarnation, cutoff);
  const isMuted = await mutedBy(table, owner, state, started);
  const draft = new Draft(table, ref, head);
  const looks = await eachAtMost(LOOKS_AT_ONCE, seeds, (seed) => {
    const action = actions.get(seed.id);
    return lookAt(table, owner, state, { seed, action, started, isMuted });
  });
  await draft.applyAll(looks.sort(byArrival));
  const { head: placed, hidden, into, out } = await draft.settle();
  const newest = await draft.newest((members) => isEnough(members, placed.actors));
  const shown = await showAgain(table, placed, newest, actions);
  const after: Head = { ...placed, shown };
  if (isSame(head, after) && into.length + out.length === 0) {
    // Rows are read after their head: a member that moved between them meanwhile was in neither.
    return !before.more || (await getHead(table, owner, group))?.version === before.version;
  }
  const announcing = announced({ ...after, version: before.version + 1 }, table.limits.inline);
  const next = { ...announcing, held: before.incarnation };
  const marker = hiddenArrival(owner, group, { head: after, hidden, now: started });
  // Of members that leave a group with rows, rows may count: only a transaction knows.
  const mayPrecede = marker === undefined && into.every(isAnnounced) && (out.length === 0 || !head.more);
  const isPut =
    mayPrecede && (await markRemoved(table, ref, out, started)) && (await copyToRows(table, ref, into));
  if (clock() - started > LONGEST_ATTEMPT) return false;
  const rows = [
    ...(marker === undefined ? [] : [marker]),
    ...out.flatMap((member) => removedRows(ref, member, started)),
    ...into.flatMap((member) => rowItems(table, ref, member)),
  ];
  if (!(await isWritten(table, putHead(table, owner, group, next), isPut ? [] : rows))) return false;
  const [stateNow, actionsNow] = await look();
  return (
    isUnmoved(state, stateNow) &&
    seeds.every(({ id }) => versionIn(actions, id) === versionIn(actionsNow, id))
  );
}

const versionIn = (actions: ReadonlyMap<string, StoredAction>, id: string) => actions.get(id)?.version;

/** Whether what members depend on has not changed meanwhile. */
const isUnmoved = (before: NoteState, now: NoteState): boolean =>
  before.incarnation === now.incarnation && before.mutes === now.mutes;

type IsMuted = (actor: EntityRef) => boolean;

/** What somebody mutes; no read if they never muted anybody. */
async function mutedBy(table: Table, owner: EntityRef, state: NoteState, now: number): Promise<IsMuted> {
  if (state.mutes === 0) return () => false;
  const list = await getMuteList(table, owner, true);
  return (actor) => list.incarnation >= state.incarnation && mutes(list, actor, now);
}

const byArrival = (a: Look, b: Look): number => (a.arrives ?? 0) - (b.arrives ?? 0);

/** When it notified, to keep order, or now if its record is late: marks rely on no arrival in the past. */
function arrivalOf(since: number, now: number, retention: number): number | undefined {
  if (since <= now - retention) return undefined;
  return since <= now && since > now - PROMPT ? since : now;
}

async function lookAt(
  table: Table,
  owner: EntityRef,
  state: NoteState,
  {
    seed,
    action,
    started,
    isMuted,
  }: { seed: Seed; action: StoredAction | undefined; started: number; isMuted: IsMuted },
): Promise<Look> {
  const { id, actor } = seed;
  if (action === undefined) return { id, actor, action, isShown: false, arrives: undefined };
  const to = hasPart(action.body, owner) ? [] : await recipientsOf(table, action);
  const since = notifiedSince(action, owner, to);
  const isTold = since !== undefined && since > state.erased && isPublic(action);
  const isShown = isTold && !isMuted(action.body.actor);
  const arrives = isTold ? arrivalOf(since, started, table.limits.retention) : undefined;
  return { id, actor, action, isShown, arrives };
}

type Newest = Awaited<ReturnType<Draft["newest"]>>;

async function showAgain(
  table: Table,
  head: Head,
  newest: Newest,
  actions: ReadonlyMap<string, StoredAction>,
): Promise<Head["shown"]> {
  const [first, ...rest] = newest;
  if (first === undefined) return undefined;
  const missing = unknownActions(newest, head.shown, actions);
  const read = missing.length === 0 ? [] : await getActions(table, missing, true);
  const known = new Map([...actions, ...read].filter(([, action]) => isPublic(action)));
  return shownOf([first, ...rest], head.shown, known);
}

const isSame = (before: Head, after: Head): boolean => JSON.stringify(before) === JSON.stringify(after);

const isAnnounced = ({ copied }: Member): boolean => copied === true;

async function isWritten(
  table: Table,
  head: ReturnType<typeof putHead>,
  rows: readonly Record<string, unknown>[],
): Promise<boolean> {
  if (rows.length === 0) return (await tryWriteIf(table, new UpdateCommand(head))) === true;
  const puts = rows.map((Item) => ({ Put: { TableName: table.name, Item } }));
  const failed = await tryTransact(table, [{ Update: head }, ...puts]);
  return failed !== AGAIN && failed.length === 0;
}

export const seedOf = (id: string, body: StoredAction["body"]): Seed => ({
  id,
  actor: entityKey(body.actor),
  verb: body.verb,
});
