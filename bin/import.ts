import { commandLine, refuser } from "../lib/tools/commands/command-line.ts";
import { Client, ProblemError } from "../lib/client/client.ts";
import type { BatchFollow, NewAction } from "../lib/client/types.ts";
import { type Entry, actionEntries, githubEntries } from "../lib/tools/import/entries.ts";
import { followEntries } from "../lib/tools/import/follows.ts";
import { type Input, openInput } from "../lib/tools/import/input.ts";
import { Progress } from "../lib/tools/import/progress.ts";
import type { Report } from "../lib/tools/import/report.ts";
import { type Send, upload } from "../lib/tools/import/upload.ts";
import { localCredentials } from "../lib/local/credentials.ts";

const HELP = `Imports actions and follows from files, plain or gzip; - is standard input. See docs/importing.md.

  npm run import -- github FILE...      hours of GitHub's public timeline (https://www.gharchive.org), as actions
  npm run import -- actions FILE...     JSON lines, each an action as POST /actions takes it
  npm run import -- follows FILE...     CSV with the columns user, follow_object and, if you like, flag, actor_only, started

  --url http://127.0.0.1:3000    where the service is
  --token KEY                    a service's key; else TRIBUTARY_TOKEN, else that of the service on this machine
  --skip N                       goes on where an earlier run of the same files was cut off: N were done

Importing a file again changes nothing.
`;

/** Retries while the service is busy or unreachable: enough for some minutes. */
const RETRIES = 40;

/** Lines listed for one reason: a file of another kind is wrong in every line. */
const MOST_NAMED = 1000;
const named = new Map<string, number>();

const refuse: (message: string) => never = refuser(HELP);

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}

const text = { type: "string" } as const;
const { values, positionals } = commandLine(HELP, {
  options: { url: text, token: text, skip: { ...text, default: "0" } },
  allowPositionals: true,
});
const [kind, ...files] = positionals;
if (kind !== "github" && kind !== "actions" && kind !== "follows")
  refuse("Say what to import: github, actions or follows.");
if (files.length === 0) refuse("Say which files to import.");
if (!/^\d{1,15}$/.test(values.skip)) refuse(`--skip is a number, not "${values.skip}".`);
const url = values.url ?? `http://127.0.0.1:${process.env["PORT"] ?? 3000}`;
if (!URL.canParse(url) || !/^https?:/.test(url))
  refuse(`--url is an address like http://127.0.0.1:3000, not "${url}".`);
const token = values.token ?? process.env["TRIBUTARY_TOKEN"] ?? (await localCredentials()).serviceKey;

const before = Number(values.skip);
const entriesOf = { github: githubEntries, actions: actionEntries, follows: followEntries }[kind];
const client = new Client({ url, token, retries: RETRIES });
const send: Send = (bodies) =>
  kind === "follows" ? client.followAll(bodies as BatchFollow[]) : client.postAll(bodies as NewAction[]);

async function* entriesFrom(inputs: readonly Input[]): AsyncGenerator<Entry> {
  let passed = 0;
  for (const input of inputs) {
    for await (const entry of entriesOf(input)) if (++passed > before) yield entry;
  }
  if (passed < before) fail(`There is nothing to go on with: ${passed} entries are all there are.`);
}

function open(): Input[] {
  try {
    return files.map(openInput);
  } catch (error) {
    return fail((error as Error).message);
  }
}

/** Fails at once, instead of after minutes of retries. */
async function expectService(): Promise<void> {
  try {
    await new Client({ url, retries: 0 }).health();
  } catch (error) {
    if (!(error instanceof ProblemError))
      fail(`Nothing answers at ${url}; start the service first: npm start`);
  }
}

const inputs = open();
await expectService();
const progress = new Progress();
const sizes = inputs.map(({ size }) => size ?? Number.NaN).reduce((sum, size) => sum + size, 0);
/** The report so far, for when it is interrupted. */
const soFar: { report?: Report } = {};
const goOn = () => {
  const done = before + (soFar.report?.done ?? 0);
  return [
    ...(done > 0 ? [`\n${done} are done; to go on from there: --skip ${done}`] : []),
    ...(soFar.report === undefined ? [] : [`\n${String(soFar.report)}`]),
  ].join("");
};
const cutOff = (code: number) => () => {
  progress.clear();
  console.error(`Cut off.${goOn()}`);
  process.exit(code);
};
process.on("SIGINT", cutOff(130));
process.on("SIGTERM", cutOff(143));
try {
  const report = await upload(entriesFrom(inputs), send, {
    onBatch: (so) => {
      soFar.report = so;
      const read = inputs.reduce((sum, input) => sum + input.read(), 0);
      progress.show({ done: before + so.done, before, read, size: Number.isNaN(sizes) ? undefined : sizes });
    },
    onWrong: (place, reason) => {
      const times = (named.get(reason) ?? 0) + 1;
      named.set(reason, times);
      if (times > MOST_NAMED) return;
      progress.clear();
      console.error(`${place}: ${reason}`);
      if (times === MOST_NAMED) console.error("Further lines of this kind are counted, and not named.");
    },
  });
  progress.clear();
  console.log(String(report));
  process.exitCode = report.refused.size > 0 ? 1 : 0;
} catch (error) {
  progress.clear();
  const { message } = error as Error;
  const isRefused = error instanceof ProblemError && (error.status === 401 || error.status === 403);
  fail(`${isRefused ? `The service does not take this token for an import: ${message}` : message}${goOn()}`);
}
