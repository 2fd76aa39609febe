import { DeleteCommand } from "@aws-sdk/lib-dynamodb";
import { INDEXES } from "../../contract/table.ts";
import type { EntityRef } from "../../domain/entity.ts";
import type { Epoch } from "../../domain/epoch.ts";
import type { Mute } from "../../domain/mute.ts";
import { eachAtMost } from "../../domain/merge.ts";
import { type Range, after, rest } from "../../domain/position.ts";
import { muteListKey, mutePartition, mutedPartition } from "../../table/keys.ts";
import { query } from "../../table/query.ts";
import type { Table } from "../../table/table.ts";
import { writeIf } from "../../table/write.ts";
import { parseMute } from "./mute-item.ts";
import { deleteMute } from "./mutes.ts";

const AT_ONCE = 8;

/** Yields how many were removed, page by page. */
type Walk = AsyncGenerator<number, void, undefined>;

/** V6. Removes the mutes that an entity made in earlier epochs, and their list. */
export async function* ownMutes(table: Table, entity: EntityRef, epoch: Epoch): Walk {
  await writeIf(
    table,
    new DeleteCommand({
      TableName: table.name,
      Key: muteListKey(entity),
      ConditionExpression: "attribute_exists(pk) AND (attribute_not_exists(epoch) OR epoch < :epoch)",
      ExpressionAttributeValues: { ":epoch": epoch },
    }),
  );
  const isPast = (mute: Mute) => mute.muterEpoch < epoch;
  let low: string | undefined;
  for (;;) {
    const items = await query(table, mutePartition(entity), {
      range: { low },
      limit: table.limits.page,
      consistent: true,
    });
    // They share a list, which each rewrites: one at a time.
    yield removed(table, items.map(parseMute), isPast, 1);
    const last = items.at(-1);
    if (last === undefined || items.length < table.limits.page) return;
    low = after(String(last["sk"]));
  }
}

/** V7. Removes the mutes of an entity's earlier epochs, whoever made them. */
export async function* mutesOfIt(table: Table, entity: EntityRef, epoch: Epoch): Walk {
  const index = INDEXES.followed;
  const isPast = (mute: Mute) => mute.mutedEpoch < epoch;
  let range: Range = {};
  for (;;) {
    const items = await query(table, mutedPartition(entity), {
      index,
      range,
      direction: "older",
      limit: table.limits.page,
    });
    yield removed(table, items.map(parseMute), isPast, AT_ONCE);
    const last = items.at(-1);
    if (last === undefined || items.length < table.limits.page) return;
    range = rest(range, "older", String(last[index.sort]));
  }
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
