import { UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { NAMED_ATTRIBUTE } from "../../contract/table.ts";
import { type StoredAction, rolesOf } from "../../domain/action.ts";
import { type BoundName, type Raise, boundFor, raiseFor } from "../../domain/bounds.ts";
import { type EntityRef, entityKey } from "../../domain/entity.ts";
import type { Role } from "../../domain/incarnation.ts";
import { splitPosition } from "../../domain/position.ts";
import { spreadOver } from "../../domain/spread.ts";
import type { StoredEntity } from "./entities.ts";
import { forget } from "./remembered.ts";
import { entityItemKey } from "../../table/keys.ts";
import type { Table } from "../../table/table.ts";
import { writeIf } from "../../table/write.ts";

declare const isBounded: unique symbol;

/** An action that may be stored: the bounds of its entities are not below its time. */
export type BoundedAction = StoredAction & { readonly [isBounded]: true };

type Known = ReadonlyMap<string, Pick<StoredEntity, "bounds" | "keys">>;

/** E9. Raises entities' bounds, seldom. @returns the action, on one key of each spread entity */
export async function withinBounds(
  table: Table,
  action: StoredAction,
  known: Known,
  now: number,
): Promise<BoundedAction> {
  const time = Date.parse(splitPosition(action.position).timestamp);
  const roles = Object.entries(rolesOf(action.body)) as [Role, EntityRef][];
  const raises = new Map(
    roles.flatMap(([role, entity]): [string, Raise][] => {
      const [key, name] = [entityKey(entity), boundFor(role)];
      const raise = raiseFor({ entity, name, bounds: known.get(key)?.bounds ?? {} }, time, now, table.limits);
      return raise === undefined ? [] : [[`${name} ${key}`, raise]];
    }),
  );
  await Promise.all([...raises.values()].map((raise) => raiseBound(table, raise)));
  for (const { entity } of raises.values()) forget(table, entity);
  return spreadOver(action, known) as BoundedAction;
}

/** E9. Raises one bound, and sets the other if it is unknown. A higher one stays. */
export const raiseBound = (table: Table, { entity, name, to, unknown }: Raise): Promise<boolean> => {
  const setting = (one: BoundName) =>
    `${STORED[one]} = ${one === name ? ":to" : `if_not_exists(${STORED[one]}, :unknown)`}`;
  return writeIf(
    table,
    new UpdateCommand({
      TableName: table.name,
      Key: entityItemKey(entity),
      UpdateExpression: `SET ${setting("acted")}, ${setting("met")} REMOVE ${NAMED_ATTRIBUTE}`,
      ConditionExpression: `attribute_not_exists(${STORED[name]}) OR ${STORED[name]} < :to`,
      ExpressionAttributeValues: { ":to": to, ":unknown": unknown },
    }),
  );
};

const STORED = { acted: "acted_until", met: "met_until" } as const satisfies Record<BoundName, string>;
