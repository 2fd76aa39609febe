import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { IN_FUNCTIONS } from "./aws-client.ts";

/** The one table: what every access pattern takes first. */
export interface Table {
  readonly client: Pick<DynamoDBDocumentClient, "send">;
  readonly name: string;
}

/** Opens the table; without a client of one's own, region, endpoint and credentials are the environment's. */
export function openTable(name: string, client = new DynamoDBClient(IN_FUNCTIONS)): Table {
  return { client: DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } }), name };
}
