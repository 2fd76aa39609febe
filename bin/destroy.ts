import { fit } from "../lib/commands/fit.ts";
import { cdk, noCredentials, stageOf } from "../lib/deploy/cdk.ts";
import { afterDestroy } from "../lib/deploy/next-steps.ts";
import { outputsOf } from "../lib/deploy/outputs.ts";

const HELP = `Removes a stage from your AWS account, and says what is left on purpose. See docs/deploy.md.

  npm run destroy -- -c stage=prod             the settings it was deployed with
  npm run destroy -- ... --profile NAME        whatever else \`cdk destroy\` takes
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
const code = await cdk(["destroy", "--all", ...args]);
const stage = stageOf(args);
if (code === 0) console.log(afterDestroy(stage, outputsOf(stage)));
process.exit(code);
