import { type RequestListener, createServer } from "node:http";
import type { AddressInfo } from "node:net";

export interface HttpServer {
  readonly port: number;
  stop(): Promise<void>;
}

/** Longer than what the gateway takes: it refuses in its own words what is not far too long. */
const MOST_HEADER_BYTES = 256 * 1024;

/**
 * Listens on loopback alone. @throws EADDRINUSE where the port is taken, EACCES where it is not for everybody
 */
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
