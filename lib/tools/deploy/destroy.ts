import { stacksOf } from "../../infra/app.ts";
import { accountOf } from "./account.ts";
import { stageOf } from "./arguments.ts";
import { cdk } from "./cdk.ts";
import { say } from "./command.ts";
import { afterDestroy } from "./next-steps.ts";
import { outputsOf } from "./outputs.ts";
import { forgetFormer } from "./templates.ts";

export async function destroy(args: readonly string[]): Promise<number> {
  const stage = stageOf(args);
  say(`Removing stage ${stage}`);
  const code = await cdk(["destroy", "--all", ...args]);
  if (code !== 0) {
    say(`Stage ${stage} was not removed, or only in part; once the cause above is mended, do it again.`);
    return code;
  }
  await forgetFormer(accountOf(args), stacksOf(stage).service);
  console.log(afterDestroy(stage, outputsOf(stage)));
  return 0;
}
