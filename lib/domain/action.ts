import * as z from "zod/mini";
import { type EntityInput, type EntityRef, type EntitySnapshot, displayName, entityInput } from "./entity.ts";
import type { RoleIncarnations } from "./incarnation.ts";
import { positionOf, splitPosition, type Position } from "./position.ts";
import { type Recipient, addressed, recipients } from "./recipients.ts";
import { canonicalJson, jsonObject, nonBlank, optional, shortText, utf8Bytes } from "./text.ts";
import { SECOND, timestamp, toTimestamp } from "./time.ts";

const DATA_BYTES = 8 * 1024;
const FUTURE = 300 * SECOND;

/**
 * What an action says, apart from its place in time: the part that is stored, copied into feeds, and shown.
 */
export interface ActionBody {
  readonly actor: EntitySnapshot;
  readonly verb: string;
  readonly action_object?: EntitySnapshot | undefined;
  readonly target?: EntitySnapshot | undefined;
  readonly public: boolean;
  readonly description?: string | undefined;
  readonly data?: Readonly<Record<string, unknown>> | undefined;
  /** When it was last patched, for feed readers; none: never. */
  readonly updated?: string | undefined;
  /** Who is told besides the target and the action object: up to five. */
  readonly to?: readonly Recipient[] | undefined;
  /** More than five are told: they are kept beside the action, so that no index and no row carries them. */
  readonly to_many?: true | undefined;
  /** Notifies nobody, whatever becomes of `to`. */
  readonly notify?: false | undefined;
}

/** An action in a stream. */
export interface Entry {
  readonly position: Position;
  /** Raised by every change of the action, so that of two copies the newer is known. */
  readonly version: number;
  readonly body: ActionBody;
}

/** A stored action: the entry and what only the store and the idempotency rules need. */
export interface StoredAction extends Entry {
  /** Who sent which request, so that a repeat is told from a conflict. */
  readonly fingerprint: string;
  /** Of which lives of its entities it tells, where any of them has been deleted before. */
  readonly incarnations?: RoleIncarnations | undefined;
  /** When it was stored, and when it was first public: milliseconds of the server's clock. */
  readonly stored?: number | undefined;
  readonly first_public?: number | undefined;
}

const data = jsonObject.check(
  z.refine(
    (value) => utf8Bytes(JSON.stringify(value)) <= DATA_BYTES,
    `must have at most ${DATA_BYTES} bytes as JSON`,
  ),
);

const description = shortText(2000);

/** The id that a client may choose. */
export const clientId = z
  .string()
  .check(z.regex(/^[A-Za-z0-9_-]{1,64}$/, "must match ^[A-Za-z0-9_-]{1,64}$"));

/** The body of `POST /actions`. */
export const newAction = z.strictObject({
  id: optional(clientId),
  actor: optional(entityInput),
  verb: nonBlank(255),
  action_object: optional(entityInput),
  target: optional(entityInput),
  public: optional(z.boolean()),
  description: optional(description),
  timestamp: optional(timestamp),
  data: optional(data),
  to: optional(recipients),
  notify: optional(z.boolean()),
});

export type NewAction = z.output<typeof newAction>;

/**
 * The body of `PATCH /actions/{id}`: what is absent stays, `null` clears, `data` is replaced whole. There is
 * no clearing `public`: nothing becomes public that nobody said should.
 */
export const actionPatch = z
  .strictObject({
    public: optional(z.boolean()),
    description: z.nullish(description),
    data: z.nullish(data),
    to: z.nullish(recipients),
  })
  .check(
    z.refine(
      (patch) => Object.values(patch).some((value) => value !== undefined),
      "must change public, description, data or to",
    ),
  );

/** What a patch changes, but for `to`. */
type Patch = Omit<z.output<typeof actionPatch>, "to">;

/** What an action says after a patch. `to` is what becomes of it; none: it stays. */
export function patched(body: ActionBody, patch: Patch, now: number, to?: readonly Recipient[]): ActionBody {
  return {
    ...body,
    ...(to && addressed(to)),
    public: patch.public ?? body.public,
    description: patch.description === undefined ? body.description : (patch.description ?? undefined),
    data: patch.data === undefined ? body.data : (patch.data ?? undefined),
    updated: toTimestamp(now),
  };
}

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
