import { DeleteCommand } from "@aws-sdk/lib-dynamodb";
import { INDEXES } from "../../contract/table.ts";
import type { EntityRef } from "../../domain/entity.ts";
import type { Incarnation } from "../../domain/incarnation.ts";
import type { Mute } from "../../domain/mute.ts";
import { eachAtMost } from "../../domain/merge.ts";
import { muteListKey, mutePartition, mutedPartition } from "../../table/keys.ts";
import type { List } from "../jobs/lists.ts";
import type { Table } from "../../table/table.ts";
import { writeIf } from "../../table/write.ts";
import { parseMute } from "./mute-item.ts";
import { deleteMute } from "./mutes.ts";

const AT_ONCE = 8;

/** V6. The mutes that an entity made in earlier incarnations, which go with their list. */
export const ownMutes = (table: Table, entity: EntityRef, incarnation: Incarnation): List => ({
  partition: mutePartition(entity),
  page: table.limits.page,
  work: async (items) => {
    await removeList(table, entity, incarnation);
    return removed(table, items.map(parseMute), ({ muterIncarnation }) => muterIncarnation < incarnation, 1);
  },
});

/** V7. The mutes of an entity's earlier incarnations, whoever made them. */
export const mutesOfIt = (table: Table, entity: EntityRef, incarnation: Incarnation): List => ({
  partition: mutedPartition(entity),
  index: INDEXES.followed,
  page: table.limits.page,
  work: (items) =>
    removed(table, items.map(parseMute), ({ mutedIncarnation }) => mutedIncarnation < incarnation, AT_ONCE),
});

const removeList = (table: Table, entity: EntityRef, incarnation: Incarnation): Promise<boolean> =>
  writeIf(
    table,
    new DeleteCommand({
      TableName: table.name,
      Key: muteListKey(entity),
      ConditionExpression: "attribute_exists(pk) AND (attribute_not_exists(epoch) OR epoch < :epoch)",
      ExpressionAttributeValues: { ":epoch": incarnation },
    }),
  );

async function removed(
  table: Table,
  found: readonly Mute[],
  isPast: (mute: Mute) => boolean,
  atOnce: number,
): Promise<number> {
  const past = found.filter(isPast);
  await eachAtMost(atOnce, past, (mute) => deleteMute(table, mute, isPast));
  return past.length;
}
