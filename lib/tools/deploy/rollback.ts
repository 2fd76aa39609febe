import { stacksOf } from "../../infra/app.ts";
import { accountOf } from "./account.ts";
import { stageOf } from "./arguments.ts";
import { say } from "./command.ts";
import { isWell } from "./deploy.ts";
import { goBack } from "./go-back.ts";
import { formerTemplate, keepFormer, outputsIn, templateOf } from "./templates.ts";

export async function rollback(args: readonly string[]): Promise<number> {
  const [stage, account] = [stageOf(args), accountOf(args)];
  const { service } = stacksOf(stage);
  const [present, former] = [await templateOf(account, service), await formerTemplate(account, service)];
  if (present === undefined)
    throw new Error(
      `There is no stage ${stage} here: the stack ${service} is not in this account and region.`,
    );
  if (former === undefined) throw new Error(`No version of stage ${stage} before the present one was kept.`);
  say(`Going back to the version of stage ${stage} before the present one`);
  const code = await goBack(stage, former, args);
  if (code !== 0) {
    say("It could not go back; CloudFormation has left what was there.");
    return code;
  }
  if (present !== former) await keepFormer(account, service, present);
  const isGood = await isWell(account, await outputsIn(account, service));
  say(`Stage ${stage} is the version before. Once more, and it is the one that you have left.`);
  return isGood ? 0 : 1;
}
