import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { expect } from "vitest";

interface Output {
  out: string;
  err: string;
}

/** Runs `npm start -- ARGS` and records its output. */
export function start(args: readonly string[], env: Record<string, string> = {}, detached = false) {
  const child = spawn(process.execPath, ["bin/start.ts", ...args], {
    env: { ...process.env, PORT: "0", ...env },
    detached,
  });
  const output: Output = { out: "", err: "" };
  child.stdout.on("data", (text: Buffer) => (output.out += text.toString()));
  child.stderr.on("data", (text: Buffer) => (output.err += text.toString()));
  return { child, output };
}

/** @returns its address, once it is ready. @throws its output if it ends before */
export async function ready(child: ChildProcess, output: Output): Promise<string> {
  for (;;) {
    const url = /^ready (http:\S+)$/m.exec(output.out)?.[1];
    if (url !== undefined) return url;
    if (child.exitCode !== null) throw new Error(output.err);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** A file with this many actions of the sample. */
export function someOfTheSample(lines: number): string {
  const file = join(mkdtempSync(join(tmpdir(), "sample-")), "events.jsonl");
  const all = gunzipSync(readFileSync("data/sample/events.jsonl.gz")).toString().split("\n");
  writeFileSync(file, all.slice(0, lines).join("\n"));
  return file;
}

/** The commands that it prints to read and to write work, and the page that it names is a feed's. */
export function expectExample(out: string, url: string): void {
  const [read = "", write = ""] = [...out.matchAll(/curl [^]*?[^\\](?=\n)/g)].map(([line]) => line);
  const answer = (line: string) => {
    const text = execFileSync("bash", ["-c", line.replace("curl", "curl -sS")], { encoding: "utf8" });
    // The prompt comes below it.
    expect(text).toMatch(/\n$/);
    return JSON.parse(text) as object;
  };
  expect(answer(read)).toMatchObject({
    results: expect.arrayContaining([expect.objectContaining({ verb: expect.any(String) })]),
  });
  expect(answer(write)).toMatchObject({ summary: "alice liked x" });
  expect(/^Console +(\S+)$/m.exec(out)?.[1] ?? "").toContain(`${url}/#/feed/user:`);
}
