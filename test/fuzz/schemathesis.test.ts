import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { promisify } from "node:util";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, expect, inject, onTestFinished, test } from "vitest";
import { type Caller, person, service, unique } from "../support/people.ts";
import { ACCEPTED } from "./accepted.ts";
import { type Finding, countIn, findingsIn } from "./findings.ts";
import { pythonWith } from "../../lib/tools/commands/python.ts";

const SECONDS = 45;
// The same in CI each time: another seed looks elsewhere.
const SEED = process.env["FUZZ_SEED"] ?? "1";
// The fuzzer does not know that 412 and 414 are refusals, of a precondition and of an address that is too
// long.
const STATUSES = `
[checks.negative_data_rejection]
expected-statuses = ["400", "401", "403", "404", "405", "409", "412", "413", "414", "415", "429", "431"]
[checks.positive_data_acceptance]
expected-statuses = ["2xx", "3xx", "401", "403", "404", "409", "412", "414", "429"]
`;
let programs: string;

beforeAll(async () => {
  programs = await pythonWith("schemathesis-4.32.5", ["schemathesis==4.32.5"]);
}, 300_000);

const isAccepted = ({ codes, text }: Finding): boolean =>
  codes.length > 0 &&
  codes.every((code) => ACCEPTED.some((known) => known.code === code && known.text.test(text)));

/** What the fuzzer prints of a run as a caller. It exits 1 where it found anything. */
async function fuzz(caller: Caller): Promise<string> {
  const url = inject("url");
  const folder = mkdtempSync(join(tmpdir(), "fuzz-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, "schemathesis.toml"), STATUSES);
  const token = ["--header", `Authorization: Bearer ${caller.token}`];
  const limits = [
    "--max-time",
    String(SECONDS),
    "--request-timeout",
    "20",
    "--continue-on-failure",
    "--no-color",
  ];
  const args = [
    "run",
    `${url}/openapi.json`,
    "--url",
    url,
    ...token,
    ...limits,
    "--output-truncate",
    "false",
    "--seed",
    SEED,
  ];
  const options = { cwd: folder, maxBuffer: 64 * 1024 * 1024, env: { ...process.env, COLUMNS: "200" } };
  return promisify(execFile)(`${programs}/schemathesis`, args, options).then(
    ({ stdout }) => stdout,
    (error: { code?: number; stdout?: string }) => {
      if (error.code !== 1 || error.stdout === undefined) throw error;
      return error.stdout;
    },
  );
}

test.each(["service", "user"])(
  "an independent fuzzer finds nothing as a %s but what is right as it is",
  async (kind) => {
    const output = await fuzz(kind === "service" ? service : await person(unique("fuzz")));
    expect(output).toMatch(/^ +\d+ generated/m);
    const findings = findingsIn(output);
    expect(findings.flatMap(({ codes }) => codes)).toHaveLength(countIn(output));
    expect(findings.filter((finding) => !isAccepted(finding)).map(({ text }) => text)).toEqual([]);
  },
);
