import * as z from "zod/mini";
import { ACTION_KIND } from "../../contract/table.ts";
import {
  type ActionBody,
  type StoredAction,
  actionBody,
  entryId,
  rolesOf,
  storedFacts,
} from "../../domain/action.ts";
import { visibilityOf } from "../../domain/visibility.ts";
import type { Whole } from "../../domain/whole.ts";
import { actionKey, actionPartition } from "../../table/keys.ts";

const { incarnations: epochs, ...facts } = storedFacts;

const storedItem = z.object({ kind: z.literal(ACTION_KIND.action), ...facts, epochs, body: z.string() });

type Item = Whole<z.input<typeof storedItem>>;

/** JSON text: rows copy it, `data` keeps whatever JSON can hold, and a page is parsed in one go. */
export const bodyToText = (value: ActionBody): string => JSON.stringify(value);

const bodyOfText = (text: string): ActionBody => actionBody.parse(JSON.parse(text));

export function actionItem(action: StoredAction, stored: number): Record<string, unknown> {
  const fixed = {
    kind: ACTION_KIND.action,
    position: action.position,
    stored,
    fingerprint: action.fingerprint,
    epochs: action.incarnations,
    spread: action.spread,
  } satisfies Omit<Item, Changing>;
  return { ...actionKey(entryId(action)), ...fixed, ...changingAttributes(action) };
}

type Changing = "version" | "first_public" | "body";

export function changingAttributes({
  version,
  first_public,
  spread,
  body: value,
}: StoredAction): Record<string, unknown> {
  const visibility = visibilityOf(value);
  const { actor, target, action_object } = rolesOf(value);
  const changing = { version, first_public, body: bodyToText(value) } satisfies Pick<Item, Changing>;
  return {
    ...changing,
    actor_key: actionPartition(visibility, actor, spread?.actor),
    target_key: target && actionPartition(visibility, target, spread?.target),
    action_object_key: action_object && actionPartition(visibility, action_object, spread?.action_object),
  };
}

export function parseAction(item: unknown): StoredAction {
  const { body: text, kind: _kind, epochs: incarnations, ...rest } = storedItem.parse(item);
  return { ...rest, incarnations, body: bodyOfText(text) };
}

/** An action's key may hold its tombstone instead. */
export const isAction = (item: Record<string, unknown> | undefined): boolean =>
  item?.["kind"] === ACTION_KIND.action;
