import {
  BatchGetCommand,
  type BatchGetCommandOutput,
  BatchWriteCommand,
  type BatchWriteCommandInput,
  type BatchWriteCommandOutput,
  GetCommand,
  QueryCommand,
} from "@aws-sdk/lib-dynamodb";
import { READS_PER_CALL, WRITES_PER_CALL } from "./batch.ts";
import { keyOfItem, textOfKey } from "./keys.ts";
import { Pool, SharedCallError } from "./pool.ts";
import type { Table } from "./table.ts";

type Item = Record<string, unknown>;
type Command = object & { readonly input: object };
type Send = <Output>(command: Command) => Promise<Output>;
type Write = NonNullable<BatchWriteCommandInput["RequestItems"]>[string][number];

const WRITES_AT_ONCE = 8;
const UNPROCESSED = Symbol("unprocessed");

/**
 * The same table for work on many things at once: keys share BatchGets, writes share BatchWrites, and equal
 * queries are one. No answer is older than its question, because nobody joins a call that has left. Where a
 * shared call fails, each of its commands is sent by itself: the fault may be another's.
 */
export function sharing(table: Table): Table {
  const alone: Send = (command) => table.client.send(command as never) as Promise<never>;
  const { name } = table;
  const calls: Calls = {
    name,
    consistentReads: readsOf(name, alone, true),
    lateReads: readsOf(name, alone, false),
    writes: writesOf(name, alone),
  };
  const queries = new Pool<Command, unknown>({
    ...{ size: 1, atOnce: Infinity, joins: true },
    send: (commands) => Promise.all(commands.map(alone)),
  });
  const together = (command: Command): Promise<unknown> | undefined => {
    if (command instanceof QueryCommand) return queries.add(command, JSON.stringify(command.input), command);
    if (command instanceof GetCommand) return get(calls, command);
    if (command instanceof BatchGetCommand) return batchGet(calls, command);
    return command instanceof BatchWriteCommand ? batchWrite(calls, command) : undefined;
  };
  const send = async (command: Command) => {
    try {
      return (await together(command)) ?? (await alone(command));
    } catch (error) {
      if (error instanceof SharedCallError) return alone(command);
      throw error;
    }
  };
  return { ...table, client: { send: send as never } };
}

type Reads = Pool<Item, Item | undefined | typeof UNPROCESSED>;

interface Calls {
  readonly name: string;
  readonly consistentReads: Reads;
  readonly lateReads: Reads;
  readonly writes: Pool<Write, undefined | typeof UNPROCESSED>;
}

const textOf = (item: Item): string => textOfKey(keyOfItem(item));

const readsOf = (name: string, alone: Send, ConsistentRead: boolean): Reads =>
  new Pool({
    ...{ size: READS_PER_CALL, atOnce: Infinity, joins: true },
    async send(Keys) {
      const RequestItems = { [name]: { Keys: [...Keys], ConsistentRead } };
      const { Responses, UnprocessedKeys } = await alone<BatchGetCommandOutput>(
        new BatchGetCommand({ RequestItems }),
      );
      const found = new Map(Responses?.[name]?.map((item) => [textOf(item), item]));
      const left = new Set(UnprocessedKeys?.[name]?.Keys?.map(textOf));
      return Keys.map(textOf).map((key) => (left.has(key) ? UNPROCESSED : found.get(key)));
    },
  });

const writesOf = (name: string, alone: Send): Calls["writes"] =>
  new Pool({
    ...{ size: WRITES_PER_CALL, atOnce: WRITES_AT_ONCE, joins: false },
    async send(writes) {
      const RequestItems = { [name]: [...writes] };
      const { UnprocessedItems } = await alone<BatchWriteCommandOutput>(
        new BatchWriteCommand({ RequestItems }),
      );
      const left = new Set(UnprocessedItems?.[name]?.map(placeOf));
      return writes.map(placeOf).map((place) => (left.has(place) ? UNPROCESSED : undefined));
    },
  });

const placeOf = ({ PutRequest, DeleteRequest }: Write): string =>
  textOf(PutRequest?.Item ?? DeleteRequest?.Key ?? {});

const readsFor = ({ consistentReads, lateReads }: Calls, isConsistent = false): Reads =>
  isConsistent ? consistentReads : lateReads;

/** @returns undefined for one that must go by itself, as the others below */
async function get(calls: Calls, command: GetCommand): Promise<object | undefined> {
  const { Key = {}, ConsistentRead } = command.input;
  const Item = await readsFor(calls, ConsistentRead).add(command, textOf(Key), Key);
  return Item === UNPROCESSED ? undefined : { Item };
}

async function batchGet(calls: Calls, command: BatchGetCommand): Promise<object | undefined> {
  const { name } = calls;
  const { Keys = [], ConsistentRead } = command.input.RequestItems?.[name] ?? {};
  const reads = readsFor(calls, ConsistentRead);
  const found = await allOf(Keys.map((key) => reads.add(command, textOf(key), key)));
  const left = Keys.filter((_key, index) => found[index] === UNPROCESSED);
  const items = found.filter((item) => item !== undefined && item !== UNPROCESSED);
  return {
    Responses: { [name]: items },
    UnprocessedKeys: left.length === 0 ? {} : { [name]: { Keys: left, ConsistentRead } },
  };
}

async function batchWrite({ name, writes }: Calls, command: BatchWriteCommand): Promise<object | undefined> {
  const requests = command.input.RequestItems?.[name] ?? [];
  if (requests.length === WRITES_PER_CALL) return undefined;
  const done = await allOf(requests.map((request) => writes.add(command, placeOf(request), request)));
  const left = requests.filter((_request, index) => done[index] === UNPROCESSED);
  return { UnprocessedItems: left.length === 0 ? {} : { [name]: left } };
}

/** Fails only when all have ended: what is still under way could overtake a repetition. */
async function allOf<T>(parts: readonly Promise<T>[]): Promise<T[]> {
  await Promise.allSettled(parts);
  return Promise.all(parts);
}
