import { once } from "node:events";
import { rmSync } from "node:fs";
import { expect, onTestFinished, test, vi } from "vitest";
import { scratchFolder } from "../../lib/tools/bench/scratch.ts";
import { expectExample, ready, someOfTheSample, start } from "../support/npm-start.ts";

test("Ctrl-C ends the database last, whatever is under way: nothing fails and nothing is left", async () => {
  const folder = scratchFolder("interrupted");
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const args = ["--data", folder, "--sample", someOfTheSample(400)];
  const { child, output } = start(args, {}, true);
  onTestFinished(() => void (child.exitCode === null && process.kill(-(child.pid as number), "SIGKILL")));
  await vi.waitFor(() => expect(output.err).toContain("loading the sample"), {
    timeout: 60_000,
    interval: 100,
  });
  await new Promise((resolve) => setTimeout(resolve, 300));
  process.kill(-(child.pid as number), "SIGINT");
  expect(await once(child, "exit")).toEqual([0, null]);
  expect(output.out + output.err).not.toContain("ECONNREFUSED");
  expect(output.out, "it was cut off while it loaded the sample").not.toContain("ready");

  const again = start(args);
  const url = await ready(again.child, again.output);
  await vi.waitFor(() => expect(again.output.out).toContain("Ctrl-C ends it"), {
    timeout: 300_000,
    interval: 100,
  });
  expect(again.output.err).toMatch(/400 actions, \d+ follows/);
  expectExample(again.output.out, url);
  again.child.kill("SIGINT");
  await once(again.child, "exit");
});
