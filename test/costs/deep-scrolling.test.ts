import { expect, test } from "vitest";
import { deepFeed } from "../../lib/tools/costs/deep.ts";
import { freshWorld } from "../support/fresh-table.ts";

const [PAGE, AT_ONCE] = [25, 32];

test("page 400 of 500 followed entities asks each role at most once, and once more for ten entries, 32 at once", async () => {
  const world = await freshWorld();
  const { actions, roles, open } = await deepFeed(world, { followed: 500, everyRole: 50, page: 400 });
  const first = 399 * PAGE;
  const expected = actions.slice(first, first + PAGE).map(({ position }) => position);
  let found: readonly { position: string }[] = [];
  const { calls, atOnce } = await world.measure(async () => void (found = await open()));
  expect(found.map(({ position }) => position)).toEqual(expected);
  // Besides the streams: the rows that a warm page would show, and what the reader follows.
  const streams = calls.filter(({ kind }) => kind === "Query").length - 2;
  expect(streams).toBeLessThanOrEqual(roles + Math.ceil(PAGE / 10));
  expect(atOnce).toBeLessThanOrEqual(AT_ONCE);
});
