import { QueryCommand, type QueryCommandInput } from "@aws-sdk/lib-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import type { Images } from "../../lib/store/projections/change-record.ts";
import type { Table } from "../../lib/table/table.ts";
import type { RawCommand } from "./raw-commands.ts";

type Json = Readonly<Record<string, unknown>>;

const textOf = (value: unknown): string =>
  JSON.stringify(value, (_name, member: unknown) => {
    if (member instanceof Set) return { set: [...member].sort() };
    if (typeof member !== "object" || member === null || Array.isArray(member)) return member;
    return Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)));
  });

const COMPARED = ["Item", "Attributes", "Items", "Count", "ScannedCount", "LastEvaluatedKey"];

/**
 * An answer or an error as far as two tables must agree on it: not its messages, nor the order of a batch.
 */
export async function rawAnswer(table: Table, command: RawCommand, world: string): Promise<Json> {
  try {
    const answer = (await table.client.send(command(table.name, world) as never)) as Record<string, unknown>;
    if (await isAtEnd(table, answer, command(table.name, world).input)) delete answer["LastEvaluatedKey"];
    const {
      Responses,
      UnprocessedItems = {},
      UnprocessedKeys = {},
    } = answer as { [name: string]: Record<string, unknown> };
    return {
      ...Object.fromEntries(
        COMPARED.filter((name) => answer[name] !== undefined).map((name) => [name, textOf(answer[name])]),
      ),
      ...(Responses && { responses: (Responses[table.name] as unknown[]).map(textOf).sort() }),
      open: Object.keys({ ...UnprocessedItems, ...UnprocessedKeys }).length,
    };
  } catch (error) {
    const {
      name,
      Item,
      CancellationReasons = [],
    } = error as Error & { Item?: never; CancellationReasons?: { Code?: string; Item?: never }[] };
    if (!name.endsWith("Exception")) throw error;
    const items = [Item, ...CancellationReasons.map((reason) => reason.Item)].map(
      (item) => item && textOf(unmarshall(item)),
    );
    return { error: name, codes: CancellationReasons.map(({ Code }) => Code), items };
  }
}

/** A page that ends where nothing can follow may say so or not: DynamoDB Local does now this and now that. */
async function isAtEnd(table: Table, { LastEvaluatedKey }: Json, input: object): Promise<boolean> {
  if (LastEvaluatedKey === undefined) return false;
  const next = {
    ...(input as QueryCommandInput),
    ExclusiveStartKey: LastEvaluatedKey as Record<string, unknown>,
  };
  return (await table.client.send(new QueryCommand(next))).ScannedCount === 0;
}

/** All that a table holds under these partition keys. */
export async function contentsOf(table: Table, partitions: readonly string[]): Promise<string[]> {
  const pages = partitions.map(async (pk) => {
    const condition = { KeyConditionExpression: "pk = :pk", ExpressionAttributeValues: { ":pk": pk } };
    const { Items = [] } = await table.client.send(
      new QueryCommand({ TableName: table.name, ConsistentRead: true, ...condition }),
    );
    return Items.map(textOf);
  });
  return (await Promise.all(pages)).flat();
}

/** What a stream says of each item of a world, in order. */
export function historyOf(records: readonly Images[], world: string): Record<string, string[]> {
  const history: Record<string, string[]> = {};
  for (const { OldImage, NewImage } of records) {
    const [old, now] = [OldImage, NewImage].map((image) => image && unmarshall(image as never));
    const { pk, sk } = (now ?? old) as { pk: string; sk: string };
    if (pk.startsWith(world)) (history[`${pk} ${sk}`] ??= []).push(`${textOf(old)} -> ${textOf(now)}`);
  }
  return history;
}
