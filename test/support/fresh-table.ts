import { randomUUID } from "node:crypto";
import { inject } from "vitest";
import { type Metered, metered } from "../../lib/costs/meter.ts";
import { ensureTable, localClient } from "../../lib/local/tables.ts";
import { openTable } from "../../lib/store/table.ts";

/** A table of a test file's own, as the template defines it, whose every call is metered. */
export async function freshTable(): Promise<Metered & { streamArn: string }> {
  const client = localClient(inject("dynamodbEndpoint"));
  const name = `test-${randomUUID()}`;
  const { streamArn } = await ensureTable(client, name, inject("tableDefinition"));
  return { ...metered(openTable(name, client)), streamArn };
}
