import type { IncomingMessage, ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import type { Harshness } from "./harshness.ts";
import { listen } from "./http-server.ts";

type Item = Readonly<Record<string, unknown>>;
type Write = Readonly<Record<string, { readonly Item?: Item; readonly Key?: Item } | undefined>>;

interface Request {
  readonly TableName?: string;
  readonly IndexName?: string;
  readonly Item?: Item;
  readonly Key?: Item;
  readonly RequestItems?: Readonly<Record<string, readonly Write[]>>;
  readonly TransactItems?: readonly Write[];
}

const THROTTLED = {
  __type: "com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException",
  message: "The level of configured provisioned throughput for the table was exceeded.",
};
/** Older items are in every index. */
const MOST_REMEMBERED = 100_000;

/** Makes DynamoDB throttle, and its indexes show items late. `keys`: of the table's primary key. */
export async function startHarshDatabase(endpoint: string, keys: readonly string[], harshness: Harshness) {
  const lag = new IndexLag(keys, () => harshness.lateness());
  const pass = async (request: IncomingMessage, response: ServerResponse) => {
    const [target, body] = [operationOf(request), await text(request)];
    if (harshness.throttles()) return void send(response, 400, JSON.stringify(THROTTLED));
    const headers = Object.fromEntries(
      ["authorization", "content-type", "x-amz-date", "x-amz-target"].map((name) => [
        name,
        String(request.headers[name]),
      ]),
    );
    const answer = await fetch(endpoint, { method: "POST", headers, body });
    const content = await answer.text();
    if (!answer.ok) return void send(response, answer.status, content);
    const asked = JSON.parse(body) as Request;
    lag.note(target, asked);
    send(response, 200, asked.IndexName === undefined ? content : lag.shown(content));
  };
  const { port, stop } = await listen(
    0,
    (request, response) => void pass(request, response).catch(() => response.destroy()),
  );
  return { endpoint: `http://127.0.0.1:${port}`, stop };
}

const operationOf = ({ headers }: IncomingMessage): string =>
  String(headers["x-amz-target"]).split(".")[1] ?? "";

function send(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { "content-type": "application/x-amz-json-1.0" }).end(body);
}

class IndexLag {
  readonly #keys: readonly string[];
  readonly #lateness: () => number;
  readonly #shownFrom = new Map<string, number>();

  constructor(keys: readonly string[], lateness: () => number) {
    this.#keys = keys;
    this.#lateness = lateness;
  }

  /** Remembers the items that a successful request has written. */
  note(operation: string, { Item, Key, RequestItems = {}, TransactItems = [] }: Request): void {
    if (!/^(Put|Update|BatchWrite|TransactWrite)/.test(operation)) return;
    const writes = [
      { one: { Item, Key } },
      ...TransactItems,
      ...Object.values(RequestItems).flat(),
    ] as Write[];
    for (const write of writes.flatMap((one) => Object.values(one))) {
      const item = write?.Item ?? write?.Key;
      if (item === undefined || this.#shownFrom.has(this.#keyOf(item))) continue;
      this.#shownFrom.set(this.#keyOf(item), Date.now() + this.#lateness());
      const [oldest = ""] = this.#shownFrom.keys();
      if (this.#shownFrom.size > MOST_REMEMBERED) this.#shownFrom.delete(oldest);
    }
  }

  shown(content: string): string {
    const { Items = [], ...rest } = JSON.parse(content) as { Items?: Item[]; Count?: number };
    const left = Items.filter((item) => (this.#shownFrom.get(this.#keyOf(item)) ?? 0) <= Date.now());
    return JSON.stringify({ ...rest, Items: left, Count: left.length });
  }

  #keyOf(item: Item): string {
    return JSON.stringify(this.#keys.map((name) => item[name]));
  }
}
