import { resolve } from "node:path";
import { commandLine, refuser } from "../lib/tools/commands/command-line.ts";
import { COMMANDS, UsageError } from "../lib/tools/keys/commands.ts";
import { deployedTable } from "../lib/tools/keys/deployed.ts";
import { readRunning } from "../lib/local/running.ts";
import { runningTable } from "../lib/local/tables.ts";

const HELP = `Makes, lists and revokes the keys of services. See docs/auth.md.

  npm run --silent keys -- create NAME                 prints a new key, this once
  npm run --silent keys -- create NAME --scopes read   one that may only read (or write; both: read,write)
  npm run keys -- list                                 name, scopes and time of each
  npm run keys -- revoke NAME                          within a minute it is refused
  npm run keys -- rotate-cursors                       ends all cursors of lists

  ... --data DIR                        of the service on this machine that keeps its data in DIR
  ... --outputs cdk.out/outputs.json    of the deployed stage whose outputs these are, with your AWS credentials
`;

const refuse: (message: string) => never = refuser(HELP);

const openTable = ({ outputs, data }: { outputs?: string | undefined; data?: string | undefined }) =>
  outputs === undefined
    ? runningTable(readRunning(data === undefined ? undefined : resolve(data)))
    : deployedTable(outputs);

const text = { type: "string" } as const;
const { values, positionals } = commandLine(HELP, {
  options: { data: text, outputs: text, scopes: text },
  allowPositionals: true,
});
const [word = "", name, ...more] = positionals;
const command = Object.hasOwn(COMMANDS, word) ? COMMANDS[word] : undefined;
if (command === undefined || more.length > 0) refuse(`Say what to do: ${Object.keys(COMMANDS).join(", ")}.`);
if (values.outputs !== undefined && values.data !== undefined) refuse("Give --data or --outputs, not both.");
if (name !== undefined && (word === "list" || word === "rotate-cursors")) refuse(`${word} takes no name.`);
if (values.scopes !== undefined && word !== "create") refuse("--scopes is for create.");
try {
  const { out, note } = await command(openTable(values), { name, scopes: values.scopes }, Date.now());
  if (note !== undefined) console.error(note);
  if (out !== undefined) console.log(out);
} catch (error) {
  if (error instanceof UsageError) refuse(error.message);
  const { message, code } = error as Error & { code?: string };
  console.error(code === "ECONNREFUSED" ? "The service has ended; start it first: npm start" : message);
  process.exit(1);
}
