import type { IncomingMessage, ServerResponse } from "node:http";
import * as z from "zod";
import { localCredentials, localToken } from "./credentials.ts";

const MOST_BYTES = 4096;

const wanted = z.strictObject({ user: z.string().min(1).max(255) });

/** Gives the console on this machine a token of any user, but no page of another site. */
export async function giveToken(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (!isFromConsole(request.headers)) return void response.writeHead(403).end();
  const body = await textOf(request);
  const parsed = wanted.safeParse(body === undefined ? undefined : jsonOf(body));
  if (!parsed.success) return void response.writeHead(400).end();
  const token = await localToken(await localCredentials(), parsed.data.user);
  response
    .writeHead(200, { "content-type": "application/json", "cache-control": "no-store" })
    .end(JSON.stringify({ token }));
}

/** Browsers send the header across sites only with permission; the host check defeats DNS rebinding. */
function isFromConsole({ host = "", origin, ...headers }: IncomingMessage["headers"]): boolean {
  const site = headers["sec-fetch-site"];
  return (
    /^(127\.0\.0\.1|localhost)(:\d+)?$/.test(host) &&
    headers["tributary-console"] === "1" &&
    origin === `http://${host}` &&
    (site === undefined || site === "same-origin")
  );
}

async function textOf(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MOST_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
