import fc from "fast-check";
import { run } from "./proof/run.ts";
import { program } from "./proof/programs.ts";

const runs = Number(process.argv[2] ?? 1000);
const seed = Number(process.argv[3] ?? Date.now() % 1e9);
const began = Date.now();
let count = 0;
const result = await fc.check(
  fc.asyncProperty(program, async (one) => {
    if (++count % 500 === 0) process.stderr.write(`\r${count} ${Math.round(count / ((Date.now() - began) / 1000))}/s`);
    const wrong = await run(one);
    if (wrong !== undefined) throw new Error(wrong);
  }),
  { numRuns: runs, seed, endOnFailure: false, interruptAfterTimeLimit: 120_000 },
);
console.log(`${count} programs in ${(Date.now() - began) / 1000} s, seed ${seed}`);
if (result.failed) console.log(String(result.errorInstance).slice(0, 1500), "\n", JSON.stringify(result.counterexample?.[0]));
