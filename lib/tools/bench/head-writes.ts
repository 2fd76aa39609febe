import { Agent, type IncomingMessage, type ServerResponse, request } from "node:http";
import { buffer } from "node:stream/consumers";
import { HEAD_KIND } from "../../contract/table.ts";
import { listen } from "../../local/http-server.ts";

export interface HeadWrites {
  written: number;
  refused: number;
}

/** Counts the writes of heads on their way to a database: how often functions tried is known nowhere else. */
export async function watchHeadWrites(endpoint: string) {
  const counts: HeadWrites = { written: 0, refused: 0 };
  const agent = new Agent({ keepAlive: true });
  const pass = async (asked: IncomingMessage, response: ServerResponse) => {
    const body = await buffer(asked);
    const { method, headers, url: path } = asked;
    const onward = request(endpoint, { agent, method, headers, path }, (answer) => {
      const status = answer.statusCode ?? 500;
      if (isHeadWrite(asked, body)) counts[status < 300 ? "written" : "refused"]++;
      response.writeHead(status, answer.headers);
      answer.pipe(response);
    });
    onward.on("error", () => response.destroy());
    onward.end(body);
  };
  const { port, stop } = await listen(
    0,
    (asked, response) => void pass(asked, response).catch(() => response.destroy()),
  );
  return {
    counts,
    endpoint: `http://127.0.0.1:${port}`,
    async stop() {
      await stop();
      agent.destroy();
    },
  };
}

/** Only the write of a head says which kind of item it makes. */
const isHeadWrite = ({ headers }: IncomingMessage, body: Buffer): boolean =>
  /\.(UpdateItem|TransactWriteItems)$/.test(String(headers["x-amz-target"])) &&
  body.includes(`"${HEAD_KIND}"`);
