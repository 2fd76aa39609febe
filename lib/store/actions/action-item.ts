import * as z from "zod/mini";
import { ACTION_KIND } from "../../contract/table.ts";
import { type ActionBody, type StoredAction, entryId, rolesOf } from "../../domain/action.ts";
import type { RoleIncarnations } from "../../domain/incarnation.ts";
import { visibilityOf } from "../../domain/visibility.ts";
import { actionKey, actionPartition } from "../../table/keys.ts";

const entity = z.looseObject({ model_type: z.string(), id: z.string() });

const recipient = z.object({ model_type: z.string(), id: z.string(), since: z.optional(z.number()) });

const body = z.object({
  actor: entity,
  verb: z.string(),
  action_object: z.optional(entity),
  target: z.optional(entity),
  public: z.boolean(),
  description: z.optional(z.string()),
  data: z.optional(z.custom<Record<string, unknown>>((value) => typeof value === "object")),
  updated: z.optional(z.string()),
  to: z.optional(z.array(recipient)),
  to_many: z.optional(z.literal(true)),
  notify: z.optional(z.literal(false)),
});

const storedItem = z.object({
  kind: z.literal(ACTION_KIND.action),
  position: z.string(),
  version: z.number(),
  fingerprint: z.string(),
  epochs: z.optional(z.custom<RoleIncarnations>()),
  stored: z.optional(z.number()),
  first_public: z.optional(z.number()),
  body: z.string(),
});

/**
 * A body is stored as JSON text: rows copy it as it is, `data` keeps every number and name that JSON can
 * hold, and a page of 25 is parsed in one go.
 */
export const bodyToText = (value: ActionBody): string => JSON.stringify(value);

export const bodyOfText = (text: string): ActionBody => body.parse(JSON.parse(text)) as ActionBody;

/** The item of an action, with the keys of its three index rows. */
export function actionItem(action: StoredAction, stored: number): Record<string, unknown> {
  return {
    ...actionKey(entryId(action)),
    kind: ACTION_KIND.action,
    position: action.position,
    stored,
    fingerprint: action.fingerprint,
    epochs: action.incarnations,
    ...changingAttributes(action),
  };
}

/** The part of an item that a change of its action writes anew. */
export function changingAttributes({
  version,
  first_public,
  body: value,
}: StoredAction): Record<string, unknown> {
  const visibility = visibilityOf(value);
  const { actor, target, action_object } = rolesOf(value);
  return {
    version,
    first_public,
    actor_key: actionPartition(visibility, actor),
    target_key: target && actionPartition(visibility, target),
    action_object_key: action_object && actionPartition(visibility, action_object),
    body: bodyToText(value),
  };
}

/** An action out of the table or an index. */
export function parseAction(item: unknown): StoredAction {
  const { body: text, kind: _kind, epochs: incarnations, ...rest } = storedItem.parse(item);
  return { ...rest, incarnations, body: bodyOfText(text) };
}

/** Whether the item is a live action, not what is left of one. */
export const isAction = (item: Record<string, unknown> | undefined): boolean =>
  item?.["kind"] === ACTION_KIND.action;
