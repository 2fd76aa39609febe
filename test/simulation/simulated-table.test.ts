import { describe } from "vitest";
import { accessPatterns } from "./access-patterns.ts";
import { Scheduler } from "./scheduler.ts";
import { SimulatedTable } from "./simulated-table.ts";

let opened = 0;

/** A name of its own for each table, because secrets are remembered by it. */
const open = () =>
  Promise.resolve(
    new SimulatedTable(new Scheduler(1, { selfDriven: true }), { name: `simulated-${opened++}` }),
  );

describe("the simulated table without faults", () => accessPatterns(open, 120));
