import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";

export interface ServiceProcess {
  readonly child: ChildProcess;
  readonly url: string;
}

/** Seconds until a message of an interrupted call comes again, instead of three minutes. */
const LONGEST_VISIBILITY = 8;

/** Starts a service of a test's own in a process that can be killed; its data is in a folder. */
export async function startProcess(folder: string): Promise<ServiceProcess> {
  const child = spawn(
    process.execPath,
    ["test/support/service-main.ts", folder, String(LONGEST_VISIBILITY)],
    {
      stdio: ["ignore", "pipe", "ignore"],
    },
  );
  let out = "";
  child.stdout.on("data", (text: Buffer) => (out += text.toString()));
  for (;;) {
    const url = /^ready (http:\S+)$/m.exec(out)?.[1];
    if (url !== undefined) return { child, url };
    if (child.exitCode !== null) throw new Error("the service did not start");
    await sleep(50);
  }
}

export async function endProcess({ child }: ServiceProcess, signal: "SIGTERM" | "SIGKILL"): Promise<void> {
  child.kill(signal);
  await once(child, "exit");
}
