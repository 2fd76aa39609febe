import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { newAction, type StoredAction } from "../../lib/domain/action.ts";
import type { EntityRef } from "../../lib/domain/entity.ts";
import type { StoredFollow } from "../../lib/domain/follow.ts";
import type { Direction } from "../../lib/domain/position.ts";
import { deleteAction } from "../../lib/store/actions/actions.ts";
import { deliver } from "../../lib/store/feeds/deliver.ts";
import { openFeed } from "../../lib/store/feeds/feeds.ts";
import { postAction } from "../../lib/store/actions/post-action.ts";
import { postFollow, postUnfollow } from "../../lib/store/graph/post-follow.ts";
import type { Table } from "../../lib/table/table.ts";
import { feedOf, shown } from "../simulation/proof/oracle.ts";
import { amount } from "../support/amount.ts";
import { quietTable } from "../support/fresh-table.ts";

/**
 * Random programs of posts, follows, unfollows, deletes, late and repeated deliveries and reads, against the
 * contract's definition of a feed, recomputed by brute force.
 */
const PEOPLE = 3;
/** Small audiences are served in place. */
const noDelegate = () => Promise.reject(new Error("nothing is large here"));
const FLAGS = ["following", "liking"];

const who = fc.nat(PEOPLE - 1);
const flag = fc.constantFrom(...FLAGS);
const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant("post" as const),
      who,
      target: fc.option(who),
      public: fc.boolean(),
      second: fc.nat(3),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("follow" as const),
      who,
      other: who,
      flag,
      actorOnly: fc.option(fc.boolean(), { nil: undefined }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("unfollow" as const),
      who,
      other: who,
      flag: fc.constantFrom(...FLAGS, "*"),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("delete" as const), which: fc.nat(20) }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant("deliver" as const), which: fc.nat(20), keep: fc.boolean() }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("read" as const),
      who,
      flag,
      later: fc.constantFrom(0, 3000, 70_000),
    }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

let table: Table;
let run = 0;
beforeAll(async () => ({ table } = await quietTable()));

class World {
  readonly name = `w${run++}`;
  now = Date.parse("2026-01-01T00:00:00Z");
  readonly live = new Map<string, StoredAction>();
  readonly follows = new Map<string, StoredFollow>();
  pending: StoredAction[] = [];

  user = (index: number): EntityRef => ({ model_type: "user", id: `${this.name}-${index}` });

  async do(one: Step): Promise<void> {
    this.now += 10;
    switch (one.kind) {
      case "post":
        return this.post(one);
      case "follow": {
        const edge = { follower: this.user(one.who), followed: this.user(one.other), flag: one.flag };
        const rest = { callerKey: "t", actorOnly: one.actorOnly, started: undefined, sendAction: false };
        await postFollow(table, { ...edge, ...rest }, this.now);
        const key = JSON.stringify(edge);
        this.follows.set(key, {
          ...{ ...edge, started: "", nonce: "", followerIncarnation: 0, followedIncarnation: 0 },
          actorOnly: one.actorOnly ?? this.follows.get(key)?.actorOnly ?? true,
        });
        return;
      }
      case "unfollow": {
        const edge = { follower: this.user(one.who), followed: this.user(one.other) };
        await postUnfollow(table, { ...edge, callerKey: "t", flag: one.flag, sendAction: false }, this.now);
        for (const each of one.flag === "*" ? FLAGS : [one.flag])
          this.follows.delete(JSON.stringify({ ...edge, flag: each }));
        return;
      }
      case "delete": {
        const action = [...this.live.values()][one.which];
        if (action === undefined) return;
        await deleteAction(table, action, this.now);
        this.live.delete(action.position);
        this.pending.push(action);
        return;
      }
      case "deliver": {
        const action = this.pending[one.which % Math.max(1, this.pending.length)];
        if (action === undefined) return;
        if (!one.keep) this.pending = this.pending.filter((other) => other !== action);
        await deliver(table, action, noDelegate, this.now);
        return;
      }
      case "read":
        this.now += one.later;
        await this.feed(this.user(one.who), one.flag, "older");
    }
  }

  async post(one: Extract<Step, { kind: "post" }>): Promise<void> {
    const actor = this.user(one.who);
    const target = one.target === null ? undefined : `user:${this.user(one.target).id}`;
    const timestamp = `2025-01-01T00:00:0${one.second}Z`;
    const input = newAction.parse({ verb: "v", target, public: one.public, timestamp });
    const { action } = await postAction(table, { callerKey: "t", actor, input }, this.now);
    this.live.set(action.position, action);
    this.pending.push(action);
  }

  async feed(owner: EntityRef, name: string, direction: Direction): Promise<string[]> {
    const { entries } = await openFeed(
      table,
      { owner, flag: name, own: false, walk: { range: {}, direction, chunk: 3 } },
      this.now,
    );
    const found: string[] = [];
    for await (const entry of entries) found.push(shown(entry));
    return found;
  }

  expected(owner: EntityRef, name: string): string[] {
    const truth = {
      actions: [...this.live.values()],
      follows: [...this.follows.values()],
      incarnations: new Map(),
      mutes: [],
    };
    return feedOf(truth, { owner, flag: name, own: "false" });
  }
}

test("converges to the definition, whatever happens in whatever order", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      const world = new World();
      for (const one of steps) await world.do(one);
      for (const action of world.pending.splice(0).reverse())
        await deliver(table, action, noDelegate, world.now);
      for (let index = 0; index < PEOPLE; index++) {
        for (const name of [...FLAGS, "*"]) {
          const expected = world.expected(world.user(index), name);
          expect(await world.feed(world.user(index), name, "older")).toEqual(expected);
          expect((await world.feed(world.user(index), name, "newer")).reverse()).toEqual(expected);
        }
      }
    }),
    { numRuns: amount(5, 40) },
  );
});
