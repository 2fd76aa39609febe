import { execFileSync } from "node:child_process";
import { chmodSync, globSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { CONSOLE } from "../contract/console.ts";
import { bundleFolder } from "./bundle.ts";
import { BundleRecord } from "./bundle-record.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const CONFIG = "console.config.ts";
export const CONSOLE_SOURCES: readonly string[] = [
  "package-lock.json",
  CONFIG,
  "console/**/*.*",
  "lib/{client,contract,domain}/**/*.ts",
];

export function buildConsole(): void {
  const since = Date.now();
  const folder = join(bundleFolder(CONSOLE), "page");
  const inputs = globSync(CONSOLE_SOURCES, { cwd: ROOT }).map((name) => join(ROOT, name));
  const record = new BundleRecord(join(ROOT, ".build/console.json"), inputs);
  if (record.isCurrent()) return;
  const vite = join(dirname(createRequire(import.meta.url).resolve("vite/package.json")), "bin/vite.js");
  // Built aside and moved into place at once, because another process may be building it too.
  const made = mkdtempSync(join(ROOT, ".build/console-"));
  const args = [vite, "build", "--config", CONFIG, "--outDir", made, "--logLevel", "error"];
  execFileSync(process.execPath, args, { cwd: ROOT, stdio: ["ignore", "ignore", "inherit"] });
  // Lambda reads it as another user.
  chmodSync(made, 0o755);
  rmSync(folder, { recursive: true, force: true });
  renameSync(made, folder);
  record.write(inputs, [join(folder, "index.html")], since);
}
