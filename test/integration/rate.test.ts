import { GetCommand } from "@aws-sdk/lib-dynamodb";
import { expect, test } from "vitest";
import { waitOf } from "../../lib/domain/rate.ts";
import { rateKey } from "../../lib/table/keys.ts";
import { takeToken } from "../../lib/store/access/rate.ts";
import { quietTable } from "../support/fresh-table.ts";

const SECOND = 1_000_000;
const NOON = Date.parse("2026-01-01T12:00:00Z") * 1000;
const rate = { perSecond: 10, burst: 5 };
const { table, measure } = await quietTable();

/**
 * How many of so many calls at once get a token. Each knows nothing of the others, as functions on many
 * machines.
 */
async function taken(caller: string, calls: number, now: number, known = 0): Promise<number> {
  const all = await Promise.all(
    Array.from({ length: calls }, () => takeToken(table, { caller: caller, rate: rate }, now, known)),
  );
  return all.filter((one) => one.taken).length;
}

test("of many calls at once exactly as many pass as the bucket holds, new, idle for long, or half full", async () => {
  const hour = NOON + 3600 * SECOND;
  expect(await taken("service:a", 30, NOON)).toBe(5);
  expect(await taken("service:a", 30, NOON)).toBe(0);
  expect(await taken("service:a", 30, hour)).toBe(5);
  expect(await taken("service:a", 30, hour + 0.25 * SECOND)).toBe(2);
  expect(await taken("service:a", 30, hour + 0.35 * SECOND)).toBe(1);
});

test("one caller's calls take nothing from another's bucket", async () => {
  expect(
    await Promise.all([
      taken("user:user:x", 20, NOON),
      taken("user:user:y", 20, NOON),
      taken("service:x", 3, NOON),
    ]),
  ).toEqual([5, 5, 3]);
});

test("who is refused is told how long to wait, and then one more passes, and no sooner", async () => {
  await taken("service:b", 5, NOON);
  const { taken: passed, full } = await takeToken(table, { caller: "service:b", rate: rate }, NOON, 0);
  const wait = waitOf(rate, full, NOON);
  expect([passed, wait]).toEqual([false, SECOND / 10]);
  expect(await taken("service:b", 9, NOON + wait - 1)).toBe(0);
  expect(await taken("service:b", 9, NOON + wait)).toBe(1);
});

test("in the long run as many pass as the rate says, whatever the calls' clocks say and remember", async () => {
  let passed = 0;
  let known = 0;
  for (let tick = 0; tick < 100; tick++) {
    // Every other call's clock is 40 ms late.
    const now = NOON + tick * 0.05 * SECOND - (tick % 2) * 0.04 * SECOND;
    const one = await takeToken(table, { caller: "service:c", rate: rate }, now, tick % 3 === 0 ? 0 : known);
    known = one.full;
    passed += one.taken ? 1 : 0;
  }
  // 4.95 seconds at ten a second, after a burst of five.
  expect(passed).toBeGreaterThanOrEqual(52);
  expect(passed).toBeLessThanOrEqual(54);
});

test("a token costs one write, and two where the function knows nothing of a busy caller", async () => {
  const first = await takeToken(table, { caller: "service:d", rate: rate }, NOON, 0);
  expect(
    await measure(() => takeToken(table, { caller: "service:d", rate: rate }, NOON, first.full)),
  ).toMatchObject({
    write: 1,
  });
  expect(
    (
      await measure(() =>
        takeToken(table, { caller: "service:d", rate: rate }, NOON + 10 * SECOND, first.full),
      )
    ).write,
  ).toBe(1);
  const { calls } = await measure(() => takeToken(table, { caller: "service:e", rate: rate }, NOON, 0));
  expect(calls).toHaveLength(1);
});

test("a bucket goes by itself an hour after it is full again", async () => {
  await taken("service:f", 5, NOON);
  const { Item } = await table.client.send(
    new GetCommand({ TableName: table.name, Key: rateKey("service:f") }),
  );
  const full = (Item?.["full"] as number) / SECOND;
  expect(Item?.["expires_at"]).toBeGreaterThanOrEqual(Math.floor(full) + 3600);
  expect(Item?.["expires_at"]).toBeLessThan(full + 3700);
});

test("a rate of less than one in a second, and a burst of one, are kept too", async () => {
  const slow = { perSecond: 0.2, burst: 1 };
  const take = async (now: number) =>
    (await takeToken(table, { caller: "service:g", rate: slow }, now, 0)).taken;
  expect([await take(NOON), await take(NOON + 4.9 * SECOND), await take(NOON + 5 * SECOND)]).toEqual([
    true,
    false,
    true,
  ]);
});
