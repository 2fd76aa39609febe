import type { APIGatewayProxyStructuredResultV2 } from "aws-lambda";

/** What a handler answers. A body is sent as JSON; none is an empty answer. */
export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export const ok = (body: unknown): Answer => ({ status: 200, body });

export const noContent: Answer = { status: 204 };

const ALWAYS = {
  // Answers depend on who asks, and change: no cache may keep one without asking again.
  "cache-control": "private, no-cache",
  "x-content-type-options": "nosniff",
};

/** The gateway's form (payload 2.0) of an answer. */
export function toGateway({ status, body, headers }: Answer): APIGatewayProxyStructuredResultV2 {
  if (body === undefined) return { statusCode: status, headers: { ...ALWAYS, ...headers } };
  return {
    statusCode: status,
    headers: { "content-type": "application/json", ...ALWAYS, ...headers },
    body: JSON.stringify(body),
  };
}
