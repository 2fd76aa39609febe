import { execFile, execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect } from "vitest";

const run = promisify(execFile);

/** A folder for programs of the docs, where our compiler's settings and packages are found. */
export function programFolder(name: string): string {
  mkdirSync(".build", { recursive: true });
  return mkdtempSync(`.build/${name}-`);
}

/** Builds the client as the first commands of a page say. */
export function buildClient(page: string, folder: string): void {
  const commands = /```sh\n([\s\S]*?)```/.exec(readFileSync(page, "utf8"))?.[1] ?? "";
  execFileSync("bash", ["-euc", commands.replaceAll("dist/", `${folder}/dist/`)], { stdio: "pipe" });
}

/** Writes the programs of a page that have a name there (`file=`). */
export function writePrograms(page: string, folder: string): void {
  const programs = readFileSync(page, "utf8").matchAll(/```tsx? file=(\S+)\n([\s\S]*?)```/g);
  for (const [, file = "", code = ""] of programs) writeFileSync(join(folder, file), code);
}

/** Compiles what is in a folder, or some files of it, beside whatever else this thread does. */
export async function compile(folder: string, settings: object = {}, files?: readonly string[]) {
  // Without its own, the settings' `include` would be compiled as well: all that we have.
  const sources = files === undefined ? { include: ["*.ts"] } : { files, include: [] };
  const config = { extends: "../../tsconfig.json", compilerOptions: settings, ...sources };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
  try {
    await run("node_modules/.bin/tsc", ["--project", folder]);
  } catch (error) {
    expect.fail((error as { stdout: string }).stdout);
  }
}
