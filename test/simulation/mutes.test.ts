import fc from "fast-check";
import { expect, test } from "vitest";
import { newAction } from "../../lib/domain/action.ts";
import type { Position } from "../../lib/domain/position.ts";
import { postAction } from "../../lib/store/actions/post-action.ts";
import { deliver } from "../../lib/store/feeds/deliver.ts";
import { countNew, newestMark, raiseMark } from "../../lib/store/feeds/feed-marks.ts";
import { getState } from "../../lib/store/feeds/feed-state.ts";
import { openFeed } from "../../lib/store/feeds/feeds.ts";
import { isFollowing } from "../../lib/store/graph/pair.ts";
import { postFollow, postUnfollow } from "../../lib/store/graph/post-follow.ts";
import { deleteMute, mutesOf, putMute } from "../../lib/store/mutes/mutes.ts";
import { user } from "./patterns/world.ts";
import { Scheduler } from "./scheduler.ts";
import { SimulatedTable } from "./simulated-table.ts";

/**
 * Mutes, marks and counts while feeds begin to be used, are built, and change, all at the same time: what one
 * write has told another read must not unsay.
 */

const OWNER = user("owner");
const STARS = ["ann", "bob", "eve"].map(user);
const FLAGS = ["following", "watching", "liking"];
const HOUR = 3600_000;

const operation = fc.record({
  kind: fc.constantFrom(
    "mute",
    "mute",
    "unmute",
    "follow",
    "follow",
    "unfollow",
    "read",
    "read",
    "post",
    "mark",
    "mark",
    "post",
    "nap",
  ),
  star: fc.constantFrom(0, 0, 1, 2),
  flag: fc.constantFrom("following", ...FLAGS),
  hours: fc.option(fc.nat(2), { nil: undefined }),
  /** Whether the next begins at the same time. */
  together: fc.boolean(),
});
type Operation = typeof operation extends fc.Arbitrary<infer T> ? T : never;

class Program {
  readonly scheduler: Scheduler;
  readonly table: SimulatedTable;
  readonly posted: { readonly position: Position; readonly actor: string }[] = [];
  /** The highest marks that were answered. */
  readonly marks = new Map<string, Position>();

  constructor(seed: number) {
    this.scheduler = new Scheduler(seed, { selfDriven: true });
    this.table = new SimulatedTable(this.scheduler);
  }

  async do({ kind, star, flag, hours }: Operation, number: number): Promise<void> {
    const { table, scheduler } = this;
    const now = scheduler.now();
    const starred = STARS[star] as (typeof STARS)[number];
    const edge = { callerKey: "t", follower: OWNER, followed: starred, flag, sendAction: false };
    switch (kind) {
      case "mute": {
        const until = hours === undefined ? undefined : new Date(now + hours * HOUR + 1).toISOString();
        return void (await putMute(table, { muter: OWNER, muted: starred, until }, now));
      }
      case "unmute":
        return deleteMute(table, { muter: OWNER, muted: starred });
      case "follow":
        return void (await postFollow(table, { ...edge, actorOnly: true, started: undefined }, now));
      case "unfollow":
        return void (await postUnfollow(table, edge, now));
      case "read":
        return void (await this.read(flag));
      case "post": {
        const input = newAction.parse({ verb: "said", id: `a${number}` });
        const { action } = await postAction(table, { callerKey: "t", actor: starred, input }, now);
        this.posted.push({ position: action.position, actor: starred.id });
        return void (await deliver(
          table,
          action,
          () => Promise.reject(new Error("too large")),
          scheduler.now(),
        ));
      }
      case "mark": {
        const mark = await newestMark(table, { owner: OWNER, flag }, now);
        await raiseMark(table, { owner: OWNER, flag }, mark);
        const known = this.marks.get(flag) ?? "";
        return void this.marks.set(flag, mark.position > known ? mark.position : known);
      }
      case "nap":
        return scheduler.sleep((hours ?? 0) * HOUR + 200_000);
    }
  }

  async read(flag: string): Promise<Position[]> {
    const walk = { range: {}, direction: "older", chunk: 2 } as const;
    const opened = await openFeed(this.table, { owner: OWNER, flag, own: false, walk }, this.scheduler.now());
    const found: Position[] = [];
    for await (const { position, body } of opened.entries)
      if (opened.rule?.(body) !== false) found.push(position);
    return found;
  }

  /** By definition: of whom the owner follows and does not mute, newest first. */
  async expected(flag: string): Promise<Position[]> {
    const { table, scheduler } = this;
    const muted = new Set((await mutesOf(table, OWNER, scheduler.now())).map((mute) => mute.muted.id));
    const followed = new Set<string>();
    for (const star of STARS)
      if (await isFollowing(table, { follower: OWNER, followed: star, flag })) followed.add(star.id);
    const shown = this.posted.filter(({ actor }) => followed.has(actor) && !muted.has(actor));
    return shown
      .map(({ position }) => position)
      .toSorted()
      .toReversed();
  }
}

test("feeds, counts and marks are what the definition says, whatever happened at the same time", () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(operation, { minLength: 15, maxLength: 40, size: "max" }),
      fc.integer(),
      async (operations, seed) => {
        const program = new Program(seed);
        let running: Promise<void>[] = [];
        for (const [number, one] of operations.entries()) {
          running.push(program.do(one, number));
          if (one.together) continue;
          await Promise.all(running);
          running = [];
        }
        await Promise.all(running);
        await program.scheduler.sleep(200_000);
        for (const flag of FLAGS) {
          const wanted = await program.expected(flag);
          expect([flag, await program.read(flag)]).toEqual([flag, wanted]);
          const state = await getState(program.table, OWNER, flag, true);
          const seen = state?.seen ?? "";
          expect(seen >= (program.marks.get(flag) ?? "")).toBe(true);
          expect(
            await countNew(program.table, { feed: { owner: OWNER, flag } }, program.scheduler.now()),
          ).toEqual({
            new: wanted.filter((position) => position > seen).length,
            more: false,
          });
        }
      },
    ),
    { numRuns: 200 },
  ));
