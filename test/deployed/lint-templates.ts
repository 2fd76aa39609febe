import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { commandLine } from "../../lib/tools/commands/command-line.ts";
import { createApp } from "../../lib/infra/app.ts";
import type { Settings } from "../../lib/infra/settings.ts";
import { pythonWith } from "../../lib/tools/commands/python.ts";

const HELP = `Has cfn-lint look whether the templates are good in a region of each kind.

  npm run lint:templates

Needs python3 (3.10) with venv; what it installs is kept.
`;
const VERSION = "1.58.0";
const REGIONS = ["us-east-1", "eu-central-1", "cn-north-1"];
const GOVERNMENT = "us-gov-west-1";

const mail: Partial<Settings> = { alarmEmail: "somebody@example.com" };
const everything: Partial<Settings> = {
  ...mail,
  rateLimit: 5,
  rateBurst: 10,
  tracing: true,
  feedConcurrency: 20,
  corsOrigins: ["https://a.example"],
  domainName: "api.example.com",
  certificateArn: "arn:aws:acm:eu-central-1:111122223333:certificate/1",
  hostedZoneId: "Z1",
  zoneName: "example.com",
  console: true,
  jwtIssuer: "https://issuer.example/",
  jwtAudience: "api",
  jwksUrl: "https://issuer.example/keys",
};
/** What is looked at, and where it must be good. GovCloud has no budgets. */
const TEMPLATES: readonly { readonly settings: Partial<Settings>; readonly regions: readonly string[] }[] = [
  { settings: {}, regions: [...REGIONS, GOVERNMENT] },
  { settings: everything, regions: [...REGIONS, GOVERNMENT] },
  { settings: { ...mail, monthlyBudget: 20 }, regions: REGIONS },
];

commandLine(HELP, {});
const lint = join(await pythonWith(`cfn-lint-${VERSION}`, [`cfn-lint==${VERSION}`]), "cfn-lint");
for (const { settings, regions } of TEMPLATES) {
  const folder = mkdtempSync(join(tmpdir(), "lint-"));
  const files = createApp({ outdir: folder, context: settings })
    .synth()
    .stacks.map(({ templateFullPath }) => templateFullPath);
  const options = ["--non-zero-exit-code", "error", "--ignore-checks", "W", "I", "--regions", ...regions];
  const { status, stdout, stderr } = spawnSync(lint, [...options, "--", ...files], { encoding: "utf8" });
  console.log(
    `${status === 0 ? "No errors" : "Errors"} in ${regions.join(", ")} with ${JSON.stringify(settings)}`,
  );
  if (status !== 0) {
    console.error(stdout + stderr);
    process.exitCode = 1;
  }
  rmSync(folder, { recursive: true, force: true });
}
