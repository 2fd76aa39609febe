import { randomUUID } from "node:crypto";
import { inject } from "vitest";
import { type Metered, metered } from "../../lib/tools/costs/meter.ts";
import { World } from "../../lib/tools/costs/world.ts";
import { ensureTable, localClient, withoutStream } from "../../lib/local/tables.ts";
import { openTable } from "../../lib/table/table.ts";

/** A metered table for one test file, as the template defines it. */
export const freshTable = (): Promise<Metered & { streamArn: string }> => tableOf(inject("tableDefinition"));

/** The same without its stream: it is created in a fifth of the time. */
export const quietTable = (): Promise<Metered> => tableOf(withoutStream(inject("tableDefinition")));

/** People on a table without a stream: it takes tens of thousands of items quickly. */
export const freshWorld = async (): Promise<World> => new World(await quietTable());

async function tableOf(
  definition: Readonly<Record<string, unknown>>,
): Promise<Metered & { streamArn: string }> {
  const client = localClient(inject("dynamodbEndpoint"));
  const name = `test-${randomUUID()}`;
  const { streamArn } = await ensureTable(client, name, definition);
  return { ...metered(openTable(name, client)), streamArn };
}
