import * as z from "zod/mini";
import type { ActionBody, Entry } from "./action.ts";
import { type EntityRef, TYPE_PATTERN, entityText, modelType, sameEntity } from "./entity.ts";
import { ROLES, type Role } from "./incarnation.ts";
import { addIssue } from "./issue.ts";
import type { Limits } from "./limits.ts";
import type { Selection } from "./page.ts";
import { utf8Bytes } from "./text.ts";

export type PartFilter = { readonly model_type: string; readonly id?: undefined } | EntityRef;

export interface ActionFilters extends Readonly<Partial<Record<Role, PartFilter | undefined>>> {
  readonly verb?: readonly string[] | undefined;
}

export const PART = new RegExp(
  `^${TYPE_PATTERN.source.slice(1, -1)}(:[^\\u0000-\\u001f\\u007f-\\u009f]{1,255})?$`,
);

export const partFilter = z.pipe(
  z
    .string()
    .check(
      z.regex(PART, { error: "must be an entity such as 'user:bob', or a type such as 'user'", abort: true }),
    ),
  z.transform((text: string, context): PartFilter => {
    const parsed = (text.includes(":") ? entityText : modelType).safeParse(text);
    for (const { message } of parsed.error?.issues ?? []) addIssue(context, message);
    if (!parsed.success) return z.NEVER;
    return typeof parsed.data === "string" ? { model_type: parsed.data } : parsed.data;
  }),
);

const passes = (filter: PartFilter, entity: EntityRef | undefined): boolean =>
  entity !== undefined &&
  (filter.id === undefined ? filter.model_type === entity.model_type : sameEntity(filter, entity));

export type Rule = (body: ActionBody) => boolean;

/** Whether all filters hold; `undefined` where there are none. */
export function ruleOf(filters: ActionFilters): Rule | undefined {
  const verbs = filters.verb && new Set(filters.verb);
  const parts = ROLES.flatMap((role) =>
    filters[role] === undefined ? [] : [{ role, filter: filters[role] }],
  );
  if (verbs === undefined && parts.length === 0) return undefined;
  return (body) =>
    (verbs === undefined || verbs.has(body.verb)) &&
    parts.every(({ role, filter }) => passes(filter, body[role]));
}

/** `own=hide`: nothing that the feed's owner did. */
export const notBy =
  (owner: EntityRef): Rule =>
  ({ actor }) =>
    !sameEntity(actor, owner);

export const entryBytes = ({ body }: Entry): number => utf8Bytes(JSON.stringify(body));

export function selectionOf(
  given: readonly (Rule | undefined)[],
  limits: Limits,
): Selection<Entry> | undefined {
  const rules = given.filter((rule) => rule !== undefined);
  if (rules.length === 0) return undefined;
  return {
    limits,
    matches: ({ body }) => rules.every((rule) => rule(body)),
    bytesOf: entryBytes,
  };
}

export interface Named {
  readonly role: Role;
  readonly entity: EntityRef;
}

/** The entity that the filters name: its own stream holds everything they let pass. */
export function namedEntity(filters: ActionFilters, type?: string): Named | undefined {
  for (const role of ROLES) {
    const entity = filters[role];
    if (entity?.id !== undefined && (type === undefined || entity.model_type === type))
      return { role, entity };
  }
  return undefined;
}

export const namedType = (filters: ActionFilters): string | undefined =>
  ROLES.map((role) => filters[role]?.model_type).find((type) => type !== undefined);

/** The roles in which the filters let an entity's actions pass: one that excludes it leaves the others. */
export function rolesLeft(
  entity: EntityRef,
  roles: readonly Role[],
  filters: ActionFilters,
): readonly Role[] {
  const possible = roles.filter((role) => filters[role] === undefined || passes(filters[role], entity));
  const named = possible.filter((role) => filters[role]?.id !== undefined);
  return named.length > 0 ? named.slice(0, 1) : possible;
}
