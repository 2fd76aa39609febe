import type { APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { VARIABLE } from "../contract/environment.ts";
import { chooseCoding, compress } from "./coding.ts";
import { codedEtag, etagOf, namesEtag } from "./etag.ts";
import { hasKey } from "./key-parameter.ts";
import type { GatewayEvent } from "./open-request.ts";

export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly text?: { readonly type: string; readonly content: string };
  readonly headers?: Readonly<Record<string, string>>;
  /** The part of the body that the `ETag` covers, if not all: marks differ at every read. */
  readonly tagged?: unknown;
  readonly version?: string;
}

export const ok = (body: unknown): Answer => ({ status: 200, body });

export const noContent: Answer = { status: 204 };

type GatewayResult = APIGatewayProxyStructuredResultV2;

export type Asked = Pick<GatewayEvent, "headers" | "requestContext"> &
  Partial<Pick<GatewayEvent, "rawQueryString">>;

/** The gateway adds CORS headers for an origin, but does not say that the answer varies with it. */
const VARIES = [
  "Accept-Encoding",
  "Authorization",
  ...(process.env[VARIABLE.namesOrigins] === "true" ? ["Origin"] : []),
];

/** In the gateway's format (payload 2.0), compressed as accepted; reads have an ETag and may be 304. */
export function toGateway(answer: Answer, asked: Asked, hasForms = false): GatewayResult {
  const { status, version } = answer;
  const { type, content } = contentOf(answer);
  const isRead = ["GET", "HEAD"].includes(asked.requestContext.http.method);
  const coding = chooseCoding(content, asked.headers["accept-encoding"]);
  const isTagged = isRead ? status === 200 : version !== undefined;
  const named = answer.tagged === undefined ? content : JSON.stringify(answer.tagged);
  const etag = isTagged ? etagOf(type, named, version) : undefined;
  const headers = {
    "x-content-type-options": "nosniff",
    "cache-control": cacheControl(status, asked, isRead),
    vary: VARIES.concat(hasForms ? ["Accept"] : []).join(", "),
    ...(hasKey(asked.rawQueryString) && { "referrer-policy": "no-referrer" }),
    ...(etag !== undefined && { etag: codedEtag(etag, coding) }),
    ...answer.headers,
  };
  if (isRead && etag !== undefined && namesEtag(asked.headers["if-none-match"], etag))
    return { statusCode: 304, headers };
  if (content === "") return { statusCode: status, headers };
  const typed = { "content-type": type, ...headers, ...(coding && { "content-encoding": coding }) };
  const bytes = coding === undefined ? undefined : compress(content, coding);
  if (asked.requestContext.http.method === "HEAD") {
    const length = bytes?.length ?? Buffer.byteLength(content);
    return { statusCode: status, headers: { ...typed, "content-length": String(length) } };
  }
  if (bytes === undefined) return { statusCode: status, headers: typed, body: content };
  return { statusCode: status, headers: typed, body: bytes.toString("base64"), isBase64Encoded: true };
}

function contentOf({ body, text }: Answer): { type: string; content: string } {
  return text ?? { type: "application/json", content: body === undefined ? "" : JSON.stringify(body) };
}

/** An answer to a token is private and changes. An answer for everybody may be cached for a moment. */
function cacheControl(status: number, { headers, rawQueryString }: Asked, isRead: boolean): string {
  if (!isRead || headers["authorization"] !== undefined) return "private, no-cache";
  if (hasKey(rawQueryString)) return "private";
  return status === 429 || status >= 500 ? "no-store" : "public, max-age=10";
}
