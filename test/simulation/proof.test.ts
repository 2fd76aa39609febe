import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { PREFIX } from "../../lib/contract/table.ts";
import { runCampaign } from "./proof/campaign.ts";
import { FOCUSED } from "./proof/mixes.ts";
import { type Plant, PLANTS } from "./proof/plants.ts";
import { between, partitionOf } from "./proof/plants/between.ts";
import { type Program, program, programOf } from "./proof/programs.ts";
import { describeFailure } from "./proof/report.ts";
import { run } from "./proof/run.ts";
import { Random } from "./random.ts";

const RUNS = Number(process.env["PROOF_RUNS"] ?? 150);
/** Of this many programs several find each of these plants. */
const ENOUGH = 5000;
/** Of these many; `npm run prove -- --plants` finds all. */
const FAST = ["edge-then-bump"];
const TIMEOUT = 600_000;

const freshSeed = (): number => Math.floor(Math.random() * 2 ** 31);

test(
  `${RUNS} random programs end with the feeds that the contract defines`,
  { timeout: TIMEOUT },
  async () => {
    const { failure } = await runCampaign({ runs: RUNS, seed: freshSeed(), shrink: true });
    expect(failure && describeFailure(failure)).toBeUndefined();
  },
);

test("a program does the same whatever the machine's clock says", { timeout: TIMEOUT }, async () => {
  const callsOf = async (one: Program) => {
    const calls = createHash("sha256");
    const note: Plant["table"] = (table, { name }) =>
      between(table, (command, send) => {
        // Its value is chance, and nothing depends on it.
        const isSecret = partitionOf(command.input).startsWith(PREFIX.secret);
        calls.update(`${name} ${JSON.stringify(isSecret ? command.input.Key : command.input)}\n`);
        return send(command);
      });
    await run(one, { what: "nothing", table: note });
    return calls.digest("hex");
  };
  const random = new Random(1);
  const programs = programOf([FOCUSED.marked, FOCUSED.mutedFeeds, FOCUSED.cut]);
  for (const one of fc.sample(programs, { numRuns: 6, seed: freshSeed() })) {
    const calls = await callsOf(one);
    const clock = vi.spyOn(Date, "now").mockImplementation(() => random.int(2 ** 41));
    expect(await callsOf(one)).toBe(calls);
    clock.mockRestore();
  }
});

describe("planted errors", () => {
  test.each(Object.entries(PLANTS))("%s does no more than it says", async (name, { what, ...plant }) => {
    expect(name).toMatch(/^[a-z-]{3,20}$/);
    expect(what).toMatch(/^\w.+[^.]$/);
    expect(Object.keys(plant)).not.toEqual([]);
    // What is in a text is not in this process.
    if (plant.patches !== undefined) return;
    // A plant that asks the table for nonsense would be found for that alone.
    for (const one of fc.sample(program, { numRuns: 5, seed: freshSeed() })) await run(one, PLANTS[name]);
  });

  test.each(FAST)("%s is found", { timeout: TIMEOUT }, async (plant) => {
    const { failure } = await runCampaign({ runs: ENOUGH, seed: freshSeed(), plant, shrink: false });
    expect(failure?.wrong).toMatch(/the feed of/);
  });
});
