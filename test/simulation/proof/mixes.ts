import type { Op } from "./programs.ts";

/** How often each kind of operation comes, against the others. */
export type Mix = Readonly<Record<Op["kind"], number>>;

const USUAL: Mix = {
  post: 5,
  follow: 3,
  unfollow: 2,
  patch: 1,
  delete: 1,
  "delete entity": 0,
  spread: 0,
  "hot race": 0,
  celebrity: 0,
  read: 5,
  nap: 1,
  settle: 1,
  race: 0,
  crowd: 0,
  double: 0,
  poison: 0,
  outage: 0,
  tell: 0,
  address: 0,
  notes: 0,
  dismiss: 0,
  mute: 0,
  unmute: 0,
  "note race": 0,
  "mark feed": 0,
};

/** What happens to one recipient. */
const TOLD: Partial<Mix> = {
  ...{ post: 0, follow: 0, unfollow: 0, read: 0, nap: 0, settle: 0, patch: 2, delete: 2 },
  ...{ tell: 12, address: 1, notes: 3, dismiss: 1, mute: 1, unmute: 1 },
};

const mixOf = (mix: Partial<Mix>): Mix => ({ ...USUAL, ...mix });

/** Streams of which some are old when feeds are built. */
const BOUNDED = mixOf({ post: 8, follow: 4, read: 6, nap: 4, settle: 3, "delete entity": 1 });

/** What a plant names to be found soon. */
export const FOCUSED = {
  bounded: BOUNDED,
  mutedFeeds: mixOf({ post: 6, nap: 0, mute: 4, unmute: 3, "mark feed": 5 }),
  read: mixOf({ ...TOLD, notes: 6, nap: 2 }),
  marked: mixOf({ ...TOLD, tell: 10, notes: 14 }),
  met: mixOf({ post: 0, follow: 0, unfollow: 0, read: 0, tell: 1, notes: 1, "note race": 12 }),
  gone: mixOf({ ...TOLD, delete: 6, patch: 6, dismiss: 4 }),
  muted: mixOf({ ...TOLD, notes: 8, mute: 5, unmute: 4, patch: 1, dismiss: 0 }),
  moved: mixOf({ ...TOLD, address: 5, "delete entity": 2, follow: 1, nap: 1, poison: 1, outage: 1 }),
  listed: mixOf({ post: 8, follow: 0, unfollow: 0, read: 0, settle: 0, patch: 6, delete: 6, nap: 2 }),
  spread: mixOf({ spread: 3, follow: 5, nap: 3, celebrity: 1, patch: 2, "delete entity": 2, "hot race": 2 }),
  forgotten: mixOf({ post: 2, follow: 1, unfollow: 0, read: 0, nap: 0, settle: 0, "hot race": 1 }),
  hidden: mixOf({ post: 2, follow: 0, unfollow: 2, nap: 0, settle: 0, delete: 0, race: 12 }),
  slept: mixOf({ post: 8, follow: 3, unfollow: 0, read: 5, nap: 6, settle: 3 }),
  joined: mixOf({ post: 6, follow: 8, unfollow: 1, celebrity: 3, read: 6, nap: 3, settle: 3, race: 4 }),
  pulled: mixOf({ post: 6, follow: 4, celebrity: 6, read: 8, patch: 3, delete: 3 }),
  hot: mixOf({ post: 14, follow: 6, unfollow: 1, read: 6, nap: 1, settle: 2 }),
  doubled: mixOf({ post: 1, follow: 1, unfollow: 0, read: 1, nap: 0, settle: 0, delete: 0, double: 6 }),
  cut: mixOf({ follow: 4, celebrity: 2, crowd: 3 }),
  erased: mixOf({ ...TOLD, "delete entity": 4, nap: 3, outage: 2, poison: 1, delete: 0, dismiss: 0 }),
} as const;

/** Errors that one mix never finds another finds soon. Each names what it does otherwise than usual. */
export const MIXES: readonly Mix[] = [
  ...[
    { post: 6, follow: 4, patch: 4, delete: 2, "delete entity": 1, celebrity: 1, read: 6 },
    { post: 4, follow: 6, unfollow: 5, "delete entity": 1, read: 6, nap: 2, race: 1, poison: 1 },
    { post: 4, patch: 8, delete: 3, nap: 0, settle: 0, race: 4 },
    { unfollow: 1, patch: 2, celebrity: 5, settle: 3 },
    { post: 4, follow: 4, unfollow: 1, "delete entity": 4, spread: 1, celebrity: 1, read: 4, outage: 1 },
    { follow: 2, unfollow: 1, patch: 3, celebrity: 1, read: 7, nap: 6, settle: 2, race: 1, poison: 1 },
    { unfollow: 0, read: 7, nap: 4, settle: 3, race: 2 },
    { post: 8, follow: 5, patch: 4, delete: 6, nap: 0, settle: 0, race: 4, poison: 1, outage: 1 },
  ].map(mixOf),
  ...Object.values(FOCUSED),
];
