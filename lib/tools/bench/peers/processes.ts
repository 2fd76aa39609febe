import { existsSync, readFileSync, readdirSync } from "node:fs";
import { UserFacingError } from "../../../local/dynamodb.ts";

const TICK = 10;
/** Fields of `/proc/PID/stat` behind the name, which may hold spaces. */
const [PARENT, FIRST_TIME, LAST_TIME] = [1, 11, 15];

/** @throws where this system does not tell */
export function checkProc(): void {
  if (!existsSync("/proc/self/smaps_rollup")) {
    throw new UserFacingError("Processor time and memory are read from /proc, so this needs Linux.");
  }
}

/** Processor time in milliseconds of a process and all that it started, those that have ended too. */
export function cpuOf(root: number): number {
  const [processes, tree] = treeOf(root);
  return tree.reduce((sum, pid) => sum + (processes.get(pid)?.milliseconds ?? 0), 0);
}

/** MiB of a process and all that it started; what some share is counted once. */
export function memoryOf(root: number): number {
  const kilobytes = treeOf(root)[1].map((pid) => {
    const [, size = "0"] = /^Pss:\s+(\d+)/m.exec(read(`/proc/${pid}/smaps_rollup`)) ?? [];
    return Number(size);
  });
  return Math.round(kilobytes.reduce((sum, size) => sum + size, 0) / 1024);
}

export const total = (roots: readonly number[], figureOf: (root: number) => number): number =>
  roots.reduce((sum, root) => sum + figureOf(root), 0);

export function cpuOfMachine(): number {
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0] = read("/proc/stat")
    .split("\n", 1)
    .flatMap((line) => line.split(/\s+/).slice(1).map(Number));
  return TICK * (user + nice + system + irq + softirq);
}

interface Process {
  readonly parent: number;
  readonly milliseconds: number;
}

function treeOf(root: number): [ReadonlyMap<number, Process>, number[]] {
  const processes = new Map(
    readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name))
      .flatMap((name) => {
        const stat = read(`/proc/${name}/stat`);
        const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
        const times = fields.slice(FIRST_TIME, LAST_TIME).map(Number);
        const milliseconds = TICK * times.reduce((sum, time) => sum + time, 0);
        return stat === "" ? [] : [[Number(name), { parent: Number(fields[PARENT]), milliseconds }] as const];
      }),
  );
  const tree = [root];
  for (const one of tree) {
    tree.push(...[...processes].filter(([, { parent }]) => parent === one).map(([pid]) => pid));
  }
  return [processes, tree];
}

function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
