import { UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { NAMED_ATTRIBUTE } from "../../contract/table.ts";
import type { EntityRef } from "../../domain/entity.ts";
import type { Incarnation } from "../../domain/incarnation.ts";
import { isNotified } from "../../domain/notifications/notified.ts";
import { eraseNotes } from "../notifications/state.ts";
import { flagsOf } from "../graph/edges.ts";
import { type EntityItem, type StoredEntity, getStored } from "./entities.ts";
import { resetState, stateReset } from "../feeds/feed-state.ts";
import { entityItemKey } from "../../table/keys.ts";
import { unchanged } from "./preconditions.ts";
import { untilForgotten } from "./remembered.ts";
import { AGAIN, withBackoff } from "../../table/retry.ts";
import { atIncarnation } from "../../table/conditions.ts";
import { type Table, traceIn } from "../../table/table.ts";
import { tryTransact } from "../../table/transact.ts";
import { writeIf } from "../../table/write.ts";

/** Flags whose states are reset in the deletion's transaction, which has at most a hundred writes. */
const TOGETHER = 98;

export interface DeletionGuard {
  readonly condition: string;
  /** May throw. @returns true where this very request has deleted it already */
  check(stored: StoredEntity): boolean;
}

/** E6. Deletes an entity: with its next incarnation all of it is gone at once. `purge` removes the rest. */
export async function deleteEntity(
  table: Table,
  entity: EntityRef,
  now: number,
  guard?: DeletionGuard,
): Promise<void> {
  const { stored, incarnation, rest } = await withBackoff(table, async () => {
    const stored = await getStored(table, entity);
    const incarnation = stored.incarnation + 1;
    if (guard?.check(stored) === true) return { stored, incarnation, rest: [] };
    const flags = await flagsOf(table, entity);
    const failed = await tryTransact(table, [
      { Update: beginIncarnation(table, entity, stored, guard?.condition) },
      ...(isNotified(entity) ? [{ Update: eraseNotes(table, entity, incarnation, now) }] : []),
      ...flags
        .slice(0, TOGETHER)
        .map((flag) => ({ Update: stateReset(table, { owner: entity, flag }, incarnation, now) })),
    ]);
    const rest = flags.slice(TOGETHER);
    return failed !== AGAIN && failed.length === 0 ? { stored, incarnation, rest } : AGAIN;
  });
  for (const flag of rest) await resetState(table, { owner: entity, flag }, incarnation, now);
  await untilForgotten(table, stored);
}

const AFTERWARDS = {
  pk: "kept",
  attributes: "gone",
  epoch: "set",
  followers: "gone",
  deleting: "set",
  revision: "gone",
  deletion_condition: "set",
  pull_mode: "gone",
  switch_id: "gone",
  pushed_at: "kept",
  // Its actions are removed later, and may be asked for until then.
  acted_until: "kept",
  met_until: "kept",
  spread: "kept",
} satisfies Readonly<Record<keyof EntityItem, "kept" | "set" | "gone">>;

const GONE = Object.entries(AFTERWARDS).flatMap(([name, fate]) => (fate === "gone" ? [name] : []));

/** Where the entity is spread, deliveries may remember for a moment that it is pulled: it stays so. */
const MODE: ReadonlySet<string> = new Set(["pull_mode", "switch_id"]);

/**
 * The write that begins the next incarnation. `deleting` stays until all remains are removed.
 * @param deletion the precondition of the request, to recognise it when it is repeated
 */
export function beginIncarnation(table: Table, entity: EntityRef, stored: StoredEntity, deletion?: string) {
  const held = deletion === undefined ? undefined : unchanged(stored);
  const traced = Object.entries(traceIn(table));
  const incarnation = stored.incarnation + 1;
  const condition = atIncarnation(stored.incarnation, ":before");
  const gone = GONE.filter((name) => stored.keys === 0 || !MODE.has(name));
  if (deletion === undefined) gone.push("deletion_condition");
  const set = [
    "epoch = :next",
    "deleting = :true",
    `${NAMED_ATTRIBUTE} = :true`,
    ...traced.map(([name]) => `${name} = :${name}`),
  ];
  if (deletion !== undefined) set.push("deletion_condition = :deletion");
  return {
    TableName: table.name,
    Key: entityItemKey(entity),
    UpdateExpression: `SET ${set.join(", ")} REMOVE ${gone.join(", ")}`,
    ConditionExpression: [condition, ...(held ? [held.condition] : [])].join(" AND "),
    ExpressionAttributeValues: {
      ":next": incarnation,
      ":true": true,
      ...(incarnation > 1 && { ":before": incarnation - 1 }),
      ...(deletion !== undefined && { ":deletion": deletion }),
      ...held?.values,
      ...Object.fromEntries(traced.map(([name, value]) => [`:${name}`, value])),
    },
  };
}

/** E5. Notes that nothing of earlier incarnations is left, unless it was deleted again. */
export async function endDeletion(table: Table, entity: EntityRef, incarnation: Incarnation): Promise<void> {
  await writeIf(
    table,
    new UpdateCommand({
      TableName: table.name,
      Key: entityItemKey(entity),
      UpdateExpression: `REMOVE deleting, ${NAMED_ATTRIBUTE}`,
      ConditionExpression: "epoch = :epoch",
      ExpressionAttributeValues: { ":epoch": incarnation },
    }),
  );
}
