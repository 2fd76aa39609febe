import type { EntityRef } from "../../../lib/domain/entity.ts";
import type { Random } from "../random.ts";

/** What is played, at full size. A run plays one part of `scale`: rates, people and limits of keys alike. */
export const MIX = {
  seconds: 10,
  posts: 10_000,
  reads: 20_000,
  follows: 2_000,
  people: 2_000_000,
  awake: 0.05,
  /** Of each of the people. */
  followed: 3,
  /** The part of follows that is of repositories, in every role. */
  watched: 0.3,
  /** The part of posts that is about one target. */
  onHot: 0.5,
  celebrityFollowers: 10_000,
} as const;

const ACTORS = 1_000_003;
const TARGETS = 200_003;

/** A place in the order of a Zipf distribution with exponent 1, from 1 to `count`. */
const zipf = (random: Random, count: number): number => Math.floor(count ** random.next());

const user = (id: number): EntityRef => ({ model_type: "user", id: String(id) });
const repository = (id: string): EntityRef => ({ model_type: "repository", id });

export const HOT = repository("hot");

export const person = (index: number): EntityRef => ({ model_type: "user", id: `p${index}` });

/** Who acts most is not who is followed most: both are Zipf's, in orders of their own. */
export const actorOf = (random: Random): EntityRef => user((zipf(random, ACTORS) * 48_271) % ACTORS);

export const targetOf = (random: Random): EntityRef => {
  if (random.chance(MIX.onHot)) return HOT;
  return repository(String(zipf(random, TARGETS)));
};

export interface Wish {
  readonly followed: EntityRef;
  readonly actorOnly: boolean;
}

/** Whom somebody follows. The hot repository is the one that is watched most. */
export function wishOf(random: Random): Wish {
  if (!random.chance(MIX.watched))
    return { followed: user((zipf(random, ACTORS) * 16_807) % ACTORS), actorOnly: true };
  const place = zipf(random, TARGETS);
  return { followed: place === 1 ? HOT : repository(String(place)), actorOnly: false };
}
