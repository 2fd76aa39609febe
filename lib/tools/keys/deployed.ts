import { readFileSync } from "node:fs";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { IN_COMMANDS } from "../../table/aws-client.ts";
import { type Table, openTable } from "../../table/table.ts";

type Outputs = Readonly<Record<string, string>>;

export function deployedTable(outputsFile: string): Table {
  const stacks = Object.values(JSON.parse(readFileSync(outputsFile, "utf8")) as Record<string, Outputs>);
  const { TableName, ApiUrl } = stacks.find((outputs) => "TableName" in outputs) ?? {};
  if (TableName === undefined) throw new Error(`${outputsFile} has no output TableName; deploy again.`);
  return openTable(TableName, new DynamoDBClient({ ...IN_COMMANDS, region: regionOf(ApiUrl) }));
}

/** The region in the API's address; a custom domain has none, and the environment's is used. */
const regionOf = (apiUrl: string | undefined): string | undefined =>
  /\.execute-api\.([a-z0-9-]+)\./.exec(apiUrl ?? "")?.[1];
