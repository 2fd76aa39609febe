import { execFileSync } from "node:child_process";
import { copyFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";
import { VARIABLE } from "../../contract/environment.ts";
import { BUNDLING, NEVER_LOADED, bundleFolder, bundleFunctions } from "../../infra/bundle.ts";
import { figures, progress } from "./figures.ts";
import { scratchFolder } from "./scratch.ts";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const FLOOR = "(the SDK's document client alone)";
const LEAN_FLOOR = "(the same without what it never loads on Lambda)";
const CLIENT = `
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import * as document from "@aws-sdk/lib-dynamodb";
export const handler = document.DynamoDBDocumentClient.from(new DynamoDBClient({}));
export const commands = [document.GetCommand, document.PutCommand, document.UpdateCommand, document.DeleteCommand,
  document.QueryCommand, document.BatchGetCommand, document.BatchWriteCommand, document.TransactWriteCommand];
`;
const LOAD = "const t = performance.now(); require(process.argv[1]); console.log(performance.now() - t)";

interface ColdStart {
  readonly name: string;
  readonly kilobytes: number;
  readonly p50: number;
  readonly p90: number;
  /** Relative to the document client alone: unbundled as published, and bundled like the functions. */
  readonly ofFloor: number;
  readonly ofLeanFloor: number;
}

export function benchColdStart(rounds: number): { rows: readonly ColdStart[] } {
  bundleFunctions();
  const folder = scratchFolder("cold");
  const floor = (file: string, external: readonly string[]) => {
    const outfile = join(folder, file);
    buildSync({
      ...BUNDLING,
      external: [...external],
      stdin: { contents: CLIENT, resolveDir: ROOT, loader: "ts" },
      outfile,
    });
    return outfile;
  };
  const files = new Map([
    [FLOOR, floor("floor.cjs", [])],
    [LEAN_FLOOR, floor("lean-floor.cjs", NEVER_LOADED)],
  ]);
  for (const name of readdirSync(bundleFolder(""))) {
    // Within our package a .js file would be a module.
    files.set(name, join(folder, `${name}.cjs`));
    copyFileSync(join(bundleFolder(name), "index.js"), join(folder, `${name}.cjs`));
  }
  const times = new Map([...files.keys()].map((name) => [name, [] as number[]]));
  for (let round = 1; round <= rounds; round++) {
    progress(`loading ${files.size} bundles: round ${round} of ${rounds}`);
    for (const [name, file] of files) times.get(name)?.push(load(file));
  }
  const [least, leanest] = [FLOOR, LEAN_FLOOR].map((name) => figures(times.get(name) ?? []).p50) as [
    number,
    number,
  ];
  const hundredths = (ratio: number) => Math.round(100 * ratio) / 100;
  const rows = [...files].map(([name, file]): ColdStart => {
    const { p50, p90 } = figures(times.get(name) ?? []);
    const kilobytes = Math.round(statSync(file).size / 1000);
    return {
      name,
      kilobytes,
      p50,
      p90,
      ofFloor: hundredths(p50 / least),
      ofLeanFloor: hundredths(p50 / leanest),
    };
  });
  return { rows };
}

function load(file: string): number {
  const env = {
    ...Object.fromEntries(Object.values(VARIABLE).map((name) => [name, "1"])),
    [VARIABLE.jwksUrl]: "https://issuer.example/jwks.json",
    ...{ AWS_REGION: "us-east-1", AWS_ACCESS_KEY_ID: "local", AWS_SECRET_ACCESS_KEY: "local" },
  };
  return Number(execFileSync(process.execPath, ["-e", LOAD, file], { encoding: "utf8", env }));
}
