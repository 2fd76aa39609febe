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
  const url = await ready(child, output);
  await vi.waitFor(async () => expect((await loaded(url))?.done).toBeGreaterThan(0), {
    timeout: 60_000,
    interval: 50,
  });
  process.kill(-(child.pid as number), "SIGINT");
  expect(await once(child, "exit")).toEqual([130, null]);
  expect(output.err).not.toContain("are loaded");
  expect(output.err, "no error, no stack").not.toMatch(/ECONN|rror|    at /);

  const again = start(args);
  const there = await ready(again.child, again.output);
  await vi.waitFor(() => expect(again.output.err).toMatch(/400 actions and \d+ follows are loaded/), {
    timeout: 300_000,
    interval: 100,
  });
  expect(await loaded(there)).toBeNull();
  expectExample(again.output.out, there);
  again.child.kill("SIGINT");
  await once(again.child, "exit");
});

/** What the console is told of the sample. */
const loaded = async (url: string) =>
  (await (await fetch(`${url}/console/sample`, { headers: { "tributary-console": "1" } })).json()) as {
    done: number;
    all: number;
  } | null;
