import { ProgressLine } from "../../../lib/tools/commands/progress-line.ts";
import { isException } from "./campaign.ts";
import { seedOf } from "./seeds.ts";
import { startCampaign } from "./workers.ts";

/** Five minutes on a quiet core; the rarest are found by about a thousand. */
const MOST_PROGRAMS = 10_000;

/** Plants errors in turn, some at the same time. @returns whether each was found */
export async function provePlants(names: readonly string[], seed: number, workers: number): Promise<boolean> {
  console.log(`seed ${seed}\n${"plant".padEnd(20)}${"programs".padStart(9)}${"seconds".padStart(9)}`);
  const open = names.map((name, index) => ({ plant: name, seed: seedOf(seed, index) }));
  const line = new ProgressLine();
  let missed = 0;
  const work = async () => {
    for (let next = open.shift(); next !== undefined; next = open.shift()) {
      const began = Date.now();
      const campaign = { ...next, runs: MOST_PROGRAMS, shrink: false };
      const { finding } = startCampaign(campaign, (count) =>
        line.show(() => `${next.plant}: ${count} programs`),
      );
      const found = await finding;
      const seconds = ((Date.now() - began) / 1000).toFixed(1);
      const isFound = found?.failure !== undefined && !isException(found.failure.wrong);
      if (!isFound) missed++;
      const count = isFound ? String(found.count) : `not in ${found?.count}`;
      line.clear();
      console.log(
        `${next.plant.padEnd(20)}${count.padStart(9)}${seconds.padStart(9)}  ${found?.failure?.wrong.slice(0, 60) ?? ""}`,
      );
    }
  };
  await Promise.all(Array.from({ length: workers }, work));
  console.log(missed === 0 ? "each was found" : `${missed} not found`);
  return missed === 0;
}
