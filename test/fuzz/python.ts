import { execFile } from "node:child_process";
import { existsSync, mkdirSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

export const run = promisify(execFile);

const CACHE = fileURLToPath(new URL("../../node_modules/.cache/", import.meta.url));

/** The programs of a package of PyPI, installed into a folder of its own where nobody has yet. */
export async function programsOf(name: string, version: string): Promise<string> {
  const folder = `${CACHE}${name}-${version}`;
  const programs = `${folder}/bin`;
  if (existsSync(`${programs}/${name}`)) return programs;
  mkdirSync(CACHE, { recursive: true });
  try {
    await run("python3", ["-m", "venv", "--clear", folder]);
    await run(`${programs}/pip`, ["install", "--quiet", `${name}==${version}`]);
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw new Error(`${name} cannot be installed; this needs Python 3.10 and python3-venv`, { cause: error });
  }
  return programs;
}
