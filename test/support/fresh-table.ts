import { randomUUID } from "node:crypto";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { inject } from "vitest";
import { ensureTable, localClient } from "../../lib/local/tables.ts";
import type { Table } from "../../lib/store/table.ts";

/** What a table's calls have consumed, in request units, and which they were. */
export interface Meter {
  read: number;
  write: number;
  calls: string[];
}

interface Capacity {
  CapacityUnits?: number;
  ReadCapacityUnits?: number;
  WriteCapacityUnits?: number;
}

const READS = new Set(["GetCommand", "BatchGetCommand", "QueryCommand"]);

/** A table of a test file's own, as the template defines it, whose every call is metered. */
export async function freshTable(): Promise<{
  table: Table;
  measure: (work: () => Promise<unknown>) => Promise<Meter>;
  streamArn: string;
}> {
  const client = localClient(inject("dynamodbEndpoint"));
  const name = `test-${randomUUID()}`;
  const { streamArn } = await ensureTable(client, name, inject("tableDefinition"));
  const documents = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
  let meter: Meter = { read: 0, write: 0, calls: [] };
  const send = async (command: { input: Record<string, unknown>; constructor: { name: string } }) => {
    command.input["ReturnConsumedCapacity"] = "INDEXES";
    const answer = (await documents.send(command as never)) as { ConsumedCapacity?: Capacity | Capacity[] };
    const kind = command.constructor.name;
    meter.calls.push(kind);
    for (const capacity of [answer.ConsumedCapacity ?? []].flat())
      meter[READS.has(kind) ? "read" : "write"] += capacity.CapacityUnits ?? 0;
    return answer;
  };
  const measure = async (work: () => Promise<unknown>) => {
    meter = { read: 0, write: 0, calls: [] };
    const current = meter;
    await work();
    meter = { read: 0, write: 0, calls: [] }; // what comes after the work is not its price
    return current;
  };
  return { table: { client: { send: send as never }, name }, measure, streamArn };
}
