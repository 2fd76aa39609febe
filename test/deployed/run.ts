import { commandLine } from "../../lib/tools/commands/command-line.ts";
import { localCredentials, publicKeySet } from "../../lib/local/credentials.ts";
import { listen } from "../../lib/local/http-server.ts";
import { errorsLogged } from "./ask.ts";
import { LEFT_OUT_TESTS } from "./left-out.ts";
import { startCloud } from "./ministack.ts";
import { node } from "./commands.ts";
import { imports, keys, mends, redrives } from "./operations.ts";
import { brokenVersion, goesBackByHand } from "./versions.ts";
import { deployTrial, destroyTrial } from "./trial.ts";
import { STAGE_VARIABLE } from "./stage.ts";
import { listenToBus, stopListening } from "./bus.ts";

const HELP = `Deploys both stacks onto MiniStack, an emulator of AWS that is not ours, tells
the stories to that stage, runs the commands of operations there, and removes it.

  npm run test:deployed                 everything
  npm run test:deployed -- FILE...      only the stories of these files
  npm run test:deployed -- --commands   only the commands

Needs python3 (3.10) with venv; what it installs is kept.
`;
/** Fewer than are needed, so that the quota of the account is felt. */
const CONCURRENCY = 60;

const { positionals: stories, values } = commandLine(HELP, {
  options: { commands: { type: "boolean", default: false } },
  allowPositionals: true,
});
const began = Date.now();

async function step<T>(what: string, work: () => Promise<T>): Promise<T> {
  const from = Date.now();
  console.log(`\n== ${what}`);
  const result = await work();
  console.log(
    `== done in ${Math.round((Date.now() - from) / 1000)} s, ${Math.round((Date.now() - began) / 1000)} s in all`,
  );
  return result;
}

const cloud = await step("Starting MiniStack", () => startCloud({ concurrency: CONCURRENCY }));
// From here on every client and command works there.
for (const name of Object.keys(process.env)) if (name.startsWith("AWS_")) delete process.env[name];
Object.assign(process.env, cloud.environment);
const keySet = JSON.stringify(publicKeySet(await localCredentials()));
const issuer = await listen(0, (_request, response) =>
  response.setHeader("content-type", "application/json").end(keySet),
);
for (const signal of ["SIGINT", "SIGTERM"])
  process.once(signal, () => void cloud.stop().finally(() => process.exit(1)));
try {
  await step("npx cdk bootstrap", () => node(["node_modules/aws-cdk/bin/cdk", "bootstrap"]));
  const trial = await step("npm run deploy", () =>
    deployTrial(cloud.endpoint, `http://127.0.0.1:${issuer.port}/keys`),
  );
  const serviceKey = await step("npm run keys", () => keys(trial));
  const stage = { ...trial, serviceKey, eventsQueue: await listenToBus(trial.eventBus) };
  process.env[STAGE_VARIABLE] = JSON.stringify(stage);
  const others = `^(?!.*(${Object.keys(LEFT_OUT_TESTS).join("|")}))`;
  const vitest = [
    "node_modules/vitest/vitest.mjs",
    "run",
    "--project",
    "deployed",
    "--testNamePattern",
    others,
  ];
  if (!values.commands) await step("Stories", () => node([...vitest, ...stories], { isShown: true }));
  if (stories.length === 0) {
    await step("npm run import", () => imports(stage));
    await step("npm run redrive", () => redrives(stage));
    await step("npm run mend", () => mends(stage));
    await step("A version that does not work", () => brokenVersion(stage));
    await step("npm run rollback", () => goesBackByHand(stage));
    await stopListening(trial.eventBus);
    await step("npm run destroy", () => destroyTrial(stage));
  }
} catch (error) {
  console.error((error as Error).message);
  console.error(`Errors of functions:\n${(await errorsLogged()).slice(-20).join("\n")}`);
  console.error(`What the emulator has said lately:\n${cloud.log().split("\n").slice(-40).join("\n")}`);
  process.exitCode = 1;
} finally {
  await cloud.stop();
  await issuer.stop();
}
