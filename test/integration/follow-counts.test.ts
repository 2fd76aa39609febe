import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { getEntity } from "../../lib/store/entities/counted-entities.ts";
import { countFollowers } from "../../lib/store/graph/follow-counts.ts";
import { postFollow, postUnfollow } from "../../lib/store/graph/post-follow.ts";
import { deleteEntity } from "../../lib/store/entities/delete-entity.ts";
import { type Images, followChange } from "../../lib/store/projections/change-record.ts";
import type { Table } from "../../lib/table/table.ts";
import { amount } from "../support/amount.ts";
import { freshTable } from "../support/fresh-table.ts";
import { streamReader } from "../support/stream-records.ts";

const NOW = Date.parse("2026-01-01T00:00:00Z");
const FANS = 4;
let table: Table;
let read: () => Promise<Images[]>;
let run = 0;

beforeAll(async () => {
  const fresh = await freshTable();
  table = fresh.table;
  read = streamReader(fresh.streamArn);
});

const who = fc.nat(FANS - 1);
const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant("follow" as const),
      who,
      actorOnly: fc.boolean(),
      flag: fc.boolean(),
    }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("unfollow" as const), who }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant("count" as const),
      salt: fc.integer(),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("delete" as const) }) },
);

test("counts of followers are right though records come twice, late, out of order and at the same time", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
      const name = `w${run++}`;
      const star = { model_type: "user", id: `${name}-star` };
      const fan = (index: number) => ({ model_type: "user", id: `${name}-${index}` });
      const follows = new Set<number>();
      let records: Images[] = [];
      const count = async (images: readonly Images[]) => {
        const changes = images.map(followChange).filter((change) => change?.followed.id === star.id);
        const halves = [changes, [...changes].reverse()];
        await Promise.all(
          halves.map((half) =>
            countFollowers(
              table,
              star,
              half.filter((one) => one !== undefined),
              NOW,
            ),
          ),
        );
      };
      const pair = (index: number) => ({
        callerKey: "t",
        follower: fan(index),
        followed: star,
        sendAction: false,
      });
      for (const one of steps) {
        if (one.kind === "follow") {
          const flag = one.flag ? "following" : "liking";
          await postFollow(
            table,
            { ...pair(one.who), flag, actorOnly: one.actorOnly, started: undefined },
            NOW,
          );
          if (one.flag) follows.add(one.who);
        } else if (one.kind === "unfollow") {
          await postUnfollow(table, { ...pair(one.who), flag: "following" }, NOW);
          follows.delete(one.who);
        } else if (one.kind === "delete") {
          await deleteEntity(table, star, NOW);
          follows.clear();
        } else {
          records = [...records, ...(await read())];
          await count(records.filter((_record, index) => Math.abs(Math.sin(one.salt + index)) < one.share));
        }
      }
      await count([...records, ...(await read())]);
      await count(await read());
      expect((await getEntity(table, star))?.followers ?? 0).toBe(follows.size);
      for (let index = 0; index < FANS; index++) {
        const following = (await getEntity(table, fan(index)))?.following ?? 0;
        // What a deleted star leaves is removed later: until then its followers' own counts hold it.
        if (!steps.some(({ kind }) => kind === "delete")) expect(following).toBe(follows.has(index) ? 1 : 0);
      }
    }),
    { numRuns: amount(5, 40) },
  );
});
