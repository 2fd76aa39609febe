import { commandLine } from "../lib/tools/commands/command-line.ts";
import { onStage } from "../lib/tools/deploy/command.ts";

const HELP = `Goes back to the version of a stage before the present one: its functions and
their settings. The table stays. See docs/deploy.md.

  npm run rollback -- -c stage=prod
  npm run rollback -- ... --profile NAME   another profile of your AWS settings
`;

const text = { type: "string" } as const;
commandLine(HELP, {
  options: { context: { ...text, short: "c", multiple: true }, profile: text, "toolkit-stack-name": text },
});
await onStage(HELP, async (args) => (await import("../lib/tools/deploy/rollback.ts")).rollback(args));
