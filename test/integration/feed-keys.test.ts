import { expect, test } from "vitest";
import { endOf, forgottenAt, streamText } from "../../lib/domain/feed-key.ts";
import { DAY, toTimestamp } from "../../lib/domain/time.ts";
import { feedKeyId } from "../../lib/store/access/feed-key-item.ts";
import { getFeedKey, isOrphan, noteUse } from "../../lib/store/access/feed-key-use.ts";
import { createFeedKey, listFeedKeys, revokeFeedKey } from "../../lib/store/access/feed-keys.ts";
import { takeToken } from "../../lib/store/access/rate.ts";
import { query } from "../../lib/table/query.ts";
import { feedKeySlots } from "../../lib/table/keys.ts";
import { freshWorld } from "../support/fresh-table.ts";

const NOW = Date.UTC(2024, 0, 1);
const entity = { model_type: "user", id: "alice" };
const owner = { key: "user:user:alice", entity };
const wish = { owner, path: "/feed", stream: "s", name: undefined, expires: undefined, maker: undefined };

test("a use costs a read and a half and a write, and two writes more at most once a day", async () => {
  const world = await freshWorld();
  await world.post("alice", {}, NOW);
  const { secret } = (await createFeedKey(world.table, wish, NOW)) as { secret: string };
  const use = async (now: number) => {
    const { read, write } = await world.measure(async () => {
      const key = await getFeedKey(world.table, feedKeyId(secret) as string);
      if (key === undefined) throw new Error("there is no key");
      await takeToken(
        world.table,
        { caller: `feed-key:${key.id}`, rate: { perSecond: 1 / 60, burst: 60 } },
        now * 1000,
        0,
      );
      expect(await isOrphan(world.table, key)).toBe(false);
      await noteUse(world.table, key, now);
    });
    return [read, write];
  };
  expect(await use(NOW)).toEqual([1.5, 3]);
  expect(await use(NOW + DAY - 1)).toEqual([1.5, 1]);
  expect(await use(NOW + DAY)).toEqual([1.5, 3]);
});

test("what is stored has no secret, and names a moment at which all of it goes", async () => {
  const { table } = await freshWorld();
  const made = await createFeedKey(table, wish, NOW);
  const [slot] = await query(table, feedKeySlots(owner.key), {});
  const stored = await getFeedKey(table, made?.key.id ?? "");
  expect(JSON.stringify([slot, stored])).not.toContain(made?.secret.slice("trib_feed_".length));
  expect(slot?.["expires_at"]).toBe((NOW + 545 * DAY) / 1000);
  expect(await listFeedKeys(table, owner, NOW + 180 * DAY - 1)).toHaveLength(1);
  expect(await listFeedKeys(table, owner, NOW + 180 * DAY)).toEqual([]);
  expect(await revokeFeedKey(table, made?.key.id ?? "", owner, NOW + 544 * DAY)).toBe(true);
  expect(await revokeFeedKey(table, made?.key.id ?? "", owner, NOW + 545 * DAY)).toBe(false);
});

test("a key ends at the earliest of its ends, and is told of for a year", () => {
  const created = toTimestamp(NOW);
  const day = (days: number) => toTimestamp(NOW + days * DAY);
  expect(endOf({ created })).toBe(NOW + 180 * DAY);
  expect(endOf({ created, last_used: day(100) })).toBe(NOW + 280 * DAY);
  expect(endOf({ created, last_used: day(100), expires: day(200), revoked: day(150) })).toBe(NOW + 150 * DAY);
  expect(forgottenAt({ created, expires: day(10) })).toBe(NOW + 375 * DAY);
});

test("filters are a set, of one path", () => {
  const named = (query: Record<string, string[]>, route = "get-actions") =>
    streamText({ route, params: {}, query });
  const one = named({ verb: ["a", "b"], actor: ["user"] });
  expect(named({ actor: ["user"], verb: ["b", "a", "b"], cursor: ["c"], format: ["rss"] })).toBe(one);
  for (const other of [
    named({ verb: ["a"], actor: ["user"] }),
    named({ verb: ["a", "b"], actor: ["user"] }, "get-own-feed"),
  ]) {
    expect(other).not.toBe(one);
  }
});
