import { onStage } from "../lib/tools/deploy/command.ts";
import { describeSettings } from "../lib/infra/settings.ts";

const settings = describeSettings().map(
  ({ name, standard, meaning }) =>
    `  ${name.padEnd(19)} ${meaning}${standard === "" ? "" : ` (${standard})`}`,
);

await onStage(
  `Makes or updates a stage in your AWS account, and says what to do next. When
what is posted there does not arrive within three minutes, it goes back to the
version before. See docs/deploy.md.

  npx cdk bootstrap                      once per account and region
  npm run deploy -- -c stage=prod -c SETTING=VALUE ...
  npm run deploy -- ... --wait SECONDS   how long that may take; 0 does not wait
  npm run deploy -- ... --profile NAME   whatever else \`cdk deploy\` takes

Settings, which may also stand under "context" in cdk.json:

${settings.join("\n")}
`,
  async (args) => (await import("../lib/tools/deploy/deploy.ts")).deploy(args),
);
