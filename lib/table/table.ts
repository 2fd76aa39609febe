import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { TRACE_ATTRIBUTE } from "../contract/table.ts";
import { LIMITS, type Limits } from "../domain/limits.ts";
import { IN_FUNCTIONS } from "./aws-client.ts";
import { PlainJson } from "./plain-json.ts";
import { Sha256 } from "./sha256.ts";
import { Memory } from "./memory.ts";
import { NONDETERMINISM, type Nondeterminism } from "./nondeterminism.ts";

interface Context {
  readonly limits: Limits;
  readonly nondeterminism: Nondeterminism;
}

export const CONTEXT: Context = { limits: LIMITS, nondeterminism: NONDETERMINISM };

export type Chance = Pick<Context, "nondeterminism">;

/** The one table, the first parameter of every access pattern. */
export interface Table extends Context {
  readonly client: Pick<DynamoDBDocumentClient, "send">;
  readonly name: string;
  readonly memory: Memory;
  /** The request that caused this work; actions and deletions store it, for the work behind them. */
  readonly trace?: string | undefined;
}

export const traceIn = ({ trace }: Table): { readonly [TRACE_ATTRIBUTE]?: string } =>
  trace === undefined ? {} : { [TRACE_ATTRIBUTE]: trace };

/** A fifth of what the SDK itself does for a call, and nothing that DynamoDB needs. */
const NEEDLESS = ["loggerMiddleware", "recursionDetectionMiddleware", "getUserAgentMiddleware"];

/** Opens the table; the default client takes region, endpoint and credentials from the environment. */
export function openTable(
  name: string,
  client = new DynamoDBClient({ ...IN_FUNCTIONS, protocol: PlainJson, sha256: Sha256 }),
  context: Partial<Context> = {},
): Table {
  const document = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
  for (const name of NEEDLESS) document.middlewareStack.remove(name);
  return { ...CONTEXT, ...context, client: document, name, memory: new Memory() };
}
