import { describe, expect, test } from "vitest";
import type { FeedState } from "../../../lib/domain/feed.ts";
import type { StoredFollow } from "../../../lib/domain/follow.ts";
import { type FollowRequest, type Pair, planFollow, planRefused } from "../../../lib/domain/plans/follow.ts";
import { ownAction } from "../../../lib/domain/plans/own-action.ts";

const ann = { model_type: "user", id: "ann" };
const crython = { model_type: "repository", id: "crython" };
const edge = { follower: ann, followed: crython, flag: "watching" };
const started = "2026-01-01T00:00:00.000Z";

const current: StoredFollow = {
  ...{ ...edge, started, actorOnly: true, nonce: "old", followerIncarnation: 1, followedIncarnation: 0 },
};
const incarnations = new Map([["user#ann", 1]]);
const state = (more: Partial<FeedState>): FeedState => ({
  ...{ generation: 1, phase: "built", horizon: "", begunAt: 0, lastRead: 0, lastPullAt: 0, openSince: 0 },
  asleepAfter: 0,
  rowLife: 0,
  joined: [],
  joinedAt: 0,
  ...{ incarnation: 1, pulledEntities: [], mutes: false, seen: "", follows: 0 },
  ...more,
});

const NOTHING: Pair = { stored: undefined, follow: undefined, incarnations };
const plan = ({
  pair = NOTHING,
  feed,
  ...more
}: Partial<FollowRequest> & { pair?: Pair; feed?: FeedState } = {}) => {
  const request = { ...edge, actorOnly: undefined, started, action: () => undefined, ...more };
  return planFollow(request, pair, feed, () => "new");
};
const following: Pair = { stored: current, follow: current, incarnations };

describe("a follow", () => {
  test("that is there already changes nothing", () => {
    expect(plan({ pair: following })).toEqual({ kind: "nothing" });
    expect(plan({ pair: following, actorOnly: true })).toEqual({ kind: "nothing" });
  });

  test("with another actor_only changes that alone, and is told apart from the one before", () => {
    const changed = { ...current, actorOnly: false, nonce: "new" };
    expect(plan({ pair: following, actorOnly: false })).toEqual({ kind: "change", current, changed });
  });

  test("that is new is for what the followed does, unless it says otherwise", () => {
    const follow = { ...current, nonce: "new" };
    expect(plan()).toMatchObject({ kind: "start", follow, remains: undefined, change: 1 });
    expect(plan({ actorOnly: false })).toMatchObject({ follow: { actorOnly: false } });
  });

  test("belongs to the incarnations that were read", () => {
    const pair = { ...NOTHING, incarnations: new Map([["repository#crython", 3]]) };
    expect(plan({ pair })).toMatchObject({ follow: { followerIncarnation: 0, followedIncarnation: 3 } });
  });

  test("in place of what is left of the followed's earlier incarnation is counted already", () => {
    expect(plan({ pair: { ...NOTHING, stored: current } })).toMatchObject({
      ...{ kind: "start", remains: current, change: 0, registers: false },
    });
  });

  test("in place of what is left of the follower's own earlier incarnation is not", () => {
    const remains = { ...current, followerIncarnation: 0 };
    expect(plan({ pair: { ...NOTHING, stored: remains } })).toMatchObject({ remains, change: 1 });
  });

  test.each<[string, string, FeedState | undefined, boolean, boolean]>([
    ["has no state", "watching", undefined, false, true],
    ["is of an earlier incarnation", "watching", state({ incarnation: 0, follows: 3 }), false, true],
    ["is empty", "watching", state({ follows: 0 }), false, true],
    ["is in use", "watching", state({ follows: 1 }), true, false],
    ["is the default one", "following", undefined, false, false],
  ])("whose feed %s registers its flag or not", (_what, flag, feed, isUsed, registers) => {
    expect(plan({ flag, ...(feed && { feed }) })).toMatchObject({ isUsed, registers });
  });

  test("posts its action, of the same incarnations", () => {
    const body = { actor: ann, verb: "started watching", public: true };
    const made = plan({
      action: (known) => ownAction("x", "t", { body, time: started, incarnations: known }),
    });
    expect(made).toMatchObject({ action: { incarnations: { actor: 1 }, body } });
    expect(plan()).toMatchObject({ action: undefined });
  });
});

describe("a feed's state that did not take a follow", () => {
  const refused = (feed: FeedState | undefined, flag = "watching") =>
    planRefused({ ...current, flag }, feed, { follows: 2 });

  test("is looked at again where it is not there, or ahead of the follower that was read", () => {
    expect([refused(undefined), refused(state({ incarnation: 2 }))]).toEqual(["look again", "look again"]);
  });

  test("is brought into the follower's incarnation where it is behind", () => {
    expect(refused(state({ incarnation: 0, follows: 2 }))).toBe("reset");
  });

  test("is full at its limit", () => {
    expect(() => refused(state({ follows: 2 }))).toThrow(
      expect.objectContaining({ code: "conflict", message: expect.stringContaining("2 entities") as string }),
    );
  });

  test("needs room for the default flag where that is not in use", () => {
    expect(refused(state({ follows: 0 }), "following")).toBe("make room");
    expect(refused(state({ follows: 0 }))).toBe("look again");
    expect(refused(state({ follows: 1 }), "following")).toBe("look again");
  });
});
