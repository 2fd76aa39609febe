import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { CANARY_OUTPUT, TABLE_OUTPUT, URL_OUTPUT } from "../../contract/outputs.ts";
import { stacksOf } from "../../infra/app.ts";
import { ENOUGH_CONCURRENCY } from "../../infra/share.ts";
import { IN_COMMANDS } from "../../table/aws-client.ts";
import { openTable } from "../../table/table.ts";
import { type Account, accountOf } from "./account.ts";
import { apiAnswers } from "./answering.ts";
import { contextOf, stageOf, valueOf, without } from "./arguments.ts";
import { canaryPasses } from "./canary.ts";
import { cdk } from "./cdk.ts";
import { say } from "./command.ts";
import { goBack } from "./go-back.ts";
import { afterDeploy } from "./next-steps.ts";
import { OUTPUTS_FILE, type Outputs, outputsOf } from "./outputs.ts";
import { concurrencyQuota, fewAtOnce } from "./quota.ts";
import { keepFormer, templateOf } from "./templates.ts";

/** The canary's default limit in seconds; the only option that is not the CDK's. */
const WAIT = { option: "--wait", seconds: 180 } as const;
const API_SECONDS = 45;

export async function deploy(given: readonly string[]): Promise<number> {
  const args = without(given, WAIT.option);
  const wait = Number(valueOf(given, WAIT.option) ?? WAIT.seconds);
  if (!(wait >= 0)) throw new Error(`${WAIT.option} is a number of seconds, and 0 does not wait.`);
  const [stage, account] = [stageOf(args), accountOf(args)];
  const { service } = stacksOf(stage);
  say(`Looking at stage ${stage} and its account`);
  const former = await templateOf(account, service);
  const quota = await quotaSettings(args, account);
  say(`Deploying stage ${stage}`);
  const file = valueOf(args, "--outputs-file") ?? OUTPUTS_FILE;
  const files = valueOf(args, "--outputs-file") === undefined ? ["--outputs-file", file] : [];
  const code = await cdk(["deploy", "--all", ...files, ...args, ...quota]);
  if (code !== 0) {
    say(
      "It was not deployed; what stands above says why, and the stage is what it was. Where an account\nor region is used for the first time: npx cdk bootstrap",
    );
    return code;
  }
  const outputs = outputsOf(stage, file);
  if (wait > 0 && !(await isWell(account, outputs, wait))) return await leave(stage, former, args);
  if (former !== undefined && former !== (await templateOf(account, service)))
    await keepFormer(account, service, former);
  console.log(afterDeploy(stage, outputs, file));
  return 0;
}

async function quotaSettings(args: readonly string[], account: Account): Promise<string[]> {
  if (contextOf(args, "accountConcurrency") !== undefined) return [];
  const quota = await concurrencyQuota(account).catch((error: Error) => {
    say(
      `How many functions the account may run at once cannot be read (${error.message});\n1000 are taken for granted. If there are fewer: -c accountConcurrency=NUMBER`,
    );
    return undefined;
  });
  if (quota === undefined || quota >= ENOUGH_CONCURRENCY) return [];
  say(fewAtOnce(quota));
  return ["-c", `accountConcurrency=${quota}`];
}

/** Whether a canary arrives everywhere, and every function of the API answers. */
export async function isWell(
  account: Account,
  outputs: Outputs,
  wait: number = WAIT.seconds,
): Promise<boolean> {
  const { [CANARY_OUTPUT]: canary, [URL_OUTPUT]: url, [TABLE_OUTPUT]: table } = outputs;
  return (
    (canary === undefined || (await arrives(account, canary, wait))) && (await answers(account, url, table))
  );
}

const print = (line: string): void => console.error(line);

async function arrives(account: Account, canary: string, wait: number): Promise<boolean> {
  say(
    `Waiting until a canary has arrived in a feed, a stream, on the bus and through every queue:\n${wait} seconds at most`,
  );
  const passes = await canaryPasses(account, canary, { seconds: wait, print });
  console.error(passes ? "  It has arrived." : "  It has not arrived.");
  return passes;
}

/** Without permission to make a key, or a way to reach the stage, it passes with a notice. */
async function answers(account: Account, url?: string, name?: string): Promise<boolean> {
  if (url === undefined || name === undefined) return true;
  say(`Calling every route of ${url}`);
  const client = new DynamoDBClient({ ...IN_COMMANDS, ...account });
  try {
    const found = await apiAnswers(url.replace(/\/$/, ""), openTable(name, client), {
      seconds: API_SECONDS,
      print,
    });
    console.error(
      { yes: "  All answer.", no: "  Not all answer.", unreachable: "  It cannot be reached from here." }[
        found
      ],
    );
    return found !== "no";
  } catch (error) {
    console.error(`  They cannot be called: ${(error as Error).message}`);
    return true;
  } finally {
    client.destroy();
  }
}

async function leave(stage: string, former: string | undefined, args: readonly string[]): Promise<number> {
  if (former === undefined) {
    say(
      `There is no earlier version of stage ${stage} to go back to. It stays, so that you can look:\ndocs/operations.md, "Canary"`,
    );
    return 1;
  }
  say(`Going back to the version before`);
  const code = await goBack(stage, former, args);
  say(
    code === 0
      ? `Stage ${stage} is what it was before. The new version did not work: the logs of its functions say why.`
      : `Stage ${stage} could NOT go back; it is still the new version. Try again: npm run rollback -- -c stage=${stage}`,
  );
  return 1;
}
