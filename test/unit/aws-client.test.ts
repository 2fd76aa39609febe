import { globSync, readFileSync } from "node:fs";
import { DynamoDBClient, ListTablesCommand } from "@aws-sdk/client-dynamodb";
import { expect, test } from "vitest";
import { listen } from "../../lib/local/http-server.ts";
import { IN_FUNCTIONS } from "../../lib/table/aws-client.ts";

test("no client of a function, or of a command on a table or queue, waits for ever", () => {
  const waiting = globSync("{lib/{store,runtime,keys,redrive},lambdas,bin}/**/*.ts").flatMap((file) =>
    [
      ...readFileSync(file, "utf8").matchAll(
        /new (DynamoDB|DynamoDBStreams|SQS|EventBridge|Lambda|STS|S3)Client\(([^)]*)/g,
      ),
    ]
      // Those of this machine's own service have an endpoint on it.
      .filter(([, , settings = ""]) => !/IN_FUNCTIONS|IN_COMMANDS|endpoint/.test(settings))
      .map(([found]) => `${file}: ${found}`),
  );
  expect(waiting).toEqual([]);
});

test("a call that is not answered is given up after three seconds, as one that may be tried again", async () => {
  const server = await listen(0, () => undefined);
  const credentials = { accessKeyId: "a", secretAccessKey: "b" };
  const client = new DynamoDBClient({
    ...IN_FUNCTIONS,
    ...{ maxAttempts: 1, region: "us-east-1", endpoint: `http://127.0.0.1:${server.port}`, credentials },
  });
  const start = performance.now();
  await expect(client.send(new ListTablesCommand())).rejects.toMatchObject({ name: "TimeoutError" });
  expect(performance.now() - start).toBeGreaterThan(2900);
  client.destroy();
  await server.stop();
});
