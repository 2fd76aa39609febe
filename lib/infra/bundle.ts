import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type BuildOptions, buildSync } from "esbuild";
import { BundleRecord } from "./bundle-record.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const FOLDERS = ["lambdas/api", "lambdas/changes", "lambdas/queues", "lambdas/schedules", "lambdas/pages"];
/** Where the bundles lie: one folder a function, `index.js` in each. */
export const BUNDLES = join(ROOT, ".build/lambdas");

/** What decides where an import leads, beside the files themselves. */
const AROUND = ["package-lock.json", "tsconfig.json"];

export const bundleFolder = (name: string): string => join(BUNDLES, name);

/** Ways to find credentials. On Lambda they are in the environment, which is looked at first. */
const CREDENTIALS = ["sso", "ini", "process", "web-identity", "login", "http"].map(
  (way) => `@aws-sdk/credential-provider-${way}`,
);

/**
 * What the SDK imports only when it needs it, and never does here: bytes for nothing, and what is imported
 * late keeps esbuild from merging modules that it shares with the rest.
 */
export const NEVER_LOADED: readonly string[] = [
  ...CREDENTIALS,
  "@aws-sdk/nested-clients",
  "@smithy/credential-provider-imds",
  // No operation that we call streams events: changes of the table come as Lambda's own records.
  "@smithy/core/event-streams",
];

/** How bundles are made. */
export const BUNDLING = {
  bundle: true,
  minify: true,
  sourcemap: true,
  sourcesContent: false,
  platform: "node",
  target: "node24",
  format: "cjs",
  mainFields: ["module", "main"],
  logLevel: "warning",
} satisfies BuildOptions;

let areBundled = false;

/**
 * Bundles every function in one run, unless the bundles were made of what is there now. The SDK is bundled
 * (it loads faster than the runtime's own) and the format is CommonJS (it loads faster than modules on
 * Lambda); `bin/bundle-sizes.ts` holds the sizes to their budget.
 */
export function bundleFunctions(): void {
  if (areBundled) return;
  const since = Date.now();
  const files = FOLDERS.flatMap((folder) =>
    readdirSync(join(ROOT, folder)).map((file) => join(ROOT, folder, file)),
  );
  const record = new BundleRecord(join(ROOT, ".build/bundled.json"), [BUNDLING, NEVER_LOADED, files]);
  areBundled = record.isCurrent();
  if (areBundled) return;
  const { outputFiles, metafile } = buildSync({
    ...BUNDLING,
    entryPoints: files.map((file) => ({ in: file, out: `${basename(file, ".ts")}/index` })),
    outdir: BUNDLES,
    write: false,
    metafile: true,
    absWorkingDir: ROOT,
    external: [...NEVER_LOADED],
  });
  for (const { path, contents } of outputFiles) replace(path, contents);
  const made = new Set(files.map((file) => basename(file, ".ts")));
  for (const name of readdirSync(BUNDLES))
    if (!made.has(name)) rmSync(bundleFolder(name), { recursive: true, force: true });
  const inputs = [...AROUND, ...Object.keys(metafile.inputs)].map((input) => join(ROOT, input));
  record.write(
    inputs,
    outputFiles.map(({ path }) => path),
    since,
  );
  areBundled = true;
}

/** Another process may be reading the same bundles: it finds the whole file, before or after. */
function replace(path: string, contents: Uint8Array): void {
  if (existsSync(path) && readFileSync(path).equals(contents)) return;
  mkdirSync(dirname(path), { recursive: true });
  const part = join(ROOT, ".build", `${process.pid}.part`);
  writeFileSync(part, contents);
  renameSync(part, path);
}
