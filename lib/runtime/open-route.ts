import middy, { type MiddlewareObj } from "@middy/core";
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import * as z from "zod/mini";
import { ROUTES, type Route, type RouteName } from "../contract/routes.ts";
import { type EntityRef, entityOfPath, typeOfPath } from "../domain/entity.ts";
import { type Answer, toGateway } from "./answer.ts";
import { type Links, linksOf } from "./links.ts";
import { otherMethods } from "./method.ts";
import { fieldErrors, invalid, parseJson, parseQuery, parseQueryString } from "./parse.ts";
import { asTributaryError, problemAnswer } from "./problem.ts";
import { requestLog, requestLogger } from "./request-log.ts";
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

/** A request of which everything is known but who sent it. */
export interface OpenRequest<Query = unknown, Body = unknown> {
  readonly route: RouteName;
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

export type GatewayEvent = APIGatewayProxyEventV2;
type GatewayResult = APIGatewayProxyStructuredResultV2;

/** The one middleware that turns whatever was thrown into a problem document, and logs what is ours. */
const problems: MiddlewareObj<GatewayEvent, GatewayResult> = {
  onError: (request) => {
    const error = asTributaryError(request.error);
    // A caller over his own rate has no cause, and is no fault of ours: attacks must not fill the log.
    if (error.code === "internal" || error.code === "unavailable" || (error.code === "throttled" && error.cause !== undefined)) {
      requestLogger().error(error.message, {
        status: STATUS[error.code],
        path: request.event.rawPath,
        error: request.error ?? undefined,
      });
    }
    request.response = toGateway(problemAnswer(error));
  },
};

/** No query and no body. */
export const nothing = z.strictObject({});

/**
 * Makes a route's function: `admit` says who calls before anything is parsed, and what the route takes is checked before
 * `handle` sees the request. The function carries what it takes, for the API's description.
 */
export function makeRoute<Q extends z.ZodMiniObject, B extends z.ZodMiniType, Admitted>(
  name: RouteName,
  takes: Takes<Q, B>,
  admit: (row: Route, event: GatewayEvent, now: number) => Promise<Admitted> | Admitted,
  handle: (request: OpenRequest<z.output<Q>, z.output<B>>, admitted: Admitted) => Promise<Answer> | Answer,
) {
  const handler = middy<GatewayEvent, GatewayResult>()
    .use(requestLog(name))
    .use(problems)
    .handler(async (event: GatewayEvent): Promise<GatewayResult> => {
      const now = Date.now();
      const row: Route = ROUTES[name];
      refuseTakenWord(row, event);
      const admitted = await admit(row, event, now);
      const answer = await handle(parseRequest(name, row, takes, event, now), admitted);
      return toGateway(answer, row.method === "GET" ? { ifNoneMatch: event.headers["if-none-match"] } : undefined);
    });
  return Object.assign(handler, { takes });
}

/** The routes that are open to everybody. */
type OpenName = { [Name in RouteName]: (typeof ROUTES)[Name]["allow"] extends "public" ? Name : never }[RouteName];

/** Makes the function of a route that is open to everybody, and needs no table: it has neither keys nor client to load. */
export const openRoute = (name: OpenName, handle: () => Answer) => makeRoute(name, {}, () => undefined, handle);

/** `/{collection}/...` matches `/actions/...` too, for methods that those routes do not have. @throws 405 */
function refuseTakenWord({ path }: Route, { rawPath }: GatewayEvent): void {
  const error = path.startsWith("/{collection}") ? otherMethods(rawPath) : undefined;
  if (error !== undefined) throw error;
}

/** @throws 400 that names every wrong field of query and body at once */
function parseRequest<Q extends z.ZodMiniObject, B extends z.ZodMiniType>(
  name: RouteName,
  row: Route,
  takes: Takes<Q, B>,
  event: GatewayEvent,
  now: number,
): OpenRequest<z.output<Q>, z.output<B>> {
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
