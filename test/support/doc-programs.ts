import { execFile, execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect } from "vitest";

const run = promisify(execFile);

/** A folder within the project, so that its compiler settings and packages are found. */
export function programFolder(name: string): string {
  mkdirSync(".build", { recursive: true });
  return mkdtempSync(`.build/${name}-`);
}

/** Builds the client with the first commands of a page. */
export function buildClient(page: string, folder: string): void {
  const commands = /```sh\n([\s\S]*?)```/.exec(readFileSync(page, "utf8"))?.[1] ?? "";
  execFileSync("bash", ["-euc", commands.replaceAll("dist/", `${folder}/dist/`)], { stdio: "pipe" });
}

/** Writes the programs of a page that have a file name (`file=`). */
export function writePrograms(page: string, folder: string): void {
  const programs = readFileSync(page, "utf8").matchAll(/```tsx? file=(\S+)\n([\s\S]*?)```/g);
  for (const [, file = "", code = ""] of programs) writeFileSync(join(folder, file), code);
}

/** Compiles a folder, or some of its files, without blocking this thread. */
export async function compile(folder: string, settings: object = {}, files?: readonly string[]) {
  // Else the settings' `include` would compile the whole project.
  const sources = files === undefined ? { include: ["*.ts"] } : { files, include: [] };
  const config = { extends: "../../tsconfig.json", compilerOptions: settings, ...sources };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
  try {
    await run("node_modules/.bin/tsc", ["--project", folder]);
  } catch (error) {
    expect.fail((error as { stdout: string }).stdout);
  }
}
