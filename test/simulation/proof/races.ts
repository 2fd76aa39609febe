import { FLAGS, type Op, type Step } from "./programs.ts";

type Race = Extract<Op, { kind: "race" }>;

/** Somebody does something, to somebody. */
export const plainPost = (who: number, target?: number): Extract<Op, { kind: "post" }> => ({
  ...{ kind: "post", who, target, verb: "pushed", isPublic: true, isLarge: false },
  ...{ object: undefined, second: undefined, again: undefined, reader: undefined },
});

/** Functions remember who is spread, who is then deleted, and acted upon as soon as that is answered. */
export function stepsOfHotRace({ who, by, apart, early }: Extract<Op, { kind: "hot race" }>): Step[] {
  const posts = Array.from({ length: 4 }, () => ({ wait: apart, op: plainPost(by, who) }));
  const deletes: Step = { wait: 0, op: { kind: "delete entity", who, then: 4 } };
  return [
    { wait: 0, op: plainPost(who) },
    { wait: 200, op: { kind: "spread", who, keys: 3 } },
    ...(early ? [deletes] : [{ wait: 0, op: { kind: "nap", length: "settle" } } as const]),
    ...posts,
    ...(early ? [] : [deletes]),
  ];
}

/** A post that reaches several feeds in chunks is deleted or hidden meanwhile. Likes make nobody a celebrity. */
export function stepsOfDouble({ who, actorOnly, apart, hides }: Extract<Op, { kind: "double" }>): Step[] {
  const follow = { kind: "follow", whom: who, flag: "liking", actorOnly, sendAction: false } as const;
  const hide = { kind: "patch", which: -1, isPublic: false, text: undefined, isLarge: undefined } as const;
  return [
    ...([0, 1, 2, 3] as const).map((fan): Step => ({ wait: 5, op: { ...follow, who: fan, looks: true } })),
    { wait: 1000, op: { kind: "settle" } },
    { wait: 1000, op: plainPost(who) },
    { wait: apart, op: hides ? { ...hide, more: 0, every: 20 } : { kind: "delete", which: -1 } },
  ];
}

/** From then on feeds have only what is pushed, and miss what a switch forgets to tell them of. */
export function stepsOfCrowd({ who, actorOnly, then, apart }: Extract<Op, { kind: "crowd" }>): Step[] {
  const follows = ([0, 1, 2, 3] as const).flatMap((fan) =>
    FLAGS.map((flag): Step => {
      const follow = { kind: "follow", who: fan, whom: who, flag, actorOnly } as const;
      return { wait: 5, op: { ...follow, sendAction: false, looks: true } };
    }),
  );
  const changes: Op =
    then === "pull" ? { kind: "celebrity", who, pull: true } : { kind: "delete entity", who, then: 0 };
  return [
    ...follows,
    { wait: 1000, op: { kind: "settle" } },
    { wait: 1000, op: changes },
    { wait: apart, op: plainPost(who) },
  ];
}

/** What random steps seldom bring together, as steps. */
export function stepsOfRace({ who, whom, flag, actorOnly, apart, change }: Race): Step[] {
  const posts = plainPost(whom);
  const read = {
    kind: "read",
    who,
    flag,
    own: "false",
    size: 2,
    pages: 1,
    back: false,
    returns: false,
  } as const;
  const reads: Op = { ...read, since: undefined, until: undefined };
  if (change === "unfollow") {
    // Between a fan-out's looks somebody unfollows and builds.
    const unfollows: Op = { kind: "unfollow", who, whom, flag, sendAction: false, looks: true };
    return [
      { wait: 0, op: posts },
      { wait: apart, op: unfollows },
    ];
  }
  const follows: Extract<Op, { kind: "follow" }> = {
    kind: "follow",
    who,
    whom,
    flag,
    actorOnly,
    sendAction: false,
    looks: true,
  };
  if (change === "switch") {
    // Somebody who is becoming a celebrity is unfollowed between the looks at their followers and at their
    // feeds.
    return [
      { wait: 0, op: follows },
      { wait: 3000, op: { kind: "celebrity", who: whom, pull: true } },
      { wait: apart, op: { kind: "unfollow", who, whom, flag, sendAction: false, looks: true } },
      { wait: 0, op: posts },
    ];
  }
  if (change === "sleep") {
    // Some clocks say that a feed is asleep, others that it is not.
    return [
      { wait: 0, op: follows },
      { wait: 1000, op: { kind: "nap", length: "almost asleep" } },
      { wait: apart, op: { ...posts, reader: who } },
    ];
  }
  if (change === "wake") {
    // What falls asleep when it has settled for good is built anew, or it lacks what was posted meanwhile.
    return [
      { wait: 0, op: follows },
      { wait: 1000, op: { kind: "settle" } },
      { wait: 1000, op: { kind: "nap", length: "past sleep" } },
      { wait: 0, op: posts },
      { wait: 3000, op: reads },
    ];
  }
  if (change === "fold") {
    const other = whom === 0 ? 1 : 0;
    // While a settle pass gives rows to what has joined, that becomes a celebrity, or something else joins.
    const meanwhile: Op = actorOnly
      ? { kind: "celebrity", who: whom, pull: true }
      : { ...follows, whom: other, looks: false };
    return [
      { wait: 0, op: { ...reads } },
      { wait: 1000, op: follows },
      { wait: 1000, op: { kind: "settle" } },
      { wait: apart, op: meanwhile },
      { wait: 3000, op: posts },
      { wait: 0, op: { ...posts, who: other } },
    ];
  }
  if (change === "return") {
    const other = whom === 0 ? 1 : 0;
    // A celebrity is pushed again when what they have just done stands in no index yet, and gets rows.
    return [
      { wait: 0, op: posts },
      { wait: 0, op: { ...follows, whom: other } },
      { wait: 1000, op: { kind: "celebrity", who: whom, pull: true } },
      { wait: 3000, op: { ...follows, looks: false } },
      { wait: 1000, op: { kind: "nap", length: "day" } },
      { wait: 0, op: posts },
      { wait: apart, op: { kind: "celebrity", who: whom, pull: false } },
      { wait: apart, op: reads },
    ];
  }
  if (change === "builders") {
    // Several begin the same build, and a follow ends before the last of them has.
    return [
      { wait: 0, op: posts },
      { wait: 20_000, op: { ...follows, looks: false } },
      { wait: 1000, op: reads },
      { wait: 0, op: reads },
      { wait: 0, op: reads },
      { wait: apart, op: { kind: "unfollow", who, whom, flag, sendAction: false, looks: false } },
    ];
  }
  // A build meets an action that an index shows as it was, and that is taken back meanwhile.
  const patch = { kind: "patch", which: -1, isLarge: undefined, more: 0, every: 20 } as const;
  return [
    { wait: 0, op: posts },
    { wait: 12_000, op: { ...patch, isPublic: undefined, text: 1 } },
    { wait: 30, op: follows },
    { wait: 0, op: reads },
    { wait: apart, op: { ...patch, isPublic: false, text: 2 } },
  ];
}
