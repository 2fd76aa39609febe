import { ListTablesCommand } from "@aws-sdk/client-dynamodb";
import { inject } from "vitest";
import { localClient, runningTable } from "../../lib/local/tables.ts";
import type { Table } from "../../lib/table/table.ts";

/** The table behind the running service, local or of a deployed stage. */
export async function serviceTable(): Promise<Table> {
  const dynamodbEndpoint = inject("dynamodbEndpoint");
  const client = localClient(dynamodbEndpoint);
  for (let from: string | undefined; ;) {
    const { TableNames = [], LastEvaluatedTableName } = await client.send(
      new ListTablesCommand({ ExclusiveStartTableName: from }),
    );
    const tableName = TableNames.find((name) => /^[A-Za-z0-9]+$|-Data-Table/.test(name));
    if (tableName !== undefined) return runningTable({ dynamodbEndpoint, tableName });
    if (LastEvaluatedTableName === undefined) throw new Error("the service has no table");
    from = LastEvaluatedTableName;
  }
}
