import { rmSync } from "node:fs";
import { expect, onTestFinished, test } from "vitest";
import { scratchFolder } from "../../lib/bench/scratch.ts";
import { killAndRepeat } from "../support/killed-import.ts";
import { endProcess, startProcess } from "../support/service-process.ts";

test("the sample's hour, killed in the middle and imported again, is there once and whole", { timeout: 600_000 }, async () => {
  const folder = scratchFolder("import");
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const service = await startProcess(folder);
  onTestFinished(() => endProcess(service, "SIGTERM"));
  await killAndRepeat(service.url, "data/sample/events.jsonl.gz");
  expect(service.child.exitCode).toBeNull();
});
