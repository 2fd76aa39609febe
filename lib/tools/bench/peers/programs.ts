import { type ChildProcess, type SpawnOptions, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, globSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { delimiter, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const MOST_SAID = 4000;
const PATIENCE = 120_000;

export class Missing extends Error {}

export function find(program: string, ...folders: readonly string[]): string {
  const newestFirst = folders.flatMap((one) => globSync(one).sort().reverse());
  const all = [...(process.env["PATH"] ?? "").split(delimiter), ...newestFirst];
  const found = all.map((folder) => join(folder, program)).find((file) => existsSync(file));
  if (found === undefined) throw new Missing(`needs ${program}`);
  return found;
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

export interface Running {
  readonly pid: number;
  stop(): Promise<void>;
}

/** Starts a program, and waits until it does what is waited for. @throws with its last words where it ends */
export async function startProgram(
  [program = "", ...args]: readonly string[],
  options: SpawnOptions,
  isReady: (said: string) => boolean | Promise<boolean>,
): Promise<Running> {
  const child: ChildProcess = spawn(program, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  const listen = (text: Buffer) => (said = (said + text.toString()).slice(-MOST_SAID));
  child.stdout?.on("data", listen);
  child.stderr?.on("data", listen);
  process.once("exit", () => child.kill()); // also where a start has failed half way
  let ended: unknown;
  child.once("error", (error) => (ended = error)).once("exit", (code) => (ended ??= `exit ${code}`));
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null && child.kill("SIGINT"))
      await once(child, "exit");
  };
  const end = Date.now() + PATIENCE;
  while (!(await isReady(said))) {
    if (ended !== undefined || Date.now() > end) {
      await stop();
      throw new Error(`${program} did not start (${String(ended)}): ${said}`);
    }
    await sleep(50);
  }
  return { pid: child.pid ?? 0, stop };
}

export function runProgram([program = "", ...args]: readonly string[], options: SpawnOptions = {}): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, { ...options, encoding: "utf8" });
  if (status !== 0) throw new Error(`${program} ${args.join(" ")} failed: ${error?.message ?? stderr}`);
  return stdout;
}

export const answers = (url: string): Promise<boolean> =>
  fetch(url).then(
    (response) => response.text().then(() => true),
    () => false,
  );
