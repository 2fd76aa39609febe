import { cpSync, linkSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { BUNDLES, bundleFunctions } from "../infra/bundle.ts";
import { buildConsole } from "../infra/console-build.ts";
import { isAlive } from "./process-identity.ts";

/** One folder a run, beside the bundles: hard links do not reach another disk. */
const RUNS = join(BUNDLES, "../runs");

export interface BundlesInUse {
  readonly folder: string;
  release(): void;
}

export function useBundles(withConsole: boolean): BundlesInUse {
  bundleFunctions();
  if (withConsole) buildConsole();
  return hold(BUNDLES, RUNS);
}

export function hold(bundles: string, runs: string): BundlesInUse {
  mkdirSync(runs, { recursive: true });
  removeLeftovers(runs);
  const folder = mkdtempSync(join(runs, `${process.pid}-`));
  // Within our own package, files would be modules; on Lambda they are not.
  writeFileSync(join(folder, "package.json"), JSON.stringify({ type: "commonjs" }));
  linkFolder(bundles, folder);
  return { folder, release: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Files are replaced, not changed (lib/infra/bundle.ts), so that a link keeps its content. */
function linkFolder(from: string, to: string): void {
  try {
    mkdirSync(to, { recursive: true });
    for (const entry of readdirSync(from, { withFileTypes: true })) {
      const [source, target] = [join(from, entry.name), join(to, entry.name)];
      if (entry.isDirectory()) linkFolder(source, target);
      else linkSync(source, target);
    }
  } catch {
    cpSync(from, to, { recursive: true, force: true }); // A disk that knows no links.
  }
}

/** A run that was killed leaves its folder. */
function removeLeftovers(runs: string): void {
  for (const name of readdirSync(runs)) {
    if (!isAlive(Number(name.split("-")[0]))) rmSync(join(runs, name), { recursive: true, force: true });
  }
}
