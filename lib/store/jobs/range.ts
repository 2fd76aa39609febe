import * as z from "zod/mini";
import { type Chance } from "../../table/table.ts";
import { rangeChain } from "../../table/keys.ts";
import { type Turn, firstTurn } from "./turns.ts";

/** A part of a list that a chain of its own works on. Functions of older versions do the whole job instead. */
export const range = z.object({
  cutter: z.object({ chain: z.string(), number: z.int(), lists: z.string() }),
  name: z.string(),
  list: z.string(),
  low: z.optional(z.string()),
  below: z.optional(z.string()),
  /** How often it has waited for a busy table since it last did a page. */
  waits: z.optional(z.int()),
});

export type Range = z.output<typeof range>;

/** Begins the chain of a range. Once its first turn is taken, other beginnings are ignored. */
export const rangeTurn = (chance: Chance, { cutter, name }: Range): Turn =>
  firstTurn(chance, rangeChain(cutter, name));

/** The parts that a turn of a range has cut off, by where each begins. */
export const partsOf = (cut: Range, turn: number, cuts: readonly string[]): Range[] =>
  cuts.map((low, index) => ({
    ...{ cutter: cut.cutter, list: cut.list, name: `${cut.name}.${turn}.${index}` },
    ...{ low, below: cuts[index + 1] ?? cut.below },
  }));
