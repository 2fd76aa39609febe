import { existsSync, readdirSync } from "node:fs";
import { resolve } from "node:path";
import { commandLine } from "../lib/tools/commands/command-line.ts";
import { Client } from "../lib/client/client.ts";
import type { BatchFollow, NewAction } from "../lib/client/types.ts";
import { localCredentials, localToken } from "../lib/local/credentials.ts";
import { Progress } from "../lib/tools/import/progress.ts";
import type { Report } from "../lib/tools/import/report.ts";
import { loadSample } from "../lib/tools/import/sample.ts";
import type { BusEvent } from "../lib/local/event-bus.ts";
import { prepareFolder } from "../lib/local/data-folder.ts";
import { diskError } from "../lib/local/disk-error.ts";
import { UserFacingError } from "../lib/local/dynamodb.ts";
import { forgetRunning, writeRunning } from "../lib/local/running.ts";
import { noteSample, notedSample } from "../lib/local/sample-note.ts";
import { type LocalService, startService } from "../lib/local/service.ts";

const HELP = `Runs Tributary on this machine: the template and the bundles that would be deployed.

  npm start                     on http://127.0.0.1:3000, with the sample data
  npm start -- --empty          without it
  npm start -- --sample FILE    with another file of GitHub events instead
  npm start -- --data DIR       keeps data in DIR
  npm start -- --harsh          as unkind as AWS now and then is
  PORT=8080 npm start           on another port; 0 picks a free one
`;

function portOf(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) < 65536) return Number(text);
  console.error(`PORT is a number from 0 to 65535, not "${text}".`);
  process.exit(2);
}

function makeFolder(folder: string): void {
  const isNew = !existsSync(folder) || isEmpty(folder);
  prepareFolder(folder);
  // Before there is a table: whoever ends it between the two finds the sample loaded the next time.
  if (options.empty !== true && isNew) noteSample(folder);
}

function isEmpty(folder: string): boolean {
  try {
    return readdirSync(folder).length === 0;
  } catch {
    return false;
  }
}

async function start(): Promise<LocalService> {
  const began = Date.now();
  const onStep = (step: string) =>
    console.error(`${((Date.now() - began) / 1000).toFixed(1).padStart(6)} s  ${step}`);
  const onDeath = () => {
    if (ending) return;
    console.error("DynamoDB has ended unexpectedly; start again.");
    void end(1);
  };
  if (options.sample !== undefined && !existsSync(options.sample))
    throw new UserFacingError(`There is no file ${options.sample}.`);
  if (dataFolder !== undefined) makeFolder(dataFolder);
  const onEvent = ({ "detail-type": type, detail }: BusEvent) => {
    if (isReady) console.log(`event ${type} ${JSON.stringify(detail)}`);
  };
  const port = portOf(process.env["PORT"] ?? "3000");
  return startService({ port, dataFolder, harsh: options.harsh, onStep, onEvent, onDeath });
}

/**
 * Loads the sample into a table that was made just now, or in which that was cut off. @returns whose feed to
 * look at
 */
async function sample({ url, isNew }: LocalService, token: string) {
  const noted = notedSample(dataFolder);
  if (!isNew && (noted === undefined || noted.reader !== undefined)) return noted?.reader;
  noteSample(dataFolder);
  const client = new Client({ url, token });
  console.error("          loading the sample: events of GitHub");
  const progress = new Progress();
  const onProgress = (done: number) => progress.show({ done, before: 0, read: 0, size: undefined });
  const destination = {
    actions: (bodies: readonly unknown[]) => client.postAll(bodies as NewAction[]),
    follows: (bodies: readonly unknown[]) => client.followAll(bodies as BatchFollow[]),
    onProgress,
  };
  const { actions, follows, somebody } = await loadSample(destination, options.sample);
  progress.clear();
  const count = ({ imported, repeated, kept }: Report) => imported + repeated + kept;
  console.error(`          ${count(actions)} actions, ${count(follows)} follows`);
  if (actions.refused.size + follows.refused.size === 0) noteSample(dataFolder, somebody);
  return somebody;
}

const { values: options } = commandLine(HELP, {
  options: {
    empty: { type: "boolean" },
    harsh: { type: "boolean" },
    data: { type: "string" },
    sample: { type: "string" },
  },
});
const dataFolder = options.data === undefined ? undefined : resolve(options.data);
let service: LocalService | undefined;
/** Events of loading the sample are not printed: nobody asked for thousands of lines. */
let isReady = false;
let ending = false;
const end = async (code: number) => {
  if (ending) return;
  ending = true;
  if (service !== undefined) forgetRunning(dataFolder);
  await service?.stop();
  process.exit(code);
};
process.on("SIGINT", () => void end(0));
process.on("SIGTERM", () => void end(0));
try {
  service = await start();
  writeRunning(dataFolder, service);
  const credentials = await localCredentials();
  const { url } = service;
  const reader = options.empty === true ? undefined : await sample(service, credentials.serviceKey);
  console.log(`ready ${url}`);
  isReady = true;
  if (reader !== undefined) {
    console.log(`\nLook at it: ${url}/#/feed/user:${reader.id}`);
    console.log(`
The feed of ${reader.name}: what the people and repositories they follow did on GitHub

  curl -H "Authorization: Bearer ${await localToken(credentials, reader.id)}" ${url}/feed`);
  }
  console.log(`
Try next, as the user alice:

  TOKEN=${await localToken(credentials, "alice")}
  curl -H "Authorization: Bearer $TOKEN" -H "Content-Type: application/json" -d '{"verb":"pushed","target":"repository:crython"}' ${url}/actions
  curl -H "Authorization: Bearer $TOKEN" ${url}/users/alice/activity

Ctrl-C ends it. Tokens for others: npm run --silent token -- user:bob`);
} catch (error) {
  const { path = "" } = error as NodeJS.ErrnoException;
  const reason =
    error instanceof UserFacingError ? error.message : diskError(error as NodeJS.ErrnoException, path);
  console.error(reason ?? error);
  await end(1);
}
