import { keyOfItem } from "../../table/keys.ts";
import { batchGet } from "../../table/batch.ts";
import type { Table } from "../../table/table.ts";
import type { Heat } from "./heat.ts";
import { kindOf } from "./meter.ts";

type Item = Readonly<Record<string, unknown>>;

interface Input {
  readonly Key?: Item;
  readonly Item?: Item;
  readonly ConsistentRead?: boolean;
  readonly IndexName?: string;
  readonly KeyConditionExpression?: string;
  readonly ExpressionAttributeValues?: Item;
  readonly RequestItems?: Readonly<Record<string, unknown>>;
  readonly TransactItems?: readonly Readonly<Record<string, Input>>[];
}

interface Request {
  readonly PutRequest?: { readonly Item: Item };
  readonly DeleteRequest?: { readonly Key: Item };
}

/** Counts units by partition key. It reads before and after: others' calls in between are counted here. */
export function heated(table: Table, heat: Heat): Table {
  const send = async (command: { input: Input; constructor: { name: string } }) => {
    const { input } = command;
    const kind = kindOf(command);
    const run = () => table.client.send(command as never) as Promise<Record<string, unknown>>;
    if (kind === "Query") {
      const answer = await run();
      heat.queried(input.IndexName, partitionAsked(input), itemsIn(answer["Items"]), input.ConsistentRead);
      return answer;
    }
    if (kind === "Get") {
      const answer = await run();
      heat.got(String(input.Key?.["pk"]), answer["Item"] as Item | undefined, input.ConsistentRead);
      return answer;
    }
    return kind === "BatchGet"
      ? gotAll(table, heat, input, run)
      : wroteAll(
          table,
          heat,
          { keys: keysWritten(table, input), factor: kind === "TransactWrite" ? 2 : 1 },
          run,
        );
  };
  return { ...table, client: { send: send as never } };
}

const itemsIn = (value: unknown): readonly Item[] => (value ?? []) as readonly Item[];

/** Every query of ours names its partition `:p`. */
const partitionAsked = ({ ExpressionAttributeValues: values }: Input): string => String(values?.[":p"]);

type Run = () => Promise<Record<string, unknown>>;

async function gotAll({ name }: Table, heat: Heat, { RequestItems = {} }: Input, run: Run) {
  const answer = await run();
  const { Keys, ConsistentRead } = RequestItems[name] as { Keys: readonly Item[]; ConsistentRead?: boolean };
  const found = itemsIn((answer["Responses"] as Record<string, unknown> | undefined)?.[name]);
  for (const { pk, sk } of Keys) {
    const item = found.find((one) => one["pk"] === pk && one["sk"] === sk);
    heat.got(String(pk), item, ConsistentRead);
  }
  return answer;
}

function keysWritten({ name }: Table, { Item, Key, RequestItems, TransactItems }: Input) {
  const requests = (RequestItems?.[name] ?? []) as readonly Request[];
  const alone = Item ?? Key;
  const keys = [
    ...(alone === undefined ? [] : [alone]),
    ...requests.map(({ PutRequest, DeleteRequest }) => PutRequest?.Item ?? DeleteRequest?.Key ?? {}),
    ...(TransactItems ?? []).flatMap((write) => Object.values(write).map((one) => one.Item ?? one.Key ?? {})),
  ];
  return keys.map(keyOfItem);
}

interface Writing {
  readonly keys: ReturnType<typeof keysWritten>;
  readonly factor: number;
}

async function wroteAll(table: Table, heat: Heat, { keys, factor }: Writing, run: Run) {
  const items = async () => {
    const found = await batchGet(table, keys, true);
    return keys.map(({ pk, sk }) => found.find((item) => item["pk"] === pk && item["sk"] === sk));
  };
  const before = await items();
  try {
    const answer = await run();
    const after = await items();
    keys.forEach(({ pk }, at) => heat.wrote(pk, { before: before[at], after: after[at], factor }));
    return answer;
  } catch (error) {
    for (const { pk } of keys) heat.wrote(pk, { before: undefined, after: undefined, factor });
    throw error;
  }
}
