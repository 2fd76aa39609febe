import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";

const FOLDER = resolve(".python");

/**
 * A Python of its own with these packages from PyPI, made at the first call and kept in `.python/NAME`. Needs python3 with
 * venv and pip; for tests that CI alone runs.
 * @returns the path of its interpreter
 */
export function pythonWith(name: string, packages: readonly string[]): string {
  const folder = join(FOLDER, name);
  const python = join(folder, "bin", "python");
  if (existsSync(python)) return python;
  mkdirSync(FOLDER, { recursive: true });
  const making = `${folder}.${process.pid}`;
  run("python3", ["-m", "venv", making]);
  run(join(making, "bin", "python"), ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", ...packages]);
  if (existsSync(folder)) rmSync(making, { recursive: true });
  else renameSync(making, folder);
  return python;
}

function run(command: string, args: readonly string[]): void {
  const { status, stderr, error } = spawnSync(command, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`${command} ${args.join(" ")} failed: ${error?.message ?? stderr}`);
}
