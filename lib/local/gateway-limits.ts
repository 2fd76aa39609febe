import type { IncomingMessage } from "node:http";

/** The limit for the request line and all header values together. */
export const HEAD_BYTES = 10_240;
const BODY_BYTES = 10_000_000;
/** Milliseconds that the gateway waits for a function. */
export const LONGEST_WAIT = 30_000;

export type Refusal = readonly [status: number, message: string];

export function refusalOfHead({
  method = "",
  url = "",
  httpVersion,
  rawHeaders,
}: IncomingMessage): Refusal | undefined {
  const line = Buffer.byteLength(`${method} ${url} HTTP/${httpVersion}`);
  if (line > HEAD_BYTES) return [414, "Request-URI Too Long"];
  const values = rawHeaders.reduce(
    (sum, text, index) => sum + (index % 2 === 1 ? Buffer.byteLength(text, "latin1") : 0),
    0,
  );
  return line + values > HEAD_BYTES ? [431, "Request Header Fields Too Large"] : undefined;
}

export async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  // RFC 9112, 6.3: without either there is no body.
  if (request.headers["content-length"] === undefined && request.headers["transfer-encoding"] === undefined) {
    return Buffer.alloc(0);
  }
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= BODY_BYTES) chunks.push(chunk);
  }
  return bytes > BODY_BYTES ? undefined : Buffer.concat(chunks);
}
