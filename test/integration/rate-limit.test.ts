import type { APIGatewayProxyStructuredResultV2 as Answer } from "aws-lambda";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { ScanCommand } from "@aws-sdk/lib-dynamodb";
import { createApiKey } from "../../lib/store/access/api-keys.ts";
import { PREFIX } from "../../lib/contract/table.ts";
import type { Table } from "../../lib/table/table.ts";
import { quietTable } from "../support/fresh-table.ts";
import { started } from "../support/runtime.ts";
import { gatewayEvent } from "../support/gateway-event.ts";

const BURST = 4;
const LIMIT = { RATE_PER_SECOND: "0.5", RATE_BURST: String(BURST) };
const keyOf = async (table: Table, name: string, scopes: ("read" | "write")[] = ["read", "write"]) =>
  (await createApiKey(table, { name, scopes }, Date.now())) ?? "";

/** A function of the API that starts with these variables. */
async function functionOn(table: Table, variables: Record<string, string>) {
  const { handler } = await started(table, variables, () => import("../../lambdas/api/is-following.ts"));
  return (token: string | undefined, query = "user=user:x"): Promise<Answer> =>
    handler(
      gatewayEvent({
        headers: { ...(token !== undefined && { authorization: `Bearer ${token}` }) },
        rawPath: "/users/1/is-following",
        rawQueryString: query,
        pathParameters: { collection: "users", id: "1" },
        requestContext: { domainName: "localhost", http: { method: "GET" } },
      }),
      {} as never,
    ) as Promise<Answer>;
}

const buckets = async (table: Table): Promise<unknown[]> => {
  const { Items = [] } = await table.client.send(new ScanCommand({ TableName: table.name }));
  return Items.map(({ pk }) => pk as string).filter((pk) => pk.startsWith(PREFIX.rate));
};

const statuses = (answers: readonly Answer[]) => answers.map(({ statusCode }) => statusCode).toSorted();

describe("with a limit", () => {
  test("exactly the burst passes of many at once in several functions, the rest is 429 and told when to come again", async () => {
    const { table } = await quietTable();
    const key = await keyOf(table, "eager");
    const functions = [
      await functionOn(table, LIMIT),
      await functionOn(table, LIMIT),
      await functionOn(table, LIMIT),
    ];
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_call, index) => functions[index % 3]?.(key) as Promise<Answer>),
    );
    expect(statuses(answers)).toEqual([...Array(BURST).fill(200), ...Array(30 - BURST).fill(429)]);
    const refused = answers.find(({ statusCode }) => statusCode === 429);
    expect(refused?.headers).toMatchObject({
      "content-type": "application/problem+json",
      // A slow machine has waited a part of it already.
      "retry-after": expect.stringMatching(/^[123]$/),
    });
    expect(JSON.parse(refused?.body ?? "")).toMatchObject({
      type: "about:blank",
      title: "Too Many Requests",
      status: 429,
    });
    // Others may have taken what the refused one was told of. Now nobody else calls.
    const again = await functions[1]?.(key);
    if (again?.statusCode === 429) {
      await sleep(Number(again.headers?.["retry-after"]) * 1000);
      expect((await functions[1]?.(key))?.statusCode).toBe(200);
    }
  });

  test("others are not affected, and who is refused costs the table nothing more", async () => {
    const { table } = await quietTable();
    const [eager, calm] = [await keyOf(table, "eager"), await keyOf(table, "calm")];
    const call = await functionOn(table, { ...LIMIT, RATE_PER_SECOND: "0.01" });
    await Promise.all(Array.from({ length: 10 }, () => call(eager)));
    expect([(await call(eager)).statusCode, (await call(calm)).statusCode]).toEqual([429, 200]);
    expect(Number((await call(eager)).headers?.["retry-after"])).toBeGreaterThan(90);
    expect(await buckets(table)).toHaveLength(2);
  });

  test("strangers are refused uncounted, and requests that are refused later are counted", async () => {
    const { table } = await quietTable();
    const [key, blind] = [await keyOf(table, "clumsy"), await keyOf(table, "blind", ["write"])];
    const call = await functionOn(table, { ...LIMIT, RATE_PER_SECOND: "0.01" });
    for (const token of [undefined, "trib_guess", "nonsense", "a.b.c"]) {
      for (let count = 0; count <= BURST; count++) expect((await call(token)).statusCode).toBe(401);
    }
    expect(await buckets(table)).toEqual([]);
    for (let count = 0; count < BURST; count++) {
      expect([(await call(key, "what=1")).statusCode, (await call(blind)).statusCode]).toEqual([400, 403]);
    }
    expect([(await call(key)).statusCode, (await call(blind)).statusCode]).toEqual([429, 429]);
  });
});

test("without a limit nobody is counted", async () => {
  const { table } = await quietTable();
  const [key, call] = [await keyOf(table, "eager"), await functionOn(table, {})];
  expect(statuses(await Promise.all(Array.from({ length: 30 }, () => call(key))))).toEqual(
    Array(30).fill(200),
  );
  expect(await buckets(table)).toEqual([]);
});

test("a function with half a limit does not start", async () => {
  const { table } = await quietTable();
  await expect(functionOn(table, { RATE_PER_SECOND: "5" })).rejects.toThrow("come together");
  await expect(functionOn(table, { RATE_BURST: "5" })).rejects.toThrow("come together");
});
