import { onStage } from "../lib/tools/deploy/command.ts";

const HELP = `Removes a stage from your AWS account, and says what is left on purpose. See
docs/deploy.md.

  npm run destroy -- -c stage=prod         the settings it was deployed with
  npm run destroy -- ... --force           does not ask
  npm run destroy -- ... --profile NAME    whatever else \`cdk destroy\` takes
`;

await onStage(HELP, async (args) => (await import("../lib/tools/deploy/destroy.ts")).destroy(args));
