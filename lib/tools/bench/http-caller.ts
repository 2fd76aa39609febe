import { Agent, request } from "node:http";

export interface HttpCall {
  readonly method: string;
  readonly path: string;
  readonly token: string;
  body?(): string;
}

export function httpCaller(url: string, { method, path, token, body }: HttpCall): () => Promise<void> {
  const { hostname, port } = new URL(url);
  const agent = new Agent({ keepAlive: true });
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  return () =>
    new Promise((resolve, reject) => {
      const outgoing = request({ hostname, port, agent, method, path, headers }, (incoming) => {
        const { statusCode = 0 } = incoming;
        incoming.on("end", () =>
          statusCode < 300 ? resolve() : reject(new Error(`${method} ${path}: ${statusCode}`)),
        );
        incoming.on("error", reject).resume();
      });
      outgoing.on("error", reject).end(body?.());
    });
}
