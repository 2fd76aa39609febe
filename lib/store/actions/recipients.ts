import { GetCommand } from "@aws-sdk/lib-dynamodb";
import * as z from "zod/mini";
import { ACTION_KIND } from "../../contract/table.ts";
import { type Entry, entryId } from "../../domain/action.ts";
import { entityKey } from "../../domain/entity.ts";
import { groupIdOf } from "../../domain/notifications/group-id.ts";
import { splitPosition } from "../../domain/position.ts";
import type { Recipient } from "../../domain/recipients.ts";
import { batchGet } from "../../table/batch.ts";
import { actionIdOf, toKey } from "../../table/keys.ts";
import type { Table } from "../../table/table.ts";

const storedList = z.object({
  kind: z.literal(ACTION_KIND.to),
  pk: z.string(),
  to: z.string(),
  actor: z.string(),
  verb: z.string(),
  group: z.string(),
});

export interface ManyRecipients {
  readonly id: string;
  readonly to: readonly Recipient[];
  readonly actor: string;
  readonly verb: string;
  readonly group: string;
}

export function parseRecipients(item: unknown): ManyRecipients | undefined {
  const parsed = storedList.safeParse(item);
  if (!parsed.success) return undefined;
  const { pk, kind: _kind, to, ...rest } = parsed.data;
  return { ...rest, id: actionIdOf(pk), to: JSON.parse(to) as readonly Recipient[] };
}

/** The write of many recipients, beside their action, for a transaction. */
export const putRecipients = (table: Table, { position, body }: Entry, to: readonly Recipient[]) => {
  const { id, timestamp } = splitPosition(position);
  const about = { actor: entityKey(body.actor), verb: body.verb, group: groupIdOf(body, timestamp) };
  return {
    TableName: table.name,
    Item: { ...toKey(id), kind: ACTION_KIND.to, to: JSON.stringify(to), ...about },
  };
};

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
