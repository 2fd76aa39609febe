import { ACTION_KIND, PREFIX } from "../../../../lib/contract/table.ts";
import type { Table } from "../../../../lib/table/table.ts";
import type { StreamRecord } from "../../stream.ts";
import type { Item } from "../../values.ts";
import { DeleteCommand } from "@aws-sdk/lib-dynamodb";
import type { Plant } from "../plants.ts";
import { type Command, type Input, between, changed, partitionOf, placeOf } from "./between.ts";

const isPublic = (item: Item | undefined): boolean => String(item?.["actor_key"]).startsWith("public#");

/** Delivers what the last record of an action says instead of looking at the action. */
const believing = (what: string, isMeant: (item: Item | undefined) => boolean): Plant => ({
  what,
  handling: (table: Table, batch: readonly StreamRecord[]) => {
    const told = new Map(
      batch.filter(({ pk }) => pk.startsWith(PREFIX.action)).map((record) => [record.pk, record.new]),
    );
    return between(table, async (command, send) => {
      const pk = partitionOf(command.input);
      if (!told.has(pk) || !isMeant(told.get(pk))) return send(command);
      const answer = await send(command);
      const item = told.get(pk);
      return { ...answer, Item: item };
    });
  },
});

const UNGUARDED = "nonce = :nonce AND (attribute_exists(pk) OR counted = :false)";

function withoutGuards(command: Command): Command {
  const TransactItems = command.input.TransactItems?.map((write) => {
    if (write.Put !== undefined && placeOf(write).startsWith(PREFIX.uncounted))
      return { Put: { ...write.Put, ConditionExpression: undefined } };
    if (write.Update?.UpdateExpression === "SET counted = :true")
      return { Update: { ...write.Update, ConditionExpression: UNGUARDED } };
    return write;
  });
  return TransactItems === undefined ? command : changed(command, { TransactItems });
}

const isTombstone = ({ Item }: Input): boolean => Item?.["kind"] === ACTION_KIND.tombstone;

/** What records of the stream do. */
export const RECORDS = {
  "counted-twice": {
    what: "a record that comes again counts again",
    table: (table) => between(table, (command, send) => send(withoutGuards(command))),
  },
  "late-retraction": believing("a late retraction removes what is public again", (item) => !isPublic(item)),
  "stale-version": believing("a record's version is written over a newer", isPublic),
  "records-forgotten": { what: "a batch of records that failed is not handled again", forgets: true },
  "id-again": {
    what: "a deleted action leaves no tombstone, so that its id is used again",
    isRare: true,
    table: (table) =>
      between(table, (command, send) => {
        const { Item, ConditionExpression, ExpressionAttributeValues } = command.input;
        if (!isTombstone(command.input)) return send(command);
        const Key = { pk: Item?.["pk"] as string, sk: Item?.["sk"] as string };
        return send(
          new DeleteCommand({
            TableName: table.name,
            Key,
            ConditionExpression,
            ExpressionAttributeValues,
          }) as Command,
        );
      }),
  },
} satisfies Record<string, Plant>;
