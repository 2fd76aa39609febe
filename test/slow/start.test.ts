import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { scratchFolder } from "../../lib/tools/bench/scratch.ts";
import { localCredentials, localToken } from "../../lib/local/credentials.ts";
import { readRunning } from "../../lib/local/running.ts";
import { expectExample, ready, someOfTheSample, start } from "../support/npm-start.ts";

const consoleOf = (out: string) => /#\/feed\/user:\S+/.exec(out)?.[0];

async function newestActions(url: string): Promise<{ timestamp: string }[]> {
  const { serviceKey } = await localCredentials();
  const answer = await fetch(`${url}/actions?limit=2`, {
    headers: { authorization: `Bearer ${serviceKey}` },
  });
  return ((await answer.json()) as { results: { timestamp: string }[] }).results;
}

describe("npm start", () => {
  test("says where it is ready, answers there, and ends with all its children on SIGTERM, its data kept", async () => {
    const folder = scratchFolder("kept");
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const args = ["--data", folder, "--sample", someOfTheSample(40)];
    const { child, output } = start(args);
    const url = await ready(child, output);
    expect((await fetch(`${url}/health`)).status).toBe(200);
    await vi.waitFor(() => expect(output.err).toMatch(/40 actions and \d+ follows are loaded/), {
      timeout: 60_000,
      interval: 100,
    });
    expectExample(output.out, url);
    expect(output.out).toContain(`Data      in ${folder}\n`);
    const [, newest] = await newestActions(url);
    const age = Date.now() - Date.parse(newest?.timestamp ?? "");
    expect(age, "beside what was just written, the newest is a minute old").toBeGreaterThan(60_000);
    expect(age).toBeLessThan(200_000);
    const { dynamodbEndpoint } = readRunning(folder);
    child.kill("SIGTERM");
    expect(await once(child, "exit")).toEqual([0, null]);
    for (const address of [`${url}/health`, dynamodbEndpoint]) await expect(fetch(address)).rejects.toThrow();

    // And where it is killed it leaves no database behind.
    const again = start(args);
    await ready(again.child, again.output);
    await vi.waitFor(() => expect(again.output.out).toContain("Ctrl-C"), { timeout: 60_000, interval: 100 });
    expect(consoleOf(again.output.out), "the same reader").toBe(consoleOf(output.out));
    expect(again.output.err, "what is there is not loaded again").toBe("");
    const database = readRunning(folder).dynamodbEndpoint;
    expect((await fetch(database)).status).toBe(400);
    again.child.kill("SIGKILL");
    await vi.waitFor(() => expect(fetch(database)).rejects.toThrow(), { timeout: 60_000, interval: 100 });
  });

  test("is quiet, prints events where they are asked for, and goes on where nobody reads any more", async () => {
    const { child, output } = start(["--empty", "--events"]);
    onTestFinished(() => void child.kill("SIGKILL"));
    const url = await ready(child, output);
    await vi.waitFor(() => expect(output.out).toContain("Ctrl-C"), { timeout: 60_000, interval: 100 });
    expect(output.out.trim().split("\n").length).toBeLessThanOrEqual(11);
    expect(output.out.split("\n").filter((line) => line.length > 80)).toEqual([]);
    expect(output.err).toBe("");
    const alice = `Bearer ${await localToken(await localCredentials(), "alice")}`;
    const post = () =>
      fetch(`${url}/actions`, {
        method: "POST",
        headers: { authorization: alice },
        body: JSON.stringify({ verb: "waved" }),
      });
    await post();
    await vi.waitFor(() => expect(output.out).toMatch(/^event action\.created .*"waved"/m), {
      timeout: 60_000,
      interval: 100,
    });
    child.stdout.destroy();
    await post();
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect((await post()).status).toBe(201);
    child.kill("SIGINT");
    expect(await once(child, "exit")).toEqual([130, null]);
    expect(output.err).toBe("");
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
    expect(output.err).toMatch(
      /package\.json cannot be a folder for data \(.*\); choose another with --data\.\n$/,
    );
    expect(output.err).not.toContain("    at ");
  });

  test("says in one sentence that there is no such sample", async () => {
    const { child, output } = start(["--sample", "no-such-file"]);
    expect(await once(child, "exit")).toEqual([1, null]);
    expect(output.err).toBe("There is no file no-such-file.\n");
  });

  test("says in one sentence that a sample cannot be read, or holds nothing", async () => {
    for (const [file, told] of [
      ["package.json", /^package\.json holds no events of GitHub: .*\n$/],
      ["docs", /^docs is a folder; .*\n$/],
    ] as const) {
      const { child, output } = start(["--sample", file]);
      expect(await once(child, "exit")).toEqual([1, null]);
      expect(output.err).toMatch(told);
    }
  });

  test("says in one sentence that the queues' database is broken inside", async () => {
    const folder = scratchFolder("broken");
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const file = join(folder, "fauxqs.db");
    const database = new DatabaseSync(file);
    database.exec("create table things (name text)");
    database.close();
    const bytes = readFileSync(file);
    writeFileSync(file, bytes.fill(0xff, 100, 4096));
    const { child, output } = start(["--empty", "--data", folder]);
    expect(await once(child, "exit")).toEqual([1, null]);
    expect(output.err).toMatch(/^The database in .* cannot be used \(.*\): put a copy back, .*\n$/);
  });

  test("refuses an option it does not know, with its help", async () => {
    const { child, output } = start(["--nope"]);
    expect(await once(child, "exit")).toEqual([2, null]);
    expect(output.err).toContain("--empty");
  });
});
