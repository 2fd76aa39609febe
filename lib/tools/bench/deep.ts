import { deepFeed } from "../costs/deep.ts";
import type { Consumed } from "../costs/meter.ts";
import { withWorlds } from "../costs/run.ts";
import { figures, progress } from "./figures.ts";

const TIMES = 10;

interface DeepReport {
  readonly followed: number;
  readonly page: number;
  readonly calls: number;
  readonly readUnits: number;
  readonly atOnce: number;
  readonly milliseconds: ReturnType<typeof figures>;
}

export const benchDeep = (followed: number, page: number): Promise<DeepReport> =>
  withWorlds(async (newWorld) => {
    const world = await newWorld();
    progress(`writing ${page} pages of actions`);
    const { open } = await deepFeed(world, { followed, page });
    const times: number[] = [];
    let consumed: Consumed | undefined;
    for (let time = 0; time < TIMES; time++) {
      progress(`opening page ${page}: ${time + 1} of ${TIMES}`);
      const began = performance.now();
      consumed = await world.measure(open);
      times.push(performance.now() - began);
    }
    const { calls = [], read: readUnits = 0, atOnce = 0 } = consumed ?? {};
    return { followed, page, calls: calls.length, readUnits, atOnce, milliseconds: figures(times) };
  });
