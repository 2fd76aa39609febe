import * as z from "zod";
import type { ZodOpenApiResponseObject, ZodOpenApiResponsesObject } from "zod-openapi";
import type { Route } from "../contract/route.ts";
import type { RouteName } from "../contract/routes.ts";
import type { ErrorCode } from "../domain/errors.ts";
import { STATUS, TITLE } from "../http/status.ts";
import { gatewayMessage, problem } from "./answers.ts";
import { ANSWERS, problemExample } from "./examples.ts";
import type { Operation } from "./operations.ts";

const MEANING: Readonly<Record<number, string>> = {
  200: "OK",
  201: "Created",
  202: "Accepted",
  204: "No Content",
};
const TITLES = new Map<number, string>(
  Object.entries(STATUS).map(([code, status]) => [status, TITLE[code as ErrorCode]]),
);

const header = (id: string, schema: z.ZodType, description: string) =>
  schema.meta({ header: { id, description } });
const etag = header("ETag", z.string(), "Names this very answer.");
const location = header("Location", z.url(), "Where it is.");
const challenge = header(
  "WWW-Authenticate",
  z.string(),
  "`Bearer`, and of a bad token what is wrong with it.",
);
const retryAfter = header("Retry-After", z.string(), "Seconds.");
const NOT_MODIFIED = { id: "NotModified", description: "Not Modified", headers: z.object({ ETag: etag }) };
const allow = header("Allow", z.string(), "The methods that there are.");
const ERROR_HEADERS: Readonly<Record<number, z.ZodObject>> = {
  405: z.object({ Allow: allow }),
  401: z.object({ "WWW-Authenticate": challenge }),
  503: z.object({ "Retry-After": retryAfter }),
  429: z.object({ "Retry-After": retryAfter }),
};

export function responsesOf(name: RouteName, row: Route, operation: Operation): ZodOpenApiResponsesObject {
  const isRead = row.method === "GET";
  const isTagged = isRead || operation.takesPreconditions === true;
  const headersOf = (schema: z.core.$ZodType | null) => ({
    ...(isTagged && schema && { ETag: etag }),
    ...(operation.hasLocation && { Location: location }),
  });
  const successes = Object.entries(operation.answers).map(
    ([status, schema]): [string, ZodOpenApiResponseObject] => [
      status,
      {
        description: MEANING[Number(status)] ?? "",
        ...(Object.keys(headersOf(schema)).length > 0 && { headers: z.object(headersOf(schema)) }),
        ...(schema && { content: { "application/json": { schema, example: ANSWERS[name] } } }),
      },
    ],
  );
  const unchanged = isRead ? { 304: NOT_MODIFIED } : {};
  const errors = errorsOf(row, operation).map((status) => [status, ERRORS.get(status)] as const);
  return { ...Object.fromEntries(successes), ...unchanged, ...Object.fromEntries(errors) };
}

/** Statuses that the gateway may answer, too: it sends no problem documents. */
const OF_GATEWAY = [401, 413, 414, 429, 500, 503];
/** Only the gateway answers these: 431 for a request line and headers of more than 10,240 bytes. */
const GATEWAYS_OWN: Readonly<Record<number, string>> = { 431: "Request Header Fields Too Large" };

const errorResponse = (status: number, title: string): ZodOpenApiResponseObject => ({
  id: title.replaceAll(" ", ""),
  description: title,
  ...(ERROR_HEADERS[status] && { headers: ERROR_HEADERS[status] }),
  content: {
    ...(!(status in GATEWAYS_OWN) && {
      "application/problem+json": { schema: problem, example: problemExample(status) },
    }),
    ...((OF_GATEWAY.includes(status) || status in GATEWAYS_OWN) && {
      "application/json": { schema: gatewayMessage, example: { message: title } },
    }),
  },
});

const GATEWAY_TITLES = Object.entries(GATEWAYS_OWN).map(
  ([status, title]) => [Number(status), title] as const,
);
const ERRORS = new Map(
  [...TITLES, ...GATEWAY_TITLES].map(([status, title]) => [status, errorResponse(status, title)]),
);

function errorsOf({ allow, path, method }: Route, { errors = [] }: Operation): number[] {
  return [
    400,
    ...(allow === "public" ? [] : [401, 403]),
    ...(path.includes("{") ? [404] : []),
    405,
    414,
    431,
    ...(method === "GET" ? [] : [413, 415]),
    ...errors,
    429,
    500,
    503,
  ];
}
