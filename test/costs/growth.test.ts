import { expect, test } from "vitest";
import { growths } from "../../lib/tools/costs/growth.ts";
import { freshWorld } from "../support/fresh-table.ts";

/** The full hundred thousand take minutes; they are there as well for `npm run costs -- --full`. */
const ACTIONS = process.env["COSTS_FULL"] === "1" ? 100_000 : 20_000;

test.each(growths(ACTIONS))(
  "$operation costs the same with $sizes.0 and $sizes.1 $of",
  async ({ sizes, measure }) => {
    const [small, large] = [
      await measure(await freshWorld(), sizes[0]),
      await measure(await freshWorld(), sizes[1]),
    ];
    expect([large.write, large.read]).toEqual([small.write, small.read]);
  },
);
