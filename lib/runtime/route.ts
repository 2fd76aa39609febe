import middy, { type MiddlewareObj } from "@middy/core";
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import * as z from "zod/mini";
import { ROUTES, type Route, type RouteName } from "../contract/routes.ts";
import { type Caller, mayActFor } from "../domain/caller.ts";
import { type EntityRef, entityOfPath, typeOfPath } from "../domain/entity.ts";
import { TributaryError } from "../domain/errors.ts";
import type { Table } from "../store/table.ts";
import { type Answer, toGateway } from "./answer.ts";
import { authenticate } from "./authenticate.ts";
import { type Links, linksOf } from "./links.ts";
import { otherMethods } from "./method.ts";
import { fieldErrors, invalid, parseJson, parseQuery, parseQueryString } from "./parse.ts";
import { asTributaryError, problemAnswer } from "./problem.ts";
import { countRequest } from "./rate.ts";
import { logCaller, requestLog } from "./request-log.ts";
import { logger, table } from "./start.ts";
import { STATUS } from "./status.ts";

const BODY_BYTES = 64 * 1024;

/** What a route takes. What it does not name it refuses. */
export interface Takes<Q extends z.ZodMiniObject = z.ZodMiniObject, B extends z.ZodMiniType = z.ZodMiniType> {
  readonly query?: Q;
  readonly body?: B;
  /** Largest body; 64 KiB where nothing is said. */
  readonly bodyBytes?: number;
  /** Whether no body at all is a mistake, not an empty object. */
  readonly needsBody?: boolean;
}

/** A request that has passed every check a route needs not know of. */
export interface Request<Query = unknown, Body = unknown> {
  readonly route: RouteName;
  readonly caller: Caller;
  readonly table: Table;
  /** Milliseconds of the server's clock. */
  readonly now: number;
  readonly query: Query;
  readonly body: Body;
  /** The query as it was sent, for links that go on. */
  readonly rawQuery: Readonly<Record<string, readonly string[]>>;
  readonly params: Readonly<Record<string, string>>;
  readonly links: Links;
  /** The entity in the path. Only routes with `/{collection}/{id}` may ask. */
  readonly entity: EntityRef;
  /** The type in the path. Only routes with `/{collection}` may ask. */
  readonly type: string;
  header(name: string): string | undefined;
}

type GatewayEvent = APIGatewayProxyEventV2;
type GatewayResult = APIGatewayProxyStructuredResultV2;

/** The one middleware that turns whatever was thrown into a problem document, and logs what is ours. */
const problems: MiddlewareObj<GatewayEvent, GatewayResult> = {
  onError: (request) => {
    const error = asTributaryError(request.error);
    // A caller over his own rate has no cause, and is no fault of ours: attacks must not fill the log.
    if (error.code === "internal" || error.code === "unavailable" || (error.code === "throttled" && error.cause !== undefined)) {
      logger.error(error.message, { status: STATUS[error.code], path: request.event.rawPath, error: request.error ?? undefined });
    }
    request.response = toGateway(problemAnswer(error));
  },
};

const nothing = z.strictObject({});

/**
 * Makes a route's function: who may call and what it takes is checked before `handle` sees the request. The function
 * carries what it takes, for the API's description.
 */
export function route<Q extends z.ZodMiniObject = typeof nothing, B extends z.ZodMiniType = typeof nothing>(
  name: RouteName,
  takes: Takes<Q, B>,
  handle: (request: Request<z.output<Q>, z.output<B>>) => Promise<Answer> | Answer,
) {
  const handler = middy<GatewayEvent, GatewayResult>()
    .use(requestLog(name))
    .use(problems)
    .handler(async (event: GatewayEvent): Promise<GatewayResult> => {
      const now = Date.now();
      const row: Route = ROUTES[name];
      refuseTakenWord(row, event);
      const caller = row.allow === "public" ? ({ kind: "nobody" } as const) : await admit(row, event, now);
      const request = parseRequest(name, row, takes, event, caller, now);
      if (row.allow === "owner") mayActFor(caller, request.entity);
      return toGateway(await handle(request), row.method === "GET" ? { ifNoneMatch: event.headers["if-none-match"] } : undefined);
    });
  return Object.assign(handler, { takes });
}

/** `/{collection}/...` matches `/actions/...` too, for methods that those routes do not have. @throws 405 */
function refuseTakenWord({ path }: Route, { rawPath }: GatewayEvent): void {
  const error = path.startsWith("/{collection}") ? otherMethods(rawPath) : undefined;
  if (error !== undefined) throw error;
}

/** @throws 401 for strangers, 429 for callers over their rate, 403 for those whom the route is not for */
async function admit({ allow, scope }: Route, event: GatewayEvent, now: number): Promise<Caller> {
  const caller = await authenticate(event.headers["authorization"], now);
  logCaller(caller);
  await countRequest(caller, now);
  if (allow === "service" && caller.kind !== "service") throw new TributaryError("forbidden", "This route is for services.");
  if (caller.kind === "service" && !caller.scopes.includes(scope)) {
    throw new TributaryError("forbidden", `This service key may not ${scope}.`);
  }
  return caller;
}

/** @throws 400 that names every wrong field of query and body at once */
function parseRequest<Q extends z.ZodMiniObject, B extends z.ZodMiniType>(
  name: RouteName,
  row: Route,
  takes: Takes<Q, B>,
  event: GatewayEvent,
  caller: Caller,
  now: number,
): Request<z.output<Q>, z.output<B>> {
  const params = Object.fromEntries(Object.entries(event.pathParameters ?? {}).map(([key, value]) => [key, value ?? ""]));
  const entity = row.path.startsWith("/{collection}/{id}")
    ? entityOfPath(params["collection"] ?? "", params["id"] ?? "")
    : undefined;
  const type = row.path.startsWith("/{collection}") ? typeOfPath(params["collection"] ?? "") : undefined;
  const rawQuery = parseQueryString(event.rawQueryString);
  const json = row.method === "GET" ? {} : parseJson(event.body, event.isBase64Encoded, takes.bodyBytes ?? BODY_BYTES);
  const query = parseQuery(takes.query ?? nothing, rawQuery);
  const body = (takes.body ?? nothing).safeParse(json);
  if (takes.needsBody === true && !event.body) throw invalid([{ path: "", message: "a JSON object is required as the body" }]);
  const errors = [...query.errors, ...(body.error ? fieldErrors(body.error) : [])];
  if (errors.length > 0) throw invalid(errors);
  return {
    route: name,
    caller,
    table,
    now,
    query: query.data as z.output<Q>,
    body: body.data as z.output<B>,
    rawQuery,
    params,
    links: linksOf(baseUrl(event), pathOf(row, params)),
    get entity() {
      if (entity === undefined) throw new Error(`${row.path} names no entity`);
      return entity;
    },
    get type() {
      if (type === undefined) throw new Error(`${row.path} names no type`);
      return type;
    },
    header: (header) => event.headers[header],
  };
}

/** The address under which the caller reached the service. */
function baseUrl({ headers, requestContext }: GatewayEvent): string {
  return `${headers["x-forwarded-proto"] ?? "https"}://${requestContext.domainName}`;
}

/** The request's path, encoded anew: the gateway hands it over decoded. */
const pathOf = ({ path }: Route, params: Readonly<Record<string, string>>): string =>
  path.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => encodeURIComponent(params[name] ?? ""));
