import { hash } from "node:crypto";
import type { APIGatewayProxyStructuredResultV2 } from "aws-lambda";

/** What a handler answers. A body is sent as JSON, a text as it is; neither is an empty answer. */
export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly text?: { readonly type: string; readonly content: string };
  readonly headers?: Readonly<Record<string, string>>;
}

export const ok = (body: unknown): Answer => ({ status: 200, body });

export const noContent: Answer = { status: 204 };

const ALWAYS = {
  // Answers depend on who asks, and change: no cache may keep one without asking again.
  "cache-control": "private, no-cache",
  vary: "authorization, accept",
  "x-content-type-options": "nosniff",
};

/** The gateway's form (payload 2.0) of an answer. A `read` has an ETag, and is not sent again to who has it. */
export function toGateway(
  { status, body, text, headers }: Answer,
  read?: { readonly ifNoneMatch: string | undefined },
): APIGatewayProxyStructuredResultV2 {
  const { type, content } = text ?? { type: "application/json", content: body === undefined ? "" : JSON.stringify(body) };
  if (content === "") return { statusCode: status, headers: { ...ALWAYS, ...headers } };
  if (read === undefined || status !== 200) {
    return { statusCode: status, headers: { "content-type": type, ...ALWAYS, ...headers }, body: content };
  }
  const etag = etagOf(type, content);
  if (isKnown(etag, read.ifNoneMatch)) return { statusCode: 304, headers: { ...ALWAYS, ...headers, etag } };
  return { statusCode: status, headers: { "content-type": type, ...ALWAYS, ...headers, etag }, body: content };
}

/** The type is part of it: the forms of one page are different representations. */
const etagOf = (type: string, content: string): string => `"${hash("sha256", `${type}\n${content}`, "base64url").slice(0, 22)}"`;

/** RFC 9110, 13.1.2: a list of tags, compared weakly, or `*`. */
const isKnown = (etag: string, ifNoneMatch: string | undefined): boolean =>
  ifNoneMatch !== undefined &&
  (ifNoneMatch.trim() === "*" || ifNoneMatch.split(",").some((tag) => tag.trim().replace(/^W\//, "") === etag));
