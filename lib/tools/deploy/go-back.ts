import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stacksOf } from "../../infra/app.ts";
import { writeFormerAssembly } from "../../infra/former-assembly.ts";
import { valueOf } from "./arguments.ts";
import { cdk } from "./cdk.ts";

/** The table stays: every version works with its neighbours' tables. @returns the CDK's exit code */
export async function goBack(stage: string, template: string, args: readonly string[]): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "former-"));
  try {
    writeFormerAssembly(stage, template, folder);
    const kept = ["--profile", "--toolkit-stack-name"].flatMap((option) => {
      const value = valueOf(args, option);
      return value === undefined ? [] : [option, value];
    });
    return await cdk([
      "deploy",
      stacksOf(stage).service,
      "--app",
      folder,
      "--require-approval",
      "never",
      ...kept,
    ]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
