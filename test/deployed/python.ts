import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const REQUIREMENTS = new URL("requirements.txt", import.meta.url).pathname;
const FOLDER = join(process.cwd(), ".build/python");

/** Where a program of a Python package is; the packages are installed when they are first needed, and then kept. */
export function pythonProgram(name: string): string {
  const wanted = readFileSync(REQUIREMENTS, "utf8");
  const stamp = join(FOLDER, "installed.txt");
  if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== wanted) {
    rmSync(FOLDER, { recursive: true, force: true });
    execFileSync("python3", ["-m", "venv", FOLDER], { stdio: ["ignore", "ignore", "inherit"] });
    const pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement", REQUIREMENTS];
    execFileSync(join(FOLDER, "bin/python"), pip, { stdio: ["ignore", "ignore", "inherit"] });
    writeFileSync(stamp, wanted);
  }
  return join(FOLDER, "bin", name);
}
