import { createHash } from "node:crypto";
import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { PutCommand } from "@aws-sdk/lib-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import * as z from "zod/mini";
import { TTL_ATTRIBUTE } from "../../contract/table.ts";
import { DAY } from "../../domain/time.ts";
import { turnKey } from "../../table/keys.ts";
import type { Chance, Table } from "../../table/table.ts";
import { write } from "../../table/write.ts";

/**
 * A turn belongs to the nonce of the message that first takes it; that one may repeat it, others do nothing.
 * So chains do not multiply (docs/feeds.md): T turns received R times do at most T x R.
 */
export const turn = z.object({ chain: z.string(), number: z.int(), nonce: z.string() });

export type Turn = z.output<typeof turn>;

/** Longer than a message can wait: a day in the stream, and fourteen in each of two queues. */
export const TURN_LIFE = 40 * DAY;

/** Begins a chain. Once the first turn is taken, other beginnings of the same name are ignored. */
export const firstTurn = ({ nondeterminism }: Chance, chain: string): Turn => ({
  ...{ chain, number: 0, nonce: nondeterminism.nonce() },
});

export const nextTurn = (
  { nondeterminism }: Chance,
  { chain, number }: Pick<Turn, "chain" | "number">,
): Turn => ({
  ...{ chain, number: number + 1, nonce: nondeterminism.nonce() },
});

/** For messages of older versions, which have no turn: each begins its own chain. */
export const turnOfText = (text: string): Turn => ({
  chain: `old ${createHash("sha256").update(text).digest("hex")}`,
  number: 0,
  nonce: "",
});

const storedTurn = z.object({
  taken_by: z.string(),
  note: z.optional(z.string()),
  held_by: z.optional(z.string()),
  held_until: z.optional(z.number()),
  is_done: z.optional(z.boolean()),
});

type StoredTurn = z.output<typeof storedTurn>;

export interface Taken {
  readonly note: string | undefined;
  readonly isFirst: boolean;
}

/** T1. Takes a turn, or finds it taken by the same message. @returns undefined: it is another message's */
export async function takeTurn(
  table: Table,
  turn: Turn,
  note: string | undefined,
  now: number,
): Promise<Taken | undefined> {
  const stored = await storeTurn(table, turn, { note }, now);
  if (stored === undefined) return { note, isFirst: true };
  return stored.taken_by === turn.nonce ? { note: stored.note, isFirst: false } : undefined;
}

/** Stores a turn where nobody has taken it. @returns what was stored before */
export async function storeTurn(
  table: Table,
  { chain, number, nonce }: Turn,
  about: Omit<StoredTurn, "taken_by">,
  now: number,
): Promise<StoredTurn | undefined> {
  const { note, ...rest } = about;
  const Item = {
    ...turnKey(chain, number),
    taken_by: nonce,
    ...(note !== undefined && { note }),
    ...rest,
    [TTL_ATTRIBUTE]: Math.ceil((now + TURN_LIFE) / 1000),
  };
  const put = new PutCommand({
    TableName: table.name,
    Item,
    ConditionExpression: "attribute_not_exists(pk)",
    ReturnValuesOnConditionCheckFailure: "ALL_OLD",
  });
  try {
    await write(table, put);
    return undefined;
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException) || error.Item === undefined) throw error;
    return storedTurn.parse(unmarshall(error.Item));
  }
}
