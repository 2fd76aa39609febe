import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type BuildOptions, buildSync } from "esbuild";
import { BundleRecord } from "./bundle-record.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const FOLDERS = ["lambdas/api", "lambdas/changes", "lambdas/queues", "lambdas/schedules", "lambdas/pages"];
export const BUNDLES = join(ROOT, ".build/lambdas");

const AROUND = ["package-lock.json", "tsconfig.json"];

export const bundleFolder = (name: string): string => join(BUNDLES, name);

const CREDENTIALS = ["sso", "ini", "process", "web-identity", "login", "http"].map(
  (way) => `@aws-sdk/credential-provider-${way}`,
);

/** The SDK imports these when needed, which is never here; late imports keep esbuild from merging modules. */
export const NEVER_LOADED: readonly string[] = [
  ...CREDENTIALS,
  "@aws-sdk/nested-clients",
  "@smithy/credential-provider-imds",
  "@smithy/core/event-streams",
];

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

/** Bundles all functions at once, if something has changed. CommonJS with the SDK inside loads faster. */
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

/** Atomic, because another process may be reading the bundle. */
function replace(path: string, contents: Uint8Array): void {
  if (existsSync(path) && readFileSync(path).equals(contents)) return;
  mkdirSync(dirname(path), { recursive: true });
  const part = join(ROOT, ".build", `${process.pid}.part`);
  writeFileSync(part, contents);
  renameSync(part, path);
}
