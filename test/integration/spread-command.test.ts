import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, inject, test, vi } from "vitest";
import { writeRunning } from "../../lib/local/running.ts";
import { getStored } from "../../lib/store/entities/entities.ts";
import { putEntity } from "../../lib/store/entities/put-entity.ts";
import type { Table } from "../../lib/table/table.ts";
import { type Ran, runHere } from "../support/command.ts";
import { quietTable } from "../support/fresh-table.ts";

const folder = mkdtempSync(join(tmpdir(), "spread-"));
const outputs = join(folder, "outputs.json");
const waits: unknown[] = [];
let table: Table;

beforeAll(async () => {
  vi.stubEnv("AWS_ENDPOINT_URL_DYNAMODB", inject("dynamodbEndpoint"));
  vi.stubEnv("AWS_ACCESS_KEY_ID", "local");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "local");
  vi.doMock("node:timers/promises", () => ({
    setTimeout: (milliseconds: number) => Promise.resolve(void waits.push(milliseconds)),
  }));
  ({ table } = await quietTable());
  const none = { sqsEndpoint: "", failureQueues: [] };
  writeRunning(folder, { url: inject("url"), dynamodbEndpoint: inject("dynamodbEndpoint"), table, ...none });
  const ApiUrl = "https://abc.execute-api.eu-central-1.amazonaws.com/";
  writeFileSync(outputs, JSON.stringify({ Service: { TableName: table.name, ApiUrl } }));
});

afterAll(() => {
  vi.doUnmock("node:timers/promises");
  // Other files get modules that wait.
  vi.resetModules();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

const spread = (...args: string[]): Promise<Ran> => runHere("spread", args);

test("an entity is spread, two minutes after readers were told, and then only over more keys", async () => {
  const hot = { model_type: "repository", id: "hot" };
  expect(await spread("repository:hot", "--keys", "4", "--data", folder)).toMatchObject({
    code: 1,
    err: expect.stringContaining("Nothing is stored of repository:hot."),
  });
  await putEntity(table, hot, { name: "Hot" });
  for (const [keys, whose] of [
    ["4", ["--data", folder]],
    ["16", ["--outputs", outputs]],
  ] as const) {
    waits.length = 0;
    expect(await spread("repository:hot", "--keys", keys, ...whose)).toMatchObject({
      code: 0,
      out: `repository:hot is spread over ${keys} keys.\n`,
      err: expect.stringContaining("two minutes"),
    });
    expect([waits, (await getStored(table, hot)).keys]).toEqual([[120_000], Number(keys)]);
  }
  waits.length = 0;
  expect(await spread("repository:hot", "--keys", "16", "--data", folder)).toMatchObject({
    code: 0,
    err: "",
  });
  expect(await spread("repository:hot", "--keys", "8", "--data", folder)).toMatchObject({
    code: 1,
    err: expect.stringContaining("over 16 keys already"),
  });
  expect(waits).toEqual([]);
});

test.each([
  [["--keys", "4"], "which entity"],
  [["hot", "--keys", "4"], "hot: "],
  [["repository:a", "repository:b", "--keys", "4"], "which entity"],
  [["repository:a"], "from 2 to 64"],
  [["repository:a", "--keys", "1"], "from 2 to 64"],
  [["repository:a", "--keys", "65"], "from 2 to 64"],
  [["repository:a", "--keys", "4", "--outputs", "x"], "not both"],
])("%j is refused with what is wrong and the help", async (args, told) => {
  const { code, out, err } = await spread(...args, "--data", folder);
  expect([code, out]).toEqual([2, ""]);
  expect(err).toContain(told);
  expect(err).toContain("npm run spread -- repository:ID");
});
