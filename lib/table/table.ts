import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { TRACE_ATTRIBUTE } from "../contract/table.ts";
import { LIMITS, type Limits } from "../domain/limits.ts";
import { IN_FUNCTIONS } from "./aws-client.ts";
import { NONDETERMINISM, type Nondeterminism } from "./nondeterminism.ts";

/** What a call needs besides the table: sizes and times, waiting and chance. */
interface Context {
  readonly limits: Limits;
  readonly nondeterminism: Nondeterminism;
}

export const CONTEXT: Context = { limits: LIMITS, nondeterminism: NONDETERMINISM };

/** What waits or draws lots: a table, for one. */
export type Chance = Pick<Context, "nondeterminism">;

/** The one table: what every access pattern takes first. */
export interface Table extends Context {
  readonly client: Pick<DynamoDBDocumentClient, "send">;
  readonly name: string;
  /**
   * What the request is called for which this is done: actions and deletions carry it on, into the table's
   * stream.
   */
  readonly trace?: string | undefined;
}

/** What a traced write adds to its item. */
export const traceIn = ({ trace }: Table): { readonly [TRACE_ATTRIBUTE]?: string } =>
  trace === undefined ? {} : { [TRACE_ATTRIBUTE]: trace };

/** Opens the table; without a client of one's own, region, endpoint and credentials are the environment's. */
export function openTable(
  name: string,
  client = new DynamoDBClient(IN_FUNCTIONS),
  context: Partial<Context> = {},
): Table {
  return {
    ...{ ...CONTEXT, ...context },
    client: DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } }),
    name,
  };
}
