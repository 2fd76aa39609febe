import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DescribeTableCommand,
  DynamoDBClient,
  ResourceNotFoundException,
  type TableDescription,
  UpdateTimeToLiveCommand,
} from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { Memory } from "../table/memory.ts";
import { CONTEXT, type Table } from "../table/table.ts";
import { REGION } from "./assembly.ts";

/** For a local database, which accepts any credentials. */
export const localClient = (endpoint: string): DynamoDBClient =>
  new DynamoDBClient({
    endpoint,
    region: REGION,
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  });

export const runningTable = ({
  dynamodbEndpoint,
  tableName,
}: {
  dynamodbEndpoint: string;
  tableName: string;
}): Table => ({
  client: DynamoDBDocumentClient.from(localClient(dynamodbEndpoint), {
    marshallOptions: { removeUndefinedValues: true },
  }),
  name: tableName,
  memory: new Memory(),
  ...CONTEXT,
});

/** Another version has created the table. */
export class OtherIndexesError extends Error {}

type Definition = Readonly<Record<string, unknown>>;

/** Without its stream: the more DynamoDB Local keeps in streams, the slower it writes. Units stay equal. */
export const withoutStream = ({ StreamSpecification: _stream, ...definition }: Definition): Definition =>
  definition;

export const keysOf = (definition: Definition): string[] =>
  (definition["KeySchema"] as { AttributeName: string }[]).map(({ AttributeName }) => AttributeName);

/** Creates a table unless it exists. @returns the ARN of its stream, and whether it is new */
export async function ensureTable(client: DynamoDBClient, name: string, definition: Definition) {
  const { TimeToLiveSpecification } = definition as {
    TimeToLiveSpecification?: { AttributeName: string; Enabled: boolean };
  };
  const before = await tableNamed(client, name);
  if (before !== undefined) {
    const [found, wanted] = [indexesOf(before), indexesOf(definition)];
    if (found !== wanted) throw new OtherIndexesError(`it has the indexes ${found || "none"}, not ${wanted}`);
    return { streamArn: before.LatestStreamArn ?? "", made: false };
  }
  await client.send(new CreateTableCommand(createInput(name, definition)));
  if (TimeToLiveSpecification !== undefined) {
    await client.send(new UpdateTimeToLiveCommand({ TableName: name, TimeToLiveSpecification }));
  }
  return { streamArn: (await tableNamed(client, name))?.LatestStreamArn ?? "", made: true };
}

/** The properties that creating the table takes; the others are about money and backups. */
function createInput(name: string, definition: Definition): CreateTableCommandInput {
  const { KeySchema, AttributeDefinitions, GlobalSecondaryIndexes, StreamSpecification } = definition as Pick<
    CreateTableCommandInput,
    "KeySchema" | "AttributeDefinitions" | "GlobalSecondaryIndexes" | "StreamSpecification"
  >;
  return {
    TableName: name,
    KeySchema,
    AttributeDefinitions,
    GlobalSecondaryIndexes: GlobalSecondaryIndexes?.map(({ IndexName, KeySchema: keys, Projection }) => ({
      IndexName,
      KeySchema: keys,
      Projection,
    })),
    StreamSpecification: StreamSpecification && { ...StreamSpecification, StreamEnabled: true },
    BillingMode: "PAY_PER_REQUEST",
  };
}

const indexesOf = (table: { readonly GlobalSecondaryIndexes?: unknown }): string =>
  ((table.GlobalSecondaryIndexes ?? []) as { IndexName?: string }[])
    .map(({ IndexName }) => IndexName)
    .sort()
    .join(", ");

async function tableNamed(client: DynamoDBClient, name: string): Promise<TableDescription | undefined> {
  try {
    const { Table } = await client.send(new DescribeTableCommand({ TableName: name }));
    return Table;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}
