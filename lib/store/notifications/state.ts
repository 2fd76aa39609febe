import { GetCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import * as z from "zod/mini";
import { type EntityRef, entityKey } from "../../domain/entity.ts";
import type { Incarnation } from "../../domain/incarnation.ts";
import type { Watermarks } from "../../domain/notifications/marks.ts";
import { noteStateKey } from "../../table/keys.ts";
import { atIncarnation } from "../../table/conditions.ts";
import type { Table } from "../../table/table.ts";
import { tryWriteIf, writeIf } from "../../table/write.ts";
import { AGAIN, withBackoff } from "../../table/retry.ts";

const storedState = z.object({
  epoch: z._default(z.int(), 0),
  erased: z._default(z.number(), 0),
  seen: z._default(z.number(), 0),
  read: z._default(z.number(), 0),
  turns: z._default(z.int(), 0),
  mutes: z._default(z.int(), 0),
  applied: z._default(z.int(), 0),
  mute_ends: z._default(z.number(), 0),
  unobeyed: z._default(z.set(z.string()), () => new Set<string>()),
});

export interface NoteState {
  readonly incarnation: Incarnation;
  /** When the last incarnation ended: earlier actions do not notify this one. */
  readonly erased: number;
  /** The arrivals up to which everything is seen, and read. */
  readonly seen: number;
  readonly read: number;
  /** How many marks of a page, or of all, there were. */
  readonly turns: number;
  /** The versions of the owner's mute list, and of the list applied to the groups; 0: never any. */
  readonly mutes: number;
  readonly applied: number;
  /** When the first applied mute ends; 0: none does. */
  readonly mute_ends: number;
  /** `entityKey`s of the muted since groups last obeyed, be it over or not: what they did came in hidden. */
  readonly unobeyed: ReadonlySet<string>;
}

const FRESH: NoteState = {
  ...{ incarnation: 0, erased: 0, seen: 0, read: 0, turns: 0 },
  ...{ mutes: 0, applied: 0, mute_ends: 0, unobeyed: new Set() },
};

export function parseNoteState(item: unknown): NoteState {
  const { epoch: incarnation, ...state } = storedState.parse(item);
  return { ...state, incarnation };
}

/** N1. The state of a recipient's notifications, read consistently: a mark is seen at once. */
export async function getNoteState(table: Table, owner: EntityRef): Promise<NoteState> {
  const { Item } = await table.client.send(
    new GetCommand({ TableName: table.name, Key: noteStateKey(owner), ConsistentRead: true }),
  );
  return Item === undefined ? FRESH : parseNoteState(Item);
}

export const eraseNotes = (table: Table, owner: EntityRef, incarnation: Incarnation, now: number) => ({
  TableName: table.name,
  Key: noteStateKey(owner),
  UpdateExpression:
    "SET epoch = :epoch, erased = :now REMOVE seen, #read, mutes, applied, mute_ends, unobeyed",
  ExpressionAttributeNames: { "#read": "read" },
  ExpressionAttributeValues: { ":epoch": incarnation, ":now": now },
});

/**
 * Notes changed mutes, and who is muted `newly`. Fails where a list of that version was before: a deletion
 * removes the list, and what obeyed one would pass for obeying the other.
 */
export const noteMutesChanged = (
  table: Table,
  owner: EntityRef,
  { version, newly }: { readonly version: number; readonly newly: readonly EntityRef[] },
) => ({
  TableName: table.name,
  Key: noteStateKey(owner),
  UpdateExpression: `SET mutes = :version${newly.length === 0 ? "" : " ADD unobeyed :muted"}`,
  ConditionExpression: "attribute_not_exists(mutes) OR mutes < :version",
  ExpressionAttributeValues: {
    ":version": version,
    ...(newly.length > 0 && { ":muted": new Set(newly.map(entityKey)) }),
  },
});

/** Notes which mutes are applied to the groups. Where they have changed meanwhile, the next read does. */
export async function noteApplied(
  table: Table,
  owner: EntityRef,
  { incarnation, mutes }: NoteState,
  { version, ends }: { readonly version: number; readonly ends: number },
): Promise<void> {
  const command = new UpdateCommand({
    TableName: table.name,
    Key: noteStateKey(owner),
    UpdateExpression: "SET applied = :version, mute_ends = :ends REMOVE unobeyed",
    ConditionExpression: `mutes = :mutes AND ${atIncarnation(incarnation)}`,
    ExpressionAttributeValues: {
      ...{ ":version": version, ":ends": ends, ":mutes": mutes },
      ...(incarnation > 0 && { ":epoch": incarnation }),
    },
  });
  await writeIf(table, command);
}

/** N2. Raises what is seen and read; neither ever falls. `names` groups: takes a turn. @returns the state then */
export const raiseMarks = (
  table: Table,
  owner: EntityRef,
  marks: Watermarks & { readonly names: boolean },
): Promise<NoteState> =>
  withBackoff(table, async () => {
    const state = await getNoteState(table, owner);
    const raised = {
      ...state,
      seen: Math.max(state.seen, marks.seen),
      read: Math.max(state.read, marks.read),
      turns: marks.names ? state.turns + 1 : state.turns,
    };
    const changed = (["seen", "read", "turns"] as const).filter((name) => raised[name] !== state[name]);
    if (changed.length === 0) return state;
    const held = changed.map((name) => `(attribute_not_exists(#${name}) OR #${name} < :${name})`);
    const command = new UpdateCommand({
      TableName: table.name,
      Key: noteStateKey(owner),
      UpdateExpression: `SET ${changed.map((name) => `#${name} = :${name}`).join(", ")}`,
      ConditionExpression: [...held, atIncarnation(state.incarnation)].join(" AND "),
      ExpressionAttributeNames: Object.fromEntries(changed.map((name) => [`#${name}`, name])),
      ExpressionAttributeValues: {
        ...Object.fromEntries(changed.map((name) => [`:${name}`, raised[name]])),
        ...(state.incarnation > 0 && { ":epoch": state.incarnation }),
      },
    });
    return (await tryWriteIf(table, command)) === true ? raised : AGAIN;
  });
