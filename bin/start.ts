import { resolve } from "node:path";
import { commandLine } from "../lib/tools/commands/command-line.ts";

const HELP = `Runs Tributary on this machine: the template and the bundles that would be deployed.

  npm start                     on http://127.0.0.1:3000, with the sample data
  npm start -- --empty          without them
  npm start -- --sample FILE    with another file of GitHub events instead
  npm start -- --data DIR       keeps data in DIR
  npm start -- --events         prints each event that is put on the event bus
  npm start -- --log            prints what the functions log, and how long the start took
  npm start -- --harsh          as unkind as AWS now and then is
  PORT=8080 npm start           on another port; 0 picks a free one
`;

const flag = { type: "boolean", default: false } as const;
const { data, sample, ...flags } = commandLine(HELP, {
  options: {
    ...{ empty: flag, events: flag, log: flag, harsh: flag },
    data: { type: "string" },
    sample: { type: "string" },
  },
}).values;

// Loaded late: it takes a second, and the help does not need it.
const { run } = await import("../lib/tools/start/run.ts");
await run({
  ...flags,
  port: portOf(process.env["PORT"] ?? "3000"),
  dataFolder: data === undefined ? undefined : resolve(data),
  sampleFile: sample,
});

function portOf(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) < 65536) return Number(text);
  console.error(`PORT is a number from 0 to 65535, not "${text}".`);
  process.exit(2);
}
