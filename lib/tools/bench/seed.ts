import type { EntityRef } from "../../domain/entity.ts";
import { DEFAULT_FLAG } from "../../domain/follow.ts";
import { eachAtMost } from "../../domain/merge.ts";
import { positionOf } from "../../domain/position.ts";
import { batchGet, batchWrite, chunks } from "../../table/batch.ts";
import { followerItem } from "../../store/graph/edges.ts";
import { entityItemKey, feedPlace, feedStateKey, rowKey } from "../../table/keys.ts";
import type { Table } from "../../table/table.ts";

const BATCH = 500;
const HOUR = 3_600_000;
const GENERATION = 1;

export const user = (id: string): EntityRef => ({ model_type: "user", id });

export const fansOf = (star: string, count: number): EntityRef[] =>
  Array.from({ length: count }, (_fan, index) => user(`fan-${index}-of-${star}`));

/** Writes followers and as much of their built feeds as a fan-out reads. The edges count as counted. */
export async function seedFollowers(
  table: Table,
  star: string,
  count: number,
  onProgress: (done: number) => void,
): Promise<void> {
  const now = Date.now();
  const started = new Date(now - HOUR).toISOString();
  let done = 0;
  await eachAtMost(4, chunks(fansOf(star, count), BATCH), async (fans) => {
    const items = fans.flatMap((follower, index) => [
      {
        ...followerItem({
          ...{ follower, followed: user(star), flag: DEFAULT_FLAG, started, actorOnly: true },
          ...{ nonce: `seed-${index}`, followerIncarnation: 0, followedIncarnation: 0 },
        }),
        counted: true,
      },
      {
        ...feedStateKey(follower, DEFAULT_FLAG),
        ...{ generation: GENERATION, phase: "built", horizon: "", follows: 1 },
        ...{ bumped_at: now - HOUR, pulled_at: now, last_read: now },
      },
    ]);
    await batchWrite(table, items, []);
    onProgress((done += fans.length));
  });
  await batchWrite(table, [{ ...entityItemKey(user(star)), followers: count }], []);
}

export async function countRows(
  table: Table,
  fans: readonly EntityRef[],
  timestamp: string,
  id: string,
): Promise<number> {
  const keys = fans.map((fan) => rowKey(feedPlace(fan, DEFAULT_FLAG, GENERATION), positionOf(timestamp, id)));
  const found = await eachAtMost(2, chunks(keys, 1000), (some) => batchGet(table, some, true));
  return found.flat().length;
}
