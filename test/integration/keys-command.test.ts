import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, inject, onTestFinished, test, vi } from "vitest";
import { writeRunning } from "../../lib/local/running.ts";
import { getApiKey } from "../../lib/store/access/api-keys.ts";
import { openCursor, sealCursor } from "../../lib/store/access/cursor.ts";
import type { Table } from "../../lib/table/table.ts";
import { type Ran, runHere } from "../support/command.ts";
import { quietTable } from "../support/fresh-table.ts";

/** The credentials that a deployed stage would want. */
const aws = () => ({
  AWS_ENDPOINT_URL_DYNAMODB: inject("dynamodbEndpoint"),
  AWS_ACCESS_KEY_ID: "local",
  AWS_SECRET_ACCESS_KEY: "local",
});

const keys = (...args: string[]): Promise<Ran> => runHere("keys", args);

/** `npm run keys -- ...` as a process of its own. */
function keysProcess(...args: string[]): Promise<Ran> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ["bin/keys.ts", ...args],
      { env: { ...process.env, ...aws() } },
      (error, out, err) => resolve({ code: error === null ? 0 : Number(error.code), out, err }),
    );
  });
}

const folder = mkdtempSync(join(tmpdir(), "keys-"));
const outputs = join(folder, "outputs.json");
let table: Table;

beforeAll(async () => {
  for (const [name, value] of Object.entries(aws())) vi.stubEnv(name, value);
  ({ table } = await quietTable());
  const none = { sqsEndpoint: "", failureQueues: [] };
  writeRunning(folder, { url: inject("url"), dynamodbEndpoint: inject("dynamodbEndpoint"), table, ...none });
  const ApiUrl = "https://abc.execute-api.eu-central-1.amazonaws.com/";
  writeFileSync(
    outputs,
    JSON.stringify({ Data: { Other: "x" }, Service: { TableName: table.name, ApiUrl } }),
  );
});

afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

test.each<[string, () => string[]]>([
  ["the service on this machine", () => ["--data", folder]],
  ["a deployed stage", () => ["--outputs", outputs]],
])("keys of %s are made, listed and revoked", async (_where, whose) => {
  const made = await keysProcess("create", "importer", "--scopes", "read", ...whose());
  const key = made.out.trim();
  expect([made.code, made.out]).toEqual([0, expect.stringMatching(/^trib_[\w-]{43}\n$/)]);
  expect(made.err).not.toContain(key);
  expect(await getApiKey(table, key)).toEqual({ name: "importer", scopes: ["read"] });
  expect(await keys("create", "importer", ...whose())).toMatchObject({
    code: 1,
    out: "",
    err: expect.stringContaining("already"),
  });
  const listed = await keys("list", ...whose());
  expect(listed).toMatchObject({ code: 0, out: expect.stringMatching(/^importer\tread\t\d{4}-\S+Z\n$/) });
  expect(listed.out + listed.err).not.toContain(key);
  expect(await keys("revoke", "importer", ...whose())).toMatchObject({ code: 0, out: "" });
  expect(await getApiKey(table, key)).toBeUndefined();
  expect(await keys("revoke", "importer", ...whose())).toMatchObject({
    code: 1,
    err: expect.stringContaining("no key"),
  });
  expect(await keys("list", ...whose())).toMatchObject({ code: 0, out: "" });
});

test("the secret of cursors is renewed", async () => {
  const before = await sealCursor(table, "scope", { direction: "older", position: "p", inclusive: false });
  expect((await keys("rotate-cursors", "--data", folder)).code).toBe(0);
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 300_000 });
  onTestFinished(() => void vi.useRealTimers());
  await expect(openCursor(table, "scope", before)).rejects.toMatchObject({ code: "invalid" });
});

test.each([
  [["create"], "name"],
  [["create", "a b"], "letters"],
  [["create", "x".repeat(64)], "63"],
  [["create", "ok", "--scopes", "admin"], "Scopes"],
  [["create", "ok", "--scopes", ""], "--scopes is empty"],
  [["create", "one", "two"], "what to do"],
  [["list", "all"], "no name"],
  [["revoke", "x", "--scopes", "read"], "for create"],
  [["constructor"], "what to do"],
  [[], "what to do"],
  [["list", "--nope"], "--nope"],
  [["list", "--outputs", "x"], "not both"],
])("%j is refused with what is wrong and the help", async (args, told) => {
  const { code, out, err } = await keys(...args, "--data", folder);
  expect([code, out]).toEqual([2, ""]);
  expect(err).toContain(told);
  expect(err).toContain("npm run keys -- revoke NAME");
});

test("help is printed, and what is not there is said in one sentence", async () => {
  expect(await keys("--help")).toMatchObject({
    code: 0,
    out: expect.stringContaining("rotate-cursors"),
    err: "",
  });
  expect((await keysProcess("list", "all")).code).toBe(2);
  for (const whose of [
    ["--data", join(folder, "nothing")],
    ["--outputs", join(folder, "nothing.json")],
  ]) {
    const { code, err } = await keys("list", ...whose);
    expect(code).toBe(1);
    expect(err.trim().split("\n")).toHaveLength(1);
  }
});
