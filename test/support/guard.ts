import type { IncomingMessage } from "node:http";
import { type HttpServer, listen } from "../../lib/local/http-server.ts";
import type { Use } from "./iam.ts";

type Key = { readonly pk: { readonly S: string } };
type Write = Readonly<Record<string, { readonly Item?: Key; readonly Key?: Key }>>;

/** As much of DynamoDB's requests as permissions depend on. */
interface Body {
  readonly Key?: Key;
  readonly Item?: Key;
  readonly IndexName?: string;
  readonly ExpressionAttributeValues?: Readonly<Record<string, { readonly S: string }>>;
  readonly RequestItems?: Readonly<Record<string, { readonly Keys: readonly Key[] } | readonly Write[]>>;
  readonly TransactItems?: readonly Write[];
}

export interface Guard extends HttpServer {
  readonly endpoint: string;
}

/**
 * A proxy that checks permissions like AWS: functions use their names as key ids, `mayUse` decides, and
 * refusals look like AWS's. Other callers pass.
 */
export async function startGuard(
  database: string,
  functions: readonly string[],
  mayUse: (name: string, use: Use) => boolean,
): Promise<Guard> {
  const server = await listen(0, (request, response) => {
    void (async () => {
      const body = await read(request);
      const name = /Credential=([^/]+)\//.exec(request.headers.authorization ?? "")?.[1] ?? "";
      if (functions.includes(name)) {
        const uses = usesOf(String(request.headers["x-amz-target"]), JSON.parse(body.toString()) as Body);
        if (uses.map((use) => mayUse(name, use)).includes(false)) {
          response.writeHead(400, { "content-type": "application/x-amz-json-1.0" });
          return response.end(
            JSON.stringify({
              __type: "com.amazon.coral.service#AccessDeniedException",
              message: "not allowed",
            }),
          );
        }
      }
      const { host: _host, connection: _connection, "content-length": _length, ...headers } = request.headers;
      const answer = await fetch(database, {
        method: "POST",
        headers: headers as Record<string, string>,
        body: new Uint8Array(body),
      });
      response.writeHead(answer.status, { "content-type": answer.headers.get("content-type") ?? "" });
      return response.end(Buffer.from(await answer.arrayBuffer()));
    })().catch(() => response.destroy());
  });
  return { ...server, endpoint: `http://127.0.0.1:${server.port}` };
}

async function read(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const partitionOf = ({ Item, Key }: { readonly Item?: Key; readonly Key?: Key }): string =>
  (Item ?? Key)?.pk.S ?? "";

/** What IAM checks: the actions within a transaction, but a batch as itself. */
function usesOf(target: string, body: Body): Use[] {
  const [service = "", operation = ""] = target.split(".");
  const use = (action: string, partitions: readonly string[], resource = "table"): Use => ({
    action: `dynamodb:${action}`,
    resource,
    partitions,
  });
  if (service.startsWith("DynamoDBStreams")) return [use(operation, [], "stream")];
  const requests = Object.values(body.RequestItems ?? {});
  switch (operation) {
    case "GetItem":
    case "PutItem":
    case "UpdateItem":
    case "DeleteItem":
      return [use(operation, [partitionOf(body)])];
    case "Query": {
      const resource = body.IndexName === undefined ? "table" : `index ${body.IndexName}`;
      return [use(operation, [body.ExpressionAttributeValues?.[":p"]?.S ?? ""], resource)];
    }
    case "BatchGetItem":
      return [
        use(
          operation,
          (requests as { Keys: Key[] }[]).flatMap(({ Keys }) => Keys.map(({ pk }) => pk.S)),
        ),
      ];
    case "BatchWriteItem":
      return [
        use(
          operation,
          (requests as Write[][]).flat().flatMap((write) => Object.values(write).map(partitionOf)),
        ),
      ];
    case "TransactWriteItems":
      return (body.TransactItems ?? []).flatMap((write) =>
        Object.entries(write).map(([kind, item]) =>
          use(kind === "ConditionCheck" ? "ConditionCheckItem" : `${kind}Item`, [partitionOf(item)]),
        ),
      );
    default:
      throw new Error(`functions call ${operation}, which this test does not know`);
  }
}
