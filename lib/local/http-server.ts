import { type RequestListener, createServer } from "node:http";
import type { AddressInfo } from "node:net";

export interface HttpServer {
  readonly port: number;
  stop(): Promise<void>;
}

/** More than the gateway's limit, which answers in its own words unless this is exceeded. */
const MOST_HEADER_BYTES = 256 * 1024;

/** Listens on loopback only. @throws EADDRINUSE if the port is taken, EACCES if it is privileged */
export async function listen(port: number, handle: RequestListener): Promise<HttpServer> {
  const server = createServer({ maxHeaderSize: MOST_HEADER_BYTES }, handle);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
