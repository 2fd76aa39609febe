import { Agent, request } from "node:http";
import * as z from "zod";
import type { Call } from "./peer.ts";
import { serialIn } from "./workload.ts";

const pageSchema = z.object({ results: z.array(z.object({ description: z.string() })) });

export type Send = (call: Call) => Promise<string>;

/** Sends over connections that are kept, the same way to every peer, with little work of its own. */
export function clientOf(url: string): Send {
  const { hostname, port } = new URL(url);
  const agent = new Agent({ keepAlive: true });
  const send = ({ method, path, headers = {}, body }: Call): Promise<string> =>
    new Promise((resolve, reject) => {
      const length = body === undefined ? {} : { "content-length": Buffer.byteLength(body) };
      const options = { hostname, port, agent, method, path, headers: { ...headers, ...length } };
      const outgoing = request(options, (incoming) => {
        const { statusCode = 0 } = incoming;
        const chunks: Buffer[] = [];
        incoming.on("data", (chunk: Buffer) => chunks.push(chunk)).on("error", reject);
        incoming.on("end", () => {
          const text = Buffer.concat(chunks).toString();
          if (statusCode < 300) resolve(text);
          else reject(new Error(`${method} ${path}: ${statusCode} ${text.slice(0, 500)}`));
        });
      });
      outgoing.on("error", (error: NodeJS.ErrnoException) => {
        // While others had their turn, the server has closed a connection on which nobody asked for anything.
        if (outgoing.reusedSocket && error.code === "ECONNRESET") {
          resolve(send({ method, path, headers, ...(body !== undefined && { body }) }));
        } else reject(error);
      });
      outgoing.end(body);
    });
  return send;
}

export const serialsOf = (answer: string): number[] =>
  pageSchema.parse(JSON.parse(answer)).results.map(({ description }) => serialIn(description));
