import { randomUUID } from "node:crypto";
import type { APIGatewayProxyStructuredResultV2, Context } from "aws-lambda";
import { ROUTES, type RouteName } from "../../lib/contract/routes.ts";
import type { Table } from "../../lib/table/table.ts";
import { gatewayEvent } from "./gateway-event.ts";

/** Calls functions as the gateway does, for tests with a table of their own. */

interface Call {
  readonly params?: Record<string, string>;
  readonly headers?: Record<string, string | undefined>;
  readonly body?: unknown;
  readonly query?: string;
  /** Milliseconds that the function has left. */
  readonly remaining?: number;
}

interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Record<string, unknown> | undefined;
}

type Handler = (event: never, context: never) => Promise<unknown>;

interface Module {
  readonly handler: { among(surroundings: object): Handler };
}

/** Calls functions on a table of a test's own. Their caller is who the token names. */
export const invoking =
  (tableNow: () => Table) =>
  (name: RouteName, call: Call = {}): Promise<Reply> =>
    invoke(tableNow(), name, call);

async function invoke(table: Table, name: RouteName, call: Call): Promise<Reply> {
  process.env["TABLE_NAME"] ??= "none";
  process.env["POWERTOOLS_LOG_LEVEL"] ??= "SILENT";
  const module = (await import(`../../lambdas/api/${name}.ts`)) as Module;
  const handler = module.handler.among({ table, authenticate: callerOfToken });
  const { params = {}, headers = {}, body, query = "", remaining = 20_000 } = call;
  const { method, path } = ROUTES[name];
  const rawPath = path.replaceAll(/\{(\w+)\}/g, (_whole, part: string) =>
    encodeURIComponent(params[part] ?? ""),
  );
  const event = gatewayEvent({
    version: "2.0",
    routeKey: `${method} ${path}`,
    rawPath,
    rawQueryString: query,
    headers: Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined)) as Record<
      string,
      string
    >,
    pathParameters: params,
    isBase64Encoded: false,
    ...(body !== undefined && { body: JSON.stringify(body) }),
    requestContext: { domainName: "api.example", http: { method, path: rawPath }, requestId: randomUUID() },
  });
  const end = Date.now() + remaining;
  const context = { functionName: name, getRemainingTimeInMillis: () => end - Date.now() } as Context;
  const answer = (await handler(event as never, context as never)) as APIGatewayProxyStructuredResultV2;
  const { statusCode = 200, headers: given = {}, body: text = "" } = answer;
  return {
    status: statusCode,
    headers: given as Record<string, string>,
    body: text === "" ? undefined : (JSON.parse(text) as Record<string, unknown>),
  };
}

/** Stands in for `authenticate`: the token is `service` or a user's id. */
async function callerOfToken(authorization: string | undefined) {
  const who = (authorization ?? "").replace("Bearer ", "");
  return Promise.resolve(
    who === "service"
      ? { kind: "service" as const, name: "test", scopes: ["read", "write"] as const }
      : { kind: "user" as const, entity: { model_type: "user", id: who } },
  );
}
