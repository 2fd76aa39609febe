import { DeleteCommand } from "@aws-sdk/lib-dynamodb";
import { INDEXES } from "../../contract/table.ts";
import type { EntityRef } from "../../domain/entity.ts";
import type { Incarnation } from "../../domain/incarnation.ts";
import type { Mute } from "../../domain/mute.ts";
import { eachAtMost } from "../../domain/merge.ts";
import { muteListKey, mutePartition, mutedPartition } from "../../table/keys.ts";
import { queryPages } from "../../table/query.ts";
import type { Table } from "../../table/table.ts";
import { writeIf } from "../../table/write.ts";
import { parseMute } from "./mute-item.ts";
import { deleteMute } from "./mutes.ts";

const AT_ONCE = 8;

type Walk = AsyncGenerator<number, void, undefined>;

/** V6. Removes the mutes that an entity made in earlier incarnations, and their list. */
export async function* ownMutes(table: Table, entity: EntityRef, incarnation: Incarnation): Walk {
  await writeIf(
    table,
    new DeleteCommand({
      TableName: table.name,
      Key: muteListKey(entity),
      ConditionExpression: "attribute_exists(pk) AND (attribute_not_exists(epoch) OR epoch < :epoch)",
      ExpressionAttributeValues: { ":epoch": incarnation },
    }),
  );
  const isPast = (mute: Mute) => mute.muterIncarnation < incarnation;
  // They share a list, so one at a time.
  for await (const items of queryPages(table, mutePartition(entity), { consistent: true }))
    yield removed(table, items.map(parseMute), isPast, 1);
}

/** V7. Removes the mutes of an entity's earlier incarnations, whoever made them. */
export async function* mutesOfIt(table: Table, entity: EntityRef, incarnation: Incarnation): Walk {
  const isPast = (mute: Mute) => mute.mutedIncarnation < incarnation;
  const newestFirst = { index: INDEXES.followed, direction: "older" } as const;
  for await (const items of queryPages(table, mutedPartition(entity), newestFirst))
    yield removed(table, items.map(parseMute), isPast, AT_ONCE);
}

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
