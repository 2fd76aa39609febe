import { parseArgs } from "node:util";
import { benchDeletion } from "../lib/bench/deletion.ts";

const HELP = `Measures the service on this machine, and prints what it found as JSON.

  npm run bench -- deletion [--followers 20000] [--actions 5000]
      deletes an entity while others read and post
`;

function refuse(message: string): never {
  console.error(`${message}\n\n${HELP}`);
  process.exit(2);
}

function read() {
  try {
    const options = {
      followers: { type: "string", default: "20000" },
      actions: { type: "string", default: "5000" },
      help: { type: "boolean", short: "h" },
    } as const;
    return parseArgs({ options, allowPositionals: true });
  } catch (error) {
    return refuse((error as Error).message);
  }
}

function count(name: string, text: string): number {
  return /^\d{1,7}$/.test(text) ? Number(text) : refuse(`--${name} is a number, not "${text}".`);
}

const { values, positionals } = read();
if (values.help === true) {
  console.log(HELP);
  process.exit(0);
}
if (positionals.length !== 1 || positionals[0] !== "deletion") refuse("Say what to measure.");
const report = await benchDeletion(count("followers", values.followers), count("actions", values.actions));
console.log(JSON.stringify(report, undefined, 2));
