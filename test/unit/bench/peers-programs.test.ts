import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { cpuOf, memoryOf } from "../../../lib/tools/bench/peers/processes.ts";
import { Missing, find, freePort, startProgram } from "../../../lib/tools/bench/peers/programs.ts";

const SERVER = "require('http').createServer((_, r) => r.end('hi')).listen(process.argv[1], '127.0.0.1')";
const hasProc = process.platform === "linux";

test("a program that is not there is missing, with its name", () => {
  expect(() => find("no-such-program", "/usr/lib/no-such-folder/*/bin")).toThrow(
    new Missing("needs no-such-program"),
  );
});

test("a program is found in other folders than those of PATH, too", () => {
  expect(find("peer.ts", "lib/tools/bench/peer?")).toBe("lib/tools/bench/peers/peer.ts");
});

test("a program that ends instead of being ready is told with its last words", async () => {
  const failing = ["-e", "console.error('no port left'); process.exit(3)"];
  await expect(startProgram([process.execPath, ...failing], {}, () => false)).rejects.toThrow(
    /exit 3.*no port left/s,
  );
});

test("a program that cannot be started is told", async () => {
  await expect(startProgram(["/no/such/program"], {}, () => false)).rejects.toThrow("ENOENT");
});

test("a program runs until it is stopped", async () => {
  const port = await freePort();
  const ask = () => fetch(`http://127.0.0.1:${port}`).then(({ ok }) => ok);
  const running = await startProgram([process.execPath, "-e", SERVER, String(port)], {}, () =>
    ask().catch(() => false),
  );
  expect(await ask()).toBe(true);
  if (hasProc) expect(memoryOf(running.pid)).toBeGreaterThan(5);
  await running.stop();
  await running.stop();
  await expect(ask()).rejects.toThrow("fetch failed");
});

test.runIf(hasProc)("processor time includes that of processes that have ended", () => {
  const before = cpuOf(process.pid);
  spawnSync(process.execPath, ["-e", "while (process.cpuUsage().user < 200_000);"]);
  expect(cpuOf(process.pid) - before).toBeGreaterThanOrEqual(190);
});
