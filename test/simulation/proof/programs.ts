import fc from "fast-check";
import { type Mix, MIXES } from "./mixes.ts";
import { OWN } from "./read.ts";

/** Everybody in a program acts, is acted upon, follows and is followed. */
export const PEOPLE = 4;
export const FLAGS = ["following", "liking"] as const;
/** Posts share so many seconds of the past. */
export const SECONDS = 4;
export const VERBS = ["pushed", "starred"] as const;

// Some more often than others, so that what happens concerns the same few.
const who: fc.Arbitrary<number> = fc.constantFrom(0, 0, 0, 1, 1, 2, 3);
const flag = fc.constantFrom("following", "following", ...FLAGS);
const anyFlag = fc.constantFrom("following", ...FLAGS, "*");
/**
 * An action by its number: from the first on, or back from the latest, of which records are still under way.
 */
const which = fc.oneof(fc.nat(9), fc.constantFrom(-1, -1, -2, -3));
const seldom = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 7, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });
const rarely = fc.nat(5).map((number) => number === 5);

const post = fc.record({
  kind: fc.constant("post" as const),
  who,
  target: fc.option(who, { nil: undefined }),
  object: fc.option(who, { nil: undefined, freq: 1 }),
  verb: fc.constantFrom(...VERBS),
  isPublic: fc.nat(7).map((number) => number > 0),
  /** A second of the past that many share, or now. */
  second: fc.option(fc.nat(SECONDS - 1), { nil: undefined }),
  /** Whether its row is too large to hold it. */
  isLarge: rarely,
  /** The action whose id it takes, be it there or deleted; a new id where it is undefined. */
  again: seldom(which),
  /** Who looks into all their feeds a moment later. */
  reader: fc.option(who, { nil: undefined, freq: 1 }),
});
const follow = fc.record({
  kind: fc.constant("follow" as const),
  who,
  whom: who,
  flag,
  actorOnly: fc.option(fc.boolean(), { nil: undefined }),
  sendAction: fc.boolean(),
  /** Whether they look into their feed then. */
  looks: fc.boolean(),
});
const unfollow = fc.record({
  kind: fc.constant("unfollow" as const),
  who,
  whom: who,
  flag: anyFlag,
  sendAction: fc.boolean(),
  looks: fc.boolean(),
});
const patch = fc.record({
  kind: fc.constant("patch" as const),
  which,
  isPublic: fc.constantFrom(undefined, true, false),
  text: fc.option(fc.nat(9), { nil: undefined }),
  isLarge: seldom(fc.boolean()),
  /** How often it is changed to and fro after that, and after how many milliseconds each time. */
  more: fc.oneof(fc.constant(0), fc.nat(6)),
  every: fc.constantFrom(20, 100, 400),
});
const remove = fc.record({ kind: fc.constant("delete" as const), which });
const deleteEntity = fc.record({
  kind: fc.constant("delete entity" as const),
  who,
  /** How many act upon them as soon as it is answered. */
  then: fc.constantFrom<number>(0, 0, 0, 3),
});
/** Spreads somebody's actions over so many keys. */
const spread = fc.record({ kind: fc.constant("spread" as const), who, keys: fc.constantFrom(2, 3) });
/** Who is spread is deleted while others act upon them. */
const hotRace = fc.record({
  kind: fc.constant("hot race" as const),
  who,
  by: who,
  apart: fc.constantFrom(0, 30, 200, 600),
  /** Whether it is done while the keys are raised. */
  early: rarely,
});
const celebrity = fc.record({ kind: fc.constant("celebrity" as const), who, pull: fc.boolean() });
const read = fc.record({
  kind: fc.constant("read" as const),
  who,
  flag: anyFlag,
  own: fc.constantFrom("false", "false", ...OWN),
  size: fc.integer({ min: 1, max: 4 }),
  pages: fc.integer({ min: 1, max: 4 }),
  back: fc.boolean(),
  /** Seconds: only this one and later ones, only earlier ones. */
  since: seldom(fc.nat(SECONDS - 1)),
  until: seldom(fc.nat(SECONDS - 1)),
  /** Whether the reader comes back when the feed has settled. */
  returns: fc.boolean(),
});
/** Time that passes: past a settle, a day, about the moment a feed falls asleep, or far beyond it. */
const nap = fc.record({
  kind: fc.constant("nap" as const),
  length: fc.constantFrom(
    ...([
      "settle",
      "almost asleep",
      "almost asleep",
      "almost asleep at first",
      "day",
      "past sleep",
      "long",
    ] as const),
  ),
});

/** A record that cannot be handled until it is mended. */
const poison = fc.record({ kind: fc.constant("poison" as const) });
/** The functions behind stream and queues fail for so many hours. */
const outage = fc.record({ kind: fc.constant("outage" as const), hours: fc.constantFrom(1, 20) });

/** Everybody reads, and again when all feeds have settled: from then on only what is pushed is in them. */
const settle = fc.record({ kind: fc.constant("settle" as const) });

/** Things that must come together within milliseconds to do harm. */
const race = fc.record({
  kind: fc.constant("race" as const),
  who,
  whom: who,
  flag,
  actorOnly: fc.boolean(),
  apart: fc.constantFrom(5, 30, 100, 200, 300, 400, 600),
  change: fc.constantFrom(
    ...(["hide", "unfollow", "sleep", "switch", "wake", "builders", "fold", "return"] as const),
  ),
});

/** Everybody follows somebody, whose followers are then enough to be cut into ranges. */
const crowd = fc.record({
  kind: fc.constant("crowd" as const),
  who,
  actorOnly: fc.boolean(),
  then: fc.constantFrom("pull", "pull", "delete"),
  apart: fc.constantFrom(100, 3000, 120_000),
});

/** What many followers are brought is taken back while its messages are under way, perhaps twice. */
const double = fc.record({
  kind: fc.constant("double" as const),
  who,
  actorOnly: fc.boolean(),
  apart: fc.constantFrom(400, 700, 1500, 3000),
  hides: fc.boolean(),
});

const anyone = fc.subarray([0, 0, 1, 2, 3]);
/** A post that tells people: most concern the same one. */
const tell = fc.record({
  kind: fc.constant("tell" as const),
  who,
  to: anyone,
  target: fc.option(who, { nil: undefined }),
  verb: fc.constantFrom("starred", ...VERBS),
  isPublic: fc.nat(5).map((number) => number > 0),
  notify: fc.constantFrom(undefined, undefined, undefined, true, false),
  /** A second of the past, as an import has it. */
  second: seldom(fc.nat(SECONDS - 1)),
  /** Whether strangers are told, too: so many that they stand beside the action. */
  isMany: rarely,
});
/** Tells others than before. */
const address = fc.record({ kind: fc.constant("address" as const), which, to: anyone, isMany: rarely });
const notes = fc.record({
  kind: fc.constant("notes" as const),
  who,
  size: fc.integer({ min: 1, max: 3 }),
  pages: fc.integer({ min: 1, max: 3 }),
  /** What they mark then: what the page saw, one of its groups, or all there is. */
  marks: fc.constantFrom(undefined, "page" as const, "page" as const, "group" as const, "all" as const),
  field: fc.constantFrom("seen" as const, "seen" as const, "read" as const),
  /** Milliseconds between the page and what is done about it. */
  pause: fc.constantFrom(0, 30, 1000, 3000, 30_000),
});
const dismiss = fc.record({ kind: fc.constant("dismiss" as const), who, nth: fc.nat(2) });
const mute = fc.record({
  kind: fc.constant("mute" as const),
  who,
  whom: who,
  /** After which it ends; none: it is for good. */
  seconds: fc.constantFrom(undefined, undefined, 3, 40, 3600),
});
const unmute = fc.record({ kind: fc.constant("unmute" as const), who, whom: who });
/** Things that must come together to do harm to one recipient's notifications. */
const noteRace = fc.record({
  kind: fc.constant("note race" as const),
  who,
  apart: fc.constantFrom(5, 30, 60, 100, 200, 400),
  change: fc.constantFrom(...(["mute", "marks", "hidden", "hidden late", "refilled", "erased"] as const)),
  field: fc.constantFrom("seen" as const, "read" as const),
  marks: fc.constantFrom("page" as const, "all" as const),
});
/** Reads a feed and says that it was seen, or that all of it is. */
const markFeed = fc.record({
  kind: fc.constant("mark feed" as const),
  who,
  flag,
  all: fc.boolean(),
  pause: fc.constantFrom(0, 30, 3000),
});

type ValueOf<A> = A extends fc.Arbitrary<infer T> ? T : never;

const KINDS = {
  post,
  follow,
  unfollow,
  patch,
  delete: remove,
  "delete entity": deleteEntity,
  spread,
  "hot race": hotRace,
  celebrity,
  read,
  nap,
  settle,
  race,
  crowd,
  double,
  poison,
  outage,
  tell,
  address,
  notes,
  dismiss,
  mute,
  unmute,
  "note race": noteRace,
  "mark feed": markFeed,
};

export type Op = { [Kind in keyof typeof KINDS]: ValueOf<(typeof KINDS)[Kind]> }[keyof typeof KINDS];

const opsOf = (mix: Mix): fc.Arbitrary<Step[]> => {
  const choices = (Object.keys(KINDS) as (keyof typeof KINDS)[]).map((kind) => ({
    weight: mix[kind],
    arbitrary: KINDS[kind] as fc.Arbitrary<Op>,
  }));
  const step = fc.record({
    op: fc.oneof(...choices.filter(({ weight }) => weight > 0)),
    wait: fc.constantFrom(0, 0, 5, 30, 200, 3000),
  });
  return fc.array(step, { minLength: 1, maxLength: 40, size: "max" });
};

/** One thing that happens, and the virtual milliseconds before it: 0 is at the same time as the last. */
export interface Step {
  readonly op: Op;
  readonly wait: number;
}

/** What a world does: its operations, and the seed of every other choice in it. */
export interface Program {
  readonly seed: number;
  /** How much goes wrong, from 0 to 2. */
  readonly harshness: number;
  /** Few people meet often. */
  readonly people: number;
  /** Whether indexes lag by hours. */
  readonly isLagging: boolean;
  /** Whether it begins with functions that know nothing of bounds. */
  readonly isOld: boolean;
  readonly steps: readonly Step[];
}

export const programOf = (mixes: readonly Mix[]): fc.Arbitrary<Program> =>
  fc.record({
    seed: fc.noShrink(fc.integer({ min: 0, max: 0x7fffffff })),
    harshness: fc.nat(2),
    people: fc.integer({ min: 2, max: PEOPLE }),
    isLagging: rarely,
    isOld: rarely,
    steps: fc.oneof(...mixes.map(opsOf)),
  });

export const program = programOf(MIXES);
