import { resolve } from "node:path";
import { MOST_KEYS } from "../lib/domain/spread.ts";
import { entityText } from "../lib/domain/entity.ts";
import { readRunning } from "../lib/local/running.ts";
import { runningTable } from "../lib/local/tables.ts";
import { getStored } from "../lib/store/entities/entities.ts";
import { spreadEntity } from "../lib/store/entities/spread-entity.ts";
import { commandLine, refuser } from "../lib/tools/commands/command-line.ts";
import { deployedTable } from "../lib/tools/keys/deployed.ts";

const HELP = `Spreads the actions of one busy entity over several keys of the indexes, because one key takes a thousand writes a
second. It takes two minutes, can be repeated, and is not taken back: the number of keys only rises. From then on the
entity's followers read its stream with their feeds, however few they are. See docs/operations.md, "Index throttled".

  npm run spread -- repository:ID --keys 16      of the service on this machine
  ... --data DIR                        of the one that keeps its data in DIR
  ... --outputs cdk.out/outputs.json    of the deployed stage whose outputs these are, with your AWS credentials
`;

const refuse: (message: string) => never = refuser(HELP);

const text = { type: "string" } as const;
const { values, positionals } = commandLine(HELP, {
  options: { data: text, outputs: text, keys: text },
  allowPositionals: true,
});
const [name, ...more] = positionals;
if (name === undefined || more.length > 0) refuse("Say which entity, such as repository:42.");
const parsed = entityText.safeParse(name);
if (!parsed.success) refuse(`${name}: ${parsed.error.issues[0]?.message ?? "is no entity"}`);
const keys = /^\d{1,3}$/.test(values.keys ?? "") ? Number(values.keys) : 0;
if (keys < 2 || keys > MOST_KEYS) refuse(`--keys is a number from 2 to ${MOST_KEYS}.`);
if (values.outputs !== undefined && values.data !== undefined) refuse("Give --data or --outputs, not both.");

try {
  const table =
    values.outputs === undefined
      ? runningTable(readRunning(values.data === undefined ? undefined : resolve(values.data)))
      : deployedTable(values.outputs);
  const before = (await getStored(table, parsed.data)).keys;
  if (before > keys)
    throw new Error(`${name} is spread over ${before} keys already; their number only rises.`);
  if (before < keys) console.error("In two minutes every function knows of the keys, and posts use them.");
  if (!(await spreadEntity(table, parsed.data, keys))) throw new Error(`Nothing is stored of ${name}.`);
  console.log(`${name} is spread over ${keys} keys.`);
} catch (error) {
  const { message, code } = error as Error & { code?: string };
  console.error(code === "ECONNREFUSED" ? "The service has ended; start it first: npm start" : message);
  process.exit(1);
}
