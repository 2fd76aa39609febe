import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { expect, onTestFinished, test } from "vitest";
import { scratchFolder } from "../../lib/tools/bench/scratch.ts";
import { localCredentials } from "../../lib/local/credentials.ts";
import { killAndRepeat } from "../support/killed-import.ts";
import { Caller } from "../support/people.ts";
import { endProcess, startProcess } from "../support/service-process.ts";

/** Enough that the import is in the middle for a while. */
const LINES = 400;

test(
  "events of GitHub, killed in the middle and imported again, is there once and whole",
  { timeout: 600_000 },
  async () => {
    const folder = scratchFolder("import");
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const service = await startProcess(folder);
    onTestFinished(() => endProcess(service, "SIGTERM"));
    const file = join(folder, "events.jsonl.gz");
    const lines = gunzipSync(readFileSync("data/sample/events.jsonl.gz"))
      .toString()
      .split("\n")
      .slice(0, LINES);
    writeFileSync(file, gzipSync(lines.join("\n")));
    await killAndRepeat(service.url, file, new Caller((await localCredentials()).serviceKey));
    expect(service.child.exitCode).toBeNull();
  },
);
