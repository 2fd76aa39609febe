import { availableParallelism } from "node:os";
import { commandLine, refuser } from "../../lib/tools/commands/command-line.ts";
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
      plants every error in turn; each must be found by 10,000 programs.
      With --quick only those that some hundred programs find

Errors to plant:
${names.join("\n")}
`;

const refuse: (message: string) => never = refuser(HELP);

function number(name: string, text: string): number {
  return /^-?\d{1,10}$/.test(text) ? Number(text) : refuse(`--${name} is a number, not "${text}".`);
}

function known(name: string): string {
  return name in PLANTS ? name : refuse(`There is no plant "${name}".`);
}

function chosen(): string[] {
  if (positionals.length > 0) return positionals.flatMap((one) => one.split(",")).map(known);
  return Object.entries(PLANTS).flatMap(([name, { isRare }]) =>
    values.quick && isRare === true ? [] : [name],
  );
}

const options = {
  runs: { type: "string", default: "10000" },
  seed: { type: "string" },
  path: { type: "string" },
  plant: { type: "string" },
  plants: { type: "boolean", default: false },
  quick: { type: "boolean", default: false },
  workers: { type: "string", default: String(availableParallelism()) },
} as const;
const { values, positionals } = commandLine(HELP, { options, allowPositionals: true });
const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : number("seed", values.seed);
const workers = Math.max(1, number("workers", values.workers));
const plant = values.plant === undefined ? undefined : known(values.plant);
if (positionals.length > 0 && !values.plants) refuse(`What is "${positionals.join(" ")}"?`);
const isFine = values.plants
  ? await provePlants(chosen(), seed, workers)
  : await proveRandom({ runs: number("runs", values.runs), seed, path: values.path, plant }, workers);
process.exit(isFine ? 0 : 1);
