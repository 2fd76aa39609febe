import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { LIMITS, type Limits } from "../../lib/domain/limits.ts";
import { accessPatterns } from "../simulation/access-patterns.ts";
import { contentsOf, historyOf, rawAnswer } from "../simulation/raw-answers.ts";
import { PARTITIONS, rawCommand } from "../simulation/raw-commands.ts";
import { Scheduler } from "../simulation/scheduler.ts";
import { SimulatedTable } from "../simulation/simulated-table.ts";
import { amount } from "../support/amount.ts";
import { freshTable, quietTable } from "../support/fresh-table.ts";
import { streamReader } from "../support/stream-records.ts";

const limits = amount<Limits>({ ...LIMITS, flags: 4, window: 20 }, LIMITS);
describe("DynamoDB Local", () => {
  accessPatterns(async () => ({ ...(await quietTable()).table, limits }), amount(6, 24));
});

/** The same programs every time, unless others are asked for: what is compared here is an emulator. */
const [RUNS, SEED] = [amount(8, 200), Number(process.env["RAW_SEED"] ?? 1)];

test("any calls are answered by the simulated table as by DynamoDB Local, and leave and stream the same", async () => {
  const { table: real, streamArn } = await freshTable();
  const simulated = new SimulatedTable(new Scheduler(1, { selfDriven: true }));
  const read = streamReader(streamArn);
  let run = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(rawCommand, { minLength: 5, maxLength: 30 }), async (commands) => {
      const world = `w${run++}-`;
      const [mine, theirs]: [unknown[], unknown[]] = [[], []];
      for (const command of commands) {
        theirs.push(await rawAnswer(real, command, world));
        mine.push(await rawAnswer(simulated, command, world));
      }
      const told = commands.map((command) => JSON.stringify(command("t", "").input));
      expect(mine.map((answer, at) => [told[at], answer])).toEqual(
        theirs.map((answer, at) => [told[at], answer]),
      );
      const partitions = PARTITIONS.map((name) => world + name);
      expect(await contentsOf(simulated, partitions)).toEqual(await contentsOf(real, partitions));
      const records = simulated.stream.shards.flat().map(({ dynamodb }) => dynamodb);
      expect(historyOf(records, world)).toEqual(historyOf(await read(), world));
    }),
    { numRuns: RUNS, seed: SEED },
  );
});
