import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { TTL_ATTRIBUTE } from "../../contract/table.ts";
import { type Rate, roomOf, stepOf } from "../../domain/rate.ts";
import { rateKey } from "../../table/keys.ts";
import type { Table } from "../../table/table.ts";

/** How much longer than needed an item is kept, because clocks differ. */
const GRACE_SECONDS = 3600;

interface Bucket {
  readonly caller: string;
  readonly rate: Rate;
}

interface Taken {
  readonly taken: boolean;
  readonly full: number;
}

/**
 * B1. Takes a token out of a caller's bucket; concurrent callers never take the same one. No update can use
 * the later of two times: one moves a `full` that is ahead, one starts from now, and `known`, the last seen,
 * says which to try first. A token costs one write, at most three.
 */
export async function takeToken(
  table: Table,
  { caller, rate }: Bucket,
  now: number,
  known: number,
): Promise<Taken> {
  const isAhead = known > now;
  const [step, latest] = [stepOf(rate), now + roomOf(rate)];
  const command = new UpdateCommand({
    TableName: table.name,
    Key: rateKey(caller),
    UpdateExpression: `SET #full = ${isAhead ? "#full" : ":now"} + :step, ${TTL_ATTRIBUTE} = :expires`,
    ConditionExpression: isAhead
      ? "#full > :now AND #full <= :latest"
      : "attribute_not_exists(pk) OR #full <= :now",
    ExpressionAttributeNames: { "#full": "full" },
    ExpressionAttributeValues: {
      ":now": now,
      ":step": step,
      ":expires": Math.ceil((latest + step) / 1_000_000) + GRACE_SECONDS,
      ...(isAhead && { ":latest": latest }),
    },
    ReturnValues: "UPDATED_NEW",
    ReturnValuesOnConditionCheckFailure: "ALL_OLD",
  });
  try {
    const { Attributes } = await table.client.send(command);
    return { taken: true, full: Attributes?.["full"] as number };
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    const full = Number(error.Item?.["full"]?.N ?? 0);
    return full > latest ? { taken: false, full } : takeToken(table, { caller, rate }, now, full);
  }
}
