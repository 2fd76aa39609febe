import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { join, resolve } from "node:path";

const FOLDER = resolve(".python");
const SECOND = 1000;
const PATIENCE = 300 * SECOND;

/** Packages from PyPI in `.python/NAME`, which cannot be moved. @returns the folder of its programs */
export async function pythonWith(name: string, packages: readonly string[]): Promise<string> {
  const folder = join(FOLDER, name);
  const programs = join(folder, "bin");
  const ready = join(folder, "ready");
  const lock = `${folder}.lock`;
  mkdirSync(FOLDER, { recursive: true });
  const end = Date.now() + PATIENCE;
  while (!existsSync(ready)) {
    if (!(Date.now() > end || tryLock(lock))) {
      await sleep(SECOND / 4);
      continue;
    }
    try {
      if (!existsSync(ready)) make(folder, packages);
      writeFileSync(ready, packages.join("\n"));
    } finally {
      rmSync(lock, { recursive: true, force: true });
    }
  }
  return programs;
}

function tryLock(lock: string): boolean {
  try {
    mkdirSync(lock);
    return true;
  } catch {
    return false;
  }
}

function make(folder: string, packages: readonly string[]): void {
  run("python3", ["-m", "venv", "--clear", folder]);
  run(join(folder, "bin", "python"), [
    "-m",
    "pip",
    "install",
    "--quiet",
    "--disable-pip-version-check",
    ...packages,
  ]);
}

function run(command: string, args: readonly string[]): void {
  const { status, stderr, error } = spawnSync(command, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`${command} ${args.join(" ")} failed: ${error?.message ?? stderr}`);
}
