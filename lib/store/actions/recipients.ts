import { GetCommand } from "@aws-sdk/lib-dynamodb";
import * as z from "zod/mini";
import { ACTION_KIND } from "../../contract/table.ts";
import { type Entry, entryId } from "../../domain/action.ts";
import type { Recipient } from "../../domain/recipients.ts";
import { batchGet } from "../../table/batch.ts";
import { actionIdOf, toKey } from "../../table/keys.ts";
import type { Table } from "../../table/table.ts";

const storedList = z.object({
  kind: z.literal(ACTION_KIND.to),
  pk: z.string(),
  to: z.string(),
});

/** The list of an item that holds many recipients, with its action's id; `undefined` for any other item. */
export function parseRecipients(item: unknown): { id: string; to: readonly Recipient[] } | undefined {
  const parsed = storedList.safeParse(item);
  return parsed.success
    ? { id: actionIdOf(parsed.data.pk), to: JSON.parse(parsed.data.to) as readonly Recipient[] }
    : undefined;
}

/** The write of many recipients, beside their action, for a transaction. */
export const putRecipients = (table: Table, id: string, to: readonly Recipient[]) => ({
  TableName: table.name,
  Item: { ...toKey(id), kind: ACTION_KIND.to, to: JSON.stringify(to) },
});

/** The write that takes them away. */
export const deleteRecipients = (table: Table, id: string) => ({ TableName: table.name, Key: toKey(id) });

/** A8. `to` of one action, read consistently. */
export async function recipientsOf(table: Table, action: Entry): Promise<readonly Recipient[]> {
  if (action.body.to_many === undefined) return action.body.to ?? [];
  const { Item } = await table.client.send(
    new GetCommand({ TableName: table.name, Key: toKey(entryId(action)), ConsistentRead: true }),
  );
  return parseRecipients(Item)?.to ?? [];
}

/** A9. `to` of many actions, by id; most need no read. */
export async function recipientsOfAll(
  table: Table,
  actions: readonly Entry[],
  consistent: boolean,
): Promise<ReadonlyMap<string, readonly Recipient[]>> {
  const many = actions.filter(({ body }) => body.to_many === true).map((action) => toKey(entryId(action)));
  const items = many.length === 0 ? [] : await batchGet(table, many, consistent);
  const found = items.flatMap((item) => parseRecipients(item) ?? []).map(({ id, to }) => [id, to] as const);
  const few = actions.map((action) => [entryId(action), action.body.to ?? []] as const);
  return new Map([...few, ...found]);
}
