import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { scratchFolder } from "../../lib/tools/bench/scratch.ts";
import { readRunning } from "../../lib/local/running.ts";
import { amount } from "../support/amount.ts";

function start(args: readonly string[], env: Record<string, string> = {}, detached = false) {
  const child = spawn(process.execPath, ["bin/start.ts", ...args], { env: { ...process.env, PORT: "0", ...env }, detached });
  const output = { out: "", err: "" };
  child.stdout.on("data", (text: Buffer) => (output.out += text.toString()));
  child.stderr.on("data", (text: Buffer) => (output.err += text.toString()));
  return { child, output };
}

async function ready(child: ChildProcess, output: { out: string; err: string }): Promise<string> {
  for (;;) {
    const url = /^ready (http:\S+)$/m.exec(output.out)?.[1];
    if (url !== undefined) return url;
    if (child.exitCode !== null) throw new Error(output.err);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function someOfTheSample(): string {
  const file = join(mkdtempSync(join(tmpdir(), "sample-")), "events.jsonl");
  const lines = gunzipSync(readFileSync("data/sample/events.jsonl.gz")).toString().split("\n");
  writeFileSync(file, lines.slice(0, 400).join("\n"));
  return file;
}

describe("npm start", () => {
  test("says where it is ready, answers there, and ends with all its children on SIGTERM", async () => {
    const { child, output } = start(["--empty"]);
    const url = await ready(child, output);
    expect((await fetch(`${url}/health`)).status).toBe(200);
    child.kill("SIGTERM");
    expect(await once(child, "exit")).toEqual([0, null]);
    await expect(fetch(`${url}/health`)).rejects.toThrow();
  });

  test("Ctrl-C ends the database last, whatever is under way: nothing fails and nothing is left", async () => {
    const folder = scratchFolder("interrupted");
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const args = ["--data", folder, ...amount(["--sample", someOfTheSample()], [])];
    const { child, output } = start(args, {}, true);
    onTestFinished(() => void (child.exitCode === null && process.kill(-(child.pid as number), "SIGKILL")));
    await vi.waitFor(() => expect(output.err).toContain("loading the sample"), { timeout: 60_000, interval: 100 });
    await new Promise((resolve) => setTimeout(resolve, amount(200, 1500)));
    process.kill(-(child.pid as number), "SIGINT");
    expect(await once(child, "exit")).toEqual([0, null]);
    expect(output.out + output.err).not.toContain("ECONNREFUSED");
    expect(output.out, "it was cut off while it loaded the sample").not.toContain("ready");

    const again = start(args);
    const url = await ready(again.child, again.output);
    await vi.waitFor(() => expect(again.output.out).toContain("Ctrl-C ends it"));
    expect(again.output.err).toMatch(amount(/400 actions, \d+ follows/, /3000 actions, \d+ follows/));
    const printed = /^ {2}(curl .*\/feed)$/m.exec(again.output.out)?.[1] ?? "";
    const feed = JSON.parse(execFileSync("bash", ["-c", printed.replace("curl", "curl -sS")], { encoding: "utf8" })) as object;
    expect(feed).toMatchObject({ results: expect.arrayContaining([expect.objectContaining({ verb: expect.any(String) })]) });
    const page = /^Look at it: (\S+)$/m.exec(again.output.out)?.[1] ?? "";
    expect(page).toContain(`${url}/#/feed/user:`);
    again.child.kill("SIGINT");
    await once(again.child, "exit");

    const third = start(args);
    await ready(third.child, third.output);
    await vi.waitFor(() => expect(third.output.out).toContain("Look at it"));
    expect(third.output.err, "what is there is not loaded again").not.toContain("loading the sample");
    third.child.kill("SIGINT");
    await once(third.child, "exit");
  }, 180_000);

  test("leaves no database behind when it is killed", async () => {
    const folder = scratchFolder("killed");
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const { child, output } = start(["--empty", "--data", folder]);
    await ready(child, output);
    const { dynamodbEndpoint } = readRunning(folder);
    expect((await fetch(dynamodbEndpoint)).status).toBe(400);
    child.kill("SIGKILL");
    await vi.waitFor(() => expect(fetch(dynamodbEndpoint)).rejects.toThrow(), { timeout: 60_000, interval: 100 });
  });

  test("says in one sentence that a port is taken", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const port = String((server.address() as AddressInfo).port);
    const { child, output } = start(["--empty"], { PORT: port });
    expect(await once(child, "exit")).toEqual([1, null]);
    expect(output.err).toContain(`Port ${port} is taken`);
    expect(output.err).not.toContain("    at ");
    server.close();
  });

  test("says in one sentence how to get Java where there is none", async () => {
    const { child, output } = start(["--empty"], { PATH: "/nowhere" });
    expect(await once(child, "exit")).toEqual([1, null]);
    expect(output.err).toMatch(/needs Java 17 or newer, and no Java was found: install one/);
    expect(output.err).not.toContain("    at ");
  });

  test("says in one sentence that data cannot be kept where a file is", async () => {
    const { child, output } = start(["--empty", "--data", "package.json"]);
    expect(await once(child, "exit")).toEqual([1, null]);
    expect(output.err).toMatch(/package\.json cannot be a folder for data \(.*\); choose another with --data\.\n$/);
    expect(output.err).not.toContain("    at ");
  });

  test("says in one sentence that there is no such sample", async () => {
    const { child, output } = start(["--sample", "no-such-file"]);
    expect(await once(child, "exit")).toEqual([1, null]);
    expect(output.err).toBe("There is no file no-such-file.\n");
  });

  test("refuses an option it does not know, with its help", async () => {
    const { child, output } = start(["--nope"]);
    expect(await once(child, "exit")).toEqual([2, null]);
    expect(output.err).toContain("--empty");
  });
});
