import { DeleteCommand } from "@aws-sdk/lib-dynamodb";
import type { EntityRef } from "../../domain/entity.ts";
import type { Incarnation } from "../../domain/incarnation.ts";
import { eachAtMost } from "../../domain/merge.ts";
import { noteOthers, notePartition } from "../../table/keys.ts";
import type { List } from "../jobs/lists.ts";
import type { Table } from "../../table/table.ts";
import { writeIf } from "../../table/write.ts";
import { REMOVED } from "./rows.ts";

const AT_ONCE = 8;

/** N15. What is left of an entity's earlier notifications. */
export const pastNotes = (table: Table, entity: EntityRef, incarnation: Incarnation): List => ({
  partition: notePartition(entity),
  range: noteOthers,
  page: table.limits.page,
  work: async (items) => {
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
    return past.length;
  },
});
