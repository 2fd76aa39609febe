import type { APIGatewayProxyEventV2 } from "aws-lambda";
import * as z from "zod/mini";
import type { Route } from "../contract/route.ts";
import type { RouteName } from "../contract/routes.ts";
import { type EntityRef, entityOfPath, typeOfPath } from "../domain/entity.ts";
import { TributaryError } from "../domain/errors.ts";
import { idsOfParams, pathId } from "../domain/path-id.ts";
import { type Links, linksOf, publicUrl } from "./links.ts";
import { check, invalid, parseJson, parseQuery, parseQueryString } from "./parse.ts";
import { traceOf } from "./trace.ts";

export type GatewayEvent = APIGatewayProxyEventV2;

const BODY_BYTES = 64 * 1024;

export interface Takes<Q extends z.ZodMiniObject = z.ZodMiniObject, B extends z.ZodMiniType = z.ZodMiniType> {
  readonly query?: Q;
  readonly body?: B;
  /** The default is 64 KiB. */
  readonly bodyBytes?: number;
  readonly addressBytes?: number;
  /** Whether a missing body is a mistake, not an empty object. */
  readonly needsBody?: boolean;
}

export interface OpenRequest<Query = unknown, Body = unknown> {
  readonly route: RouteName;
  readonly now: number;
  remaining(): number;
  readonly query: Query;
  readonly body: Body;
  readonly rawQuery: Readonly<Record<string, readonly string[]>>;
  readonly params: Readonly<Record<string, string>>;
  readonly links: Links;
  /** The feed key it came with: a secret that only goes into the next page's address. */
  readonly key: string | undefined;
  /** Its name in the logs of everything that it causes. */
  readonly trace: string;
  readonly entity: EntityRef;
  readonly type: string;
  header(name: string): string | undefined;
}

export const noFields = z.strictObject({});

interface Described<Q extends z.ZodMiniObject, B extends z.ZodMiniType> {
  readonly name: RouteName;
  readonly row: Route;
  readonly takes: Takes<Q, B>;
}

/** @throws 400 that names every wrong field of query and body, 413 and 415 for bodies that are refused */
export function parseRequest<Q extends z.ZodMiniObject, B extends z.ZodMiniType>(
  { name, row, takes }: Described<Q, B>,
  event: GatewayEvent,
  now: number,
): Omit<OpenRequest<z.output<Q>, z.output<B>>, "remaining" | "key"> {
  refuseCoding(event);
  refuseLength(event, takes.addressBytes);
  const params = paramsOf(event);
  const entity = row.path.includes("/{collection}/{id}")
    ? entityOfPath(params["collection"] ?? "", params["id"] ?? "")
    : undefined;
  const type = row.path.includes("/{collection}") ? typeOfPath(params["collection"] ?? "") : undefined;
  const rawQuery = parseQueryString(event.rawQueryString);
  const json =
    row.method === "GET" ? {} : parseJson(event.body, event.isBase64Encoded, takes.bodyBytes ?? BODY_BYTES);
  const query = parseQuery(takes.query ?? noFields, rawQuery);
  const body = check(takes.body ?? noFields, json);
  if (takes.needsBody === true && !event.body)
    throw invalid([{ path: "", message: "a JSON object is required as the body" }]);
  const errors = [...query.errors, ...body.errors];
  if (errors.length > 0) throw invalid(errors);
  return {
    route: name,
    now,
    query: query.data as z.output<Q>,
    body: body.data as z.output<B>,
    rawQuery,
    trace: traceOf(event),
    params,
    links: linksOf(publicUrl(event.requestContext.domainName), pathOf(row, params)),
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

function refuseCoding({ body, headers }: GatewayEvent): void {
  const codings = (headers["content-encoding"] ?? "").split(",").map((coding) => coding.trim().toLowerCase());
  if (!body || codings.every((coding) => coding === "" || coding === "identity")) return;
  throw new TributaryError("unsupported_coding", "Send the body without a Content-Encoding.", {
    headers: { "accept-encoding": "identity" },
  });
}

function refuseLength({ rawPath, rawQueryString }: GatewayEvent, longest = Infinity): void {
  if (rawPath.length + 1 + rawQueryString.length <= longest) return;
  throw new TributaryError(
    "too_long",
    `An address here has at most ${longest} bytes; ask in several requests.`,
  );
}

/** The decoded parameters of the path. Some emulators send null if there are none. */
export const paramsOf = ({ pathParameters }: GatewayEvent): Record<string, string> =>
  idsOfParams((pathParameters ?? {}) as Record<string, string>);

export const pathOf = ({ path }: Pick<Route, "path">, params: Readonly<Record<string, string>>): string =>
  path.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => pathId(params[name] ?? ""));
