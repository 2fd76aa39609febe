import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { PLANTS } from "./proof/plants.ts";
import { provePlants } from "./proof/prove-plants.ts";
import { proveRandom } from "./proof/prove-random.ts";

const names = Object.entries(PLANTS).map(([name, { what }]) => `  ${name.padEnd(18)} ${what}`);

const HELP = `Runs random programs against the code on a simulated table, in virtual time, and compares every feed with its definition.

  npm run prove -- [--runs 10000] [--seed S] [--workers ${availableParallelism()}]
      ends at the first program that fails, and shows a smaller one that fails too
  npm run prove -- --seed S --path P
      runs the program that a failure named
  npm run prove -- --plant NAME
      plants an error: now the programs must fail
  npm run prove -- --plants [--quick] [NAME,NAME]
      plants every error in turn; each must be found within five minutes.
      With --quick only those that are found soon, in a minute or two

Errors to plant:
${names.join("\n")}
`;

function refuse(message: string): never {
  console.error(`${message}\n\n${HELP}`);
  process.exit(2);
}

function read() {
  try {
    const options = {
      runs: { type: "string", default: "10000" },
      seed: { type: "string" },
      path: { type: "string" },
      plant: { type: "string" },
      plants: { type: "boolean", default: false },
      quick: { type: "boolean", default: false },
      workers: { type: "string", default: String(availableParallelism()) },
      help: { type: "boolean", short: "h", default: false },
    } as const;
    return parseArgs({ options, allowPositionals: true });
  } catch (error) {
    return refuse((error as Error).message);
  }
}

function number(name: string, text: string): number {
  return /^-?\d{1,10}$/.test(text) ? Number(text) : refuse(`--${name} is a number, not "${text}".`);
}

function known(name: string): string {
  return name in PLANTS ? name : refuse(`There is no plant "${name}".`);
}

function chosen(): string[] {
  if (positionals.length > 0) return positionals.flatMap((one) => one.split(",")).map(known);
  return Object.entries(PLANTS).flatMap(([name, { isRare }]) => (values.quick && isRare === true ? [] : [name]));
}

const { values, positionals } = read();
if (values.help) {
  console.log(HELP);
  process.exit(0);
}
const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : number("seed", values.seed);
const workers = Math.max(1, number("workers", values.workers));
const plant = values.plant === undefined ? undefined : known(values.plant);
if (positionals.length > 0 && !values.plants) refuse(`What is "${positionals.join(" ")}"?`);
const isFine = values.plants
  ? await provePlants(chosen(), seed, workers)
  : await proveRandom({ runs: number("runs", values.runs), seed, path: values.path, plant }, workers);
process.exit(isFine ? 0 : 1);
