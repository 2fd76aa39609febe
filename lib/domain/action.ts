import * as z from "zod/mini";
import { column } from "./action-fields.ts";
import { type EntityInput, type EntityRef, displayName } from "./entity.ts";
import type { RoleIncarnations } from "./incarnation.ts";
import { positionOf, splitPosition, type Position } from "./position.ts";
import { type Recipient, addressed } from "./recipients.ts";
import { canonicalJson } from "./text.ts";
import { SECOND, toTimestamp } from "./time.ts";
import type { Whole } from "./whole.ts";

const FUTURE = 300 * SECOND;

/** The body of an action as it is stored. */
export const actionBody = z.object(column("kept"));

/**
 * What an action says, apart from its place in time: the part that is stored, copied into feeds, and shown.
 */
export type ActionBody = Readonly<z.output<typeof actionBody>>;

/** An action in a stream. */
export interface Entry {
  readonly position: Position;
  /** Raised by every change of the action, so that of two copies the newer is known. */
  readonly version: number;
  readonly body: ActionBody;
}

/** What is stored of an action beside what it says. */
export const storedFacts = {
  position: z.string(),
  version: z.number(),
  /** Who sent which request, so that a repeat is told from a conflict. */
  fingerprint: z.string(),
  /** Of which lives of its entities it tells, where any of them has been deleted before. */
  incarnations: z.optional(z.custom<RoleIncarnations>()),
  /** When it was stored, and when it was first public: milliseconds of the server's clock. */
  stored: z.optional(z.number()),
  first_public: z.optional(z.number()),
};

/** A stored action: the entry and what only the store and the idempotency rules need. */
export type StoredAction = Entry & Readonly<z.output<z.ZodMiniObject<typeof storedFacts>>>;

/** The body of `POST /actions`. */
export const newAction = z.strictObject(column("sent"));

export type NewAction = z.output<typeof newAction>;

/** An action as callers see it. */
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

/** What a patch changes, but for `to`. */
type Patch = Omit<ActionPatch, "to">;

/** What an action says after a patch. `to` is what becomes of it; none: it stays. */
export function patched(body: ActionBody, patch: Patch, now: number, to?: readonly Recipient[]): ActionBody {
  const changes: Whole<Pick<ActionBody, keyof Patch>> = {
    public: patch.public ?? body.public,
    description: afterPatch(body.description, patch.description),
    data: afterPatch(body.data, patch.data),
  };
  return { ...body, ...(to && addressed(to)), ...changes, updated: toTimestamp(now) };
}

const afterPatch = <T>(before: T | undefined, patch: T | null | undefined): T | undefined =>
  patch === undefined ? before : (patch ?? undefined);

/** Whether a time is later than the five minutes from now that clocks are forgiven. */
export const tooFarAhead = (time: string, now: number): boolean => Date.parse(time) > now + FUTURE;

/** The references of a new action, under their fields' names. */
export function referencesOf(action: NewAction): [field: string, input: EntityInput][] {
  const { actor, action_object, target } = action;
  return Object.entries({ actor, action_object, target }).flatMap(([field, input]) =>
    input === undefined ? [] : [[field, input]],
  );
}

/** The entities of an action, by role. */
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

/** What two requests must share to be the same request. */
export function fingerprintText(caller: string, action: NewAction): string {
  return canonicalJson({ caller, action });
}

export const entryId = (entry: Entry): string => splitPosition(entry.position).id;

export const newEntry = (id: string, time: string, body: ActionBody): Entry => ({
  position: positionOf(time, id),
  version: 1,
  body,
});
