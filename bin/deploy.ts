import { fit } from "../lib/commands/fit.ts";
import { cdk, noCredentials, stageOf } from "../lib/deploy/cdk.ts";
import { afterDeploy } from "../lib/deploy/next-steps.ts";
import { OUTPUTS_FILE, outputsOf } from "../lib/deploy/outputs.ts";
import { describeSettings } from "../lib/infra/settings.ts";

const settings = describeSettings().map(
  ({ name, standard, meaning }) => `  ${name.padEnd(19)} ${meaning}${standard === "" ? "" : ` (${standard})`}`,
);

const HELP = `Makes or updates a stage in your AWS account, and says what to do next. See docs/deploy.md.

  npx cdk bootstrap                            once per account and region
  npm run deploy -- -c stage=prod -c SETTING=VALUE ...
  npm run deploy -- ... --profile NAME         whatever else \`cdk deploy\` takes

Settings, which may also stand under "context" in cdk.json:

${settings.join("\n")}
`;

const args = process.argv.slice(2);
if (args.includes("--help") || args.includes("-h")) {
  console.log(fit(HELP));
  process.exit(0);
}
const reason = await noCredentials(args);
if (reason !== undefined) {
  console.error(reason);
  process.exit(1);
}
const code = await cdk(["deploy", "--all", "--outputs-file", OUTPUTS_FILE, ...args]);
if (code !== 0) {
  console.error("\nIt was not deployed. Where an account or region is used for the first time: npx cdk bootstrap");
  process.exit(code);
}
const stage = stageOf(args);
console.log(afterDeploy(stage, outputsOf(stage)));
