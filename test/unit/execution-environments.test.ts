import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test, vi } from "vitest";
import { ServiceEndingError } from "../../lib/local/execution-environment.ts";
import { ExecutionEnvironments } from "../../lib/local/execution-environments.ts";

const DEPTH = "let n = 0; const dive = () => { n++; dive(); }; try { dive(); } catch {}";
const FUNCTIONS = `
let calls = 0;
exports.handler = async ({ what }, context) => {
  const number = ++calls;
  if (what === "loop") for (;;);
  if (what === "hang") await new Promise(() => setInterval(() => {}, 1000));
  if (what === "fill") { const all = []; for (;;) all.push(new Array(1e5).fill(all.length)); }
  if (what === "throw") throw new Error("thrown on purpose");
  if (what === "crash") { setImmediate(() => { throw new Error("nobody catches it"); }); await new Promise(() => {}); }
  if (what === "nothing") return undefined;
  if (what === "depth") { ${DEPTH} return n; }
  const others = calls;
  await new Promise((resolve) => setTimeout(resolve, 20));
  return { pid: process.pid, alone: calls === others && calls === number, name: process.env.NAME ?? null, left: context.getRemainingTimeInMillis(),
    memory: context.memoryLimitInMB };
};`;

const folder = mkdtempSync(join(tmpdir(), "functions-"));
const file = join(folder, "index.cjs");
writeFileSync(file, FUNCTIONS);
const environments = new ExecutionEnvironments({ env: {}, memoryMegabytes: 64 }, 2, () => false);

afterAll(async () => {
  await environments.stop();
  rmSync(folder, { recursive: true });
});

interface Answer {
  readonly pid: number;
  readonly alone: boolean;
  readonly name: string | null;
  readonly left: number;
  readonly memory: string;
}

const call = async (what: string, timeout = 20_000, environment = {}): Promise<Answer> =>
  JSON.parse(
    await environments.call(
      { file, name: "test", requestId: "1", environment, event: JSON.stringify({ what }) },
      timeout,
    ),
  ) as Answer;

test("a process has one call at a time, and calls wait where all are busy", async () => {
  const answers = await Promise.all(Array.from({ length: 10 }, () => call("answer")));
  expect(answers.map(({ alone }) => alone)).toEqual(Array(10).fill(true));
  expect(new Set(answers.map(({ pid }) => pid)).size).toBe(2);
  expect(answers[0]).toMatchObject({ memory: "64" });
  expect(answers[0]?.left).toBeGreaterThan(1000);
});

test.each(["loop", "hang"])(
  "a call that takes too long (%s) ends its process, and the next has another",
  async (what) => {
    const before = new Set((await Promise.all([call("answer"), call("answer")])).map(({ pid }) => pid));
    await Promise.all(
      [what, what].map((one) => expect(call(one, 300)).rejects.toThrow("timed out after 300 ms")),
    );
    for (const pid of before) await vi.waitFor(() => expect(() => process.kill(pid, 0)).toThrow());
    expect(before).not.toContain((await call("answer")).pid);
  },
);

test("a call has the function's memory, and one that needs more fails alone", async () => {
  await expect(call("fill")).rejects.toThrow("the function's process has ended");
  expect((await call("answer")).alone).toBe(true);
}, 60_000);

test("a call has the stack of a main thread", async () => {
  const usual = Number(execFileSync(process.execPath, ["-e", `${DEPTH} console.log(n)`]));
  const depth = Number(await call("depth"));
  expect(Math.abs(depth - usual) / usual).toBeLessThan(0.25);
});

test("what is thrown fails the call, what nobody catches the process too", async () => {
  await expect(call("throw")).rejects.toThrow("thrown on purpose");
  await expect(call("crash")).rejects.toThrow("the function's process has ended");
  expect(await call("nothing")).toBe(null);
});

test("each call finds its own function's environment", async () => {
  expect((await call("answer", 20_000, { NAME: "one" })).name).toBe("one");
  expect((await call("answer", 20_000, {})).name).toBe(null);
});

test("a call that comes while heaps are asked for gets its own answer, and heaps get theirs", async () => {
  await call("answer");
  const [heaps, ...answers] = await Promise.all([environments.heaps(), call("answer"), call("answer")]);
  expect(heaps[0]).toBeGreaterThan(1e6);
  expect(answers.map(({ memory }) => memory)).toEqual(["64", "64"]);
  expect((await environments.heaps()).length).toBe(2);
});

test("once stopped, the call under way, one that waits and any later one say so, and no process is started", async () => {
  const stopped = new ExecutionEnvironments({ env: {}, memoryMegabytes: 64 }, 1, () => false);
  const begin = (what: string) =>
    stopped.call(
      { file, name: "test", requestId: "1", environment: {}, event: JSON.stringify({ what }) },
      20_000,
    );
  await begin("answer");
  const calls = [begin("hang"), begin("answer")].map((one) => one.catch((error: unknown) => error));
  await stopped.stop();
  const later = await begin("answer").catch((error: unknown) => error);
  for (const error of [...(await Promise.all(calls)), later])
    expect(error).toBeInstanceOf(ServiceEndingError);
  expect(await stopped.heaps()).toEqual([]);
});
