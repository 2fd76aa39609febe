import { inject, vi } from "vitest";
import type { Table } from "../../lib/table/table.ts";

/** Loads a fresh copy of a module, as in a function that starts with these variables on this table. */
export async function started<M>(
  table: Table,
  variables: Record<string, string>,
  load: () => Promise<M>,
): Promise<M> {
  const all = {
    TABLE_NAME: table.name,
    AWS_ENDPOINT_URL_DYNAMODB: inject("dynamodbEndpoint"),
    AWS_REGION: "us-east-1",
    AWS_ACCESS_KEY_ID: "local",
    AWS_SECRET_ACCESS_KEY: "local",
    POWERTOOLS_SERVICE_NAME: "test",
    ...variables,
  };
  vi.unstubAllEnvs();
  for (const [name, value] of Object.entries(all)) vi.stubEnv(name, value);
  vi.resetModules();
  return load();
}
