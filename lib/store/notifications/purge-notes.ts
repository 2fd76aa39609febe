import { DeleteCommand } from "@aws-sdk/lib-dynamodb";
import type { EntityRef } from "../../domain/entity.ts";
import type { Incarnation } from "../../domain/incarnation.ts";
import { eachAtMost } from "../../domain/merge.ts";
import { noteOthers, notePartition } from "../../table/keys.ts";
import { queryPages } from "../../table/query.ts";
import type { Table } from "../../table/table.ts";
import { writeIf } from "../../table/write.ts";
import { REMOVED } from "./rows.ts";

const AT_ONCE = 8;

/**
 * N15. Removes what is left of an entity's earlier notifications. Yields how many items went, page by page.
 */
export async function* purgeNotes(
  table: Table,
  entity: EntityRef,
  incarnation: Incarnation,
): AsyncGenerator<number, void, undefined> {
  const options = { range: noteOthers, consistent: true };
  for await (const items of queryPages(table, notePartition(entity), options)) {
    const isPast = (epoch: unknown) => Number(epoch) < incarnation && epoch !== REMOVED;
    const past = items.filter((item) => isPast(item["epoch"]));
    await eachAtMost(AT_ONCE, past, ({ pk, sk }) =>
      writeIf(
        table,
        new DeleteCommand({
          TableName: table.name,
          Key: { pk, sk },
          ConditionExpression: "attribute_exists(pk) AND epoch < :epoch",
          ExpressionAttributeValues: { ":epoch": incarnation },
        }),
      ),
    );
    yield past.length;
  }
}
