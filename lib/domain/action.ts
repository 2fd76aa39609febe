import * as z from "zod/mini";
import { column } from "./action-fields.ts";
import { type EntityInput, type EntityRef, displayName } from "./entity.ts";
import type { RoleIncarnations, RoleKeys } from "./incarnation.ts";
import { positionOf, splitPosition, type Position } from "./position.ts";
import { type Recipient, recipientFields } from "./recipients.ts";
import { canonicalJson } from "./text.ts";
import { SECOND, toTimestamp } from "./time.ts";
import type { Whole } from "./whole.ts";

export const FUTURE = 300 * SECOND;

export const actionBody = z.object(column("kept"));

/** What an action says, without its time: the part that is stored, copied into feeds, and shown. */
export type ActionBody = Readonly<z.output<typeof actionBody>>;

export interface Entry {
  readonly position: Position;
  /** Raised by every change of the action, so that the newer of two copies is known. */
  readonly version: number;
  readonly body: ActionBody;
}

export const storedFacts = {
  position: z.string(),
  version: z.number(),
  /** Of the request and its caller: tells a repeated request from a conflicting one. */
  fingerprint: z.string(),
  incarnations: z.optional(z.custom<RoleIncarnations>()),
  stored: z.optional(z.number()),
  first_public: z.optional(z.number()),
  spread: z.optional(z.custom<RoleKeys>()),
};

export type StoredAction = Entry & Readonly<z.output<z.ZodMiniObject<typeof storedFacts>>>;

export const newAction = z.strictObject(column("sent"));

export type NewAction = z.output<typeof newAction>;

export type PresentedAction = Readonly<z.output<z.ZodMiniObject<ReturnType<typeof column<"shown">>>>>;

const patchable = column("patch");
const named = Object.keys(patchable);

/** The body of `PATCH /actions/{id}`: what is absent stays, `null` clears, `data` is replaced whole. */
export const actionPatch = z
  .strictObject(patchable)
  .check(
    z.refine(
      (patch) => Object.values(patch).some((value) => value !== undefined),
      `must change ${named.slice(0, -1).join(", ")} or ${named.at(-1)}`,
    ),
  );

export type ActionPatch = z.output<typeof actionPatch>;

type Patch = Omit<ActionPatch, "to">;

/** The body of an action after a patch. Without `to` the recipients stay. */
export function patched(body: ActionBody, patch: Patch, now: number, to?: readonly Recipient[]): ActionBody {
  const changes: Whole<Pick<ActionBody, keyof Patch>> = {
    public: patch.public ?? body.public,
    description: afterPatch(body.description, patch.description),
    data: afterPatch(body.data, patch.data),
  };
  return { ...body, ...(to && recipientFields(to)), ...changes, updated: toTimestamp(now) };
}

const afterPatch = <T>(before: T | undefined, patch: T | null | undefined): T | undefined =>
  patch === undefined ? before : (patch ?? undefined);

/** Whether a time is more than five minutes ahead of now; clients' clocks may differ by that much. */
export const tooFarAhead = (time: string, now: number): boolean => Date.parse(time) > now + FUTURE;

export function referencesOf(action: NewAction): [field: string, input: EntityInput][] {
  const { actor, action_object, target } = action;
  return Object.entries({ actor, action_object, target }).flatMap(([field, input]) =>
    input === undefined ? [] : [[field, input]],
  );
}

export const rolesOf = (
  body: Pick<ActionBody, "actor" | "target" | "action_object">,
): { actor: EntityRef; target?: EntityRef; action_object?: EntityRef } => ({
  actor: body.actor,
  ...(body.target && { target: body.target }),
  ...(body.action_object && { action_object: body.action_object }),
});

/** The sentence: `actor verb`, `actor verb object`, `actor verb target`, or `actor verb object on target`. */
export function summary({ actor, verb, action_object, target }: ActionBody): string {
  const object = action_object && displayName(action_object);
  const on = target && displayName(target);
  const rest = object !== undefined && on !== undefined ? [object, "on", on] : [object, on];
  return [displayName(actor), verb, ...rest].filter((word) => word !== undefined).join(" ");
}

/** Two requests with the same text are the same request. */
export function fingerprintText(caller: string, action: NewAction): string {
  return canonicalJson({ caller, action });
}

export const entryId = (entry: Entry): string => splitPosition(entry.position).id;

export const newEntry = (id: string, time: string, body: ActionBody): Entry => ({
  position: positionOf(time, id),
  version: 1,
  body,
});
