import { FOCUSED } from "../mixes.ts";
import { type TextPlant, one } from "./text-plant.ts";

const JOBS = "lib/store/jobs";
const WORK = `${JOBS}/range-work.ts`;

/** Jobs in slices, and those that are cut into ranges. */
export const RANGE_TEXTS = {
  "range-ends-all": one("the first range to end lets the job go on", FOCUSED.cut, [
    WORK,
    "return reached.isAtEnd && left === 0;",
    "return reached.isAtEnd;",
  ]),
  "range-ends-twice": one("a range that ends again is counted again", FOCUSED.cut, [
    `${JOBS}/ranges.ts`,
    'ConditionExpression: "attribute_exists(#range)"',
    'ConditionExpression: "attribute_exists(pk)"',
  ]),
  "range-reopened": one("a repeated cut opens again what has ended", FOCUSED.cut, [
    `${JOBS}/ranges.ts`,
    'ConditionExpression: "#range < :number"',
    'ConditionExpression: "#range <= :number"',
  ]),
  "ranges-reopened": one("a repeated slice opens its ranges again", FOCUSED.cut, [
    `${JOBS}/ranges.ts`,
    'ConditionExpression: "attribute_not_exists(pk)"',
    'ConditionExpression: "attribute_not_exists(pk) OR attribute_exists(pk)"',
  ]),
  "never-goes-on": one("a last range that fails before the job goes on does not try again", FOCUSED.cut, [
    WORK,
    "return open.count === 0;",
    "return false;",
  ]),
  "goes-on-twice": one("every range that finds no other goes on in a chain of its own", FOCUSED.cut, [
    `${JOBS}/remove.ts`,
    "turn: nextTurn(table, cutter)",
    "turn: nextTurn(table, message.turn ?? cutter)",
  ]),
  "endless-range": one("a range loses its end when it goes on", FOCUSED.cut, [
    WORK,
    "range: { ...range, low, waits: undefined }",
    "range: { ...range, low, below: undefined, waits: undefined }",
  ]),
  "gap-of-cuts": {
    ...one("a part of a range begins above the keys that begin like its cut", FOCUSED.cut, [
      `${JOBS}/range.ts`,
      "...{ low, below:",
      "...{ low: `${low}\\u{10ffff}`, below:",
    ]),
    isRare: true,
  },
  "purge-skips": {
    ...one("a slice of a removal goes on behind the list in which it stopped", FOCUSED.cut, [
      `${JOBS}/purge.ts`,
      "at(name, reached.get(name))",
      "at(STEPS[index + 1] ?? name)",
    ]),
    isRare: true,
  },
  "cut-anew": {
    ...one("a repetition cuts at other places", FOCUSED.cut, [
      `${JOBS}/jobs.ts`,
      "cuts: taken.note, range",
      "range",
    ]),
    isRare: true,
  },
} satisfies Record<string, TextPlant>;
