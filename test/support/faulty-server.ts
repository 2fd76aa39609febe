import type { IncomingMessage, ServerResponse } from "node:http";
import { listen } from "../../lib/local/http-server.ts";

export interface Received {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage["headers"];
  /** Time of the request, in milliseconds. */
  readonly at: number;
}

type Reply = (response: ServerResponse) => void;

/** Answers with each reply in turn, then always with the last, and records the requests. */
export async function faultyServer(...replies: Reply[]) {
  const received: Received[] = [];
  const server = await listen(0, (request, response) => {
    const { method = "", url = "", headers } = request;
    received.push({ method, url, headers, at: Date.now() });
    request.resume().on("end", () => (replies.length > 1 ? replies.shift() : replies[0])?.(response));
  });
  return { url: `http://127.0.0.1:${server.port}`, received, [Symbol.asyncDispose]: server.stop };
}

export const answers =
  (status: number, body: unknown = undefined, headers: Record<string, string> = {}): Reply =>
  (response) =>
    void response.writeHead(status, headers).end(body === undefined ? "" : JSON.stringify(body));

export const hangsUp: Reply = (response) => void response.destroy();

export const breaksOff: Reply = (response) => {
  response.writeHead(200, { "content-length": "100" });
  response.write("{", () => response.destroy());
};
