import { createHash } from "node:crypto";

export interface Workload {
  readonly users: number;
  readonly repositories: number;
  readonly follows: readonly (readonly [number, number])[];
}

export interface Post {
  readonly serial: number;
  readonly actor: number;
  readonly repository: number;
  /** Those posted at once share a rank: which of them comes first is for the peer to say. */
  readonly rank: number;
}

export const STAR = 1;
export const PAGE = 25;
const STAR_SHARE = 0.75;
/** As long as the mean of the sample of real events, with the serial number. */
export const FILLER = "x".repeat(225);
const USERS_TO_A_REPOSITORY = 4;

export const descriptionOf = ({ serial }: Post): string => `${serial} ${FILLER}`;

export const serialIn = (description: string): number => Number.parseInt(description, 10);

export function randomFrom(seed: number): () => number {
  let drawn = 0;
  return () => createHash("sha256").update(`${seed}:${drawn++}`).digest().readUInt32BE() / 2 ** 32;
}

/** Three quarters follow the star; everybody follows some others, by a power law. */
export function workloadOf(users: number, meanFollows: number, random: () => number): Workload {
  const follows: [number, number][] = [];
  const fans = Math.min(users - 1, Math.round(STAR_SHARE * users));
  const others = Math.min(users - 2, Math.max(1, Math.round(meanFollows - STAR_SHARE)));
  for (let follower = 1; follower <= users; follower++) {
    if (follower > users - fans) follows.push([follower, STAR]);
    const followed = new Set<number>();
    while (followed.size < others) {
      const one = 2 + powerLaw(users - 1, random);
      if (one !== follower) followed.add(one);
    }
    follows.push(...[...followed].map((one): [number, number] => [follower, one]));
  }
  return { users, repositories: Math.ceil(users / USERS_TO_A_REPOSITORY), follows };
}

/** A number from 0 to below `count`; each is drawn about half as often as the one at half of it. */
const powerLaw = (count: number, random: () => number): number => Math.floor((count + 1) ** random()) - 1;

export class Posts {
  readonly #workload: Workload;
  readonly #random: () => number;
  readonly #all: Post[] = [];
  #rank = 0;

  constructor(workload: Workload, random: () => number) {
    this.#workload = workload;
    this.#random = random;
  }

  next(count: number, atOnce: boolean, actor?: number): Post[] {
    const { users, repositories } = this.#workload;
    this.#rank++;
    const made = Array.from({ length: count }, () => ({
      serial: this.#all.length + 1,
      actor: actor ?? this.#any(users),
      repository: this.#any(repositories),
      rank: atOnce ? this.#rank : this.#rank++,
    })).map((post, index) => ({ ...post, serial: post.serial + index }));
    this.#all.push(...made);
    return made;
  }

  feedOf(user: number): Post[] {
    const followed = new Set(
      this.#workload.follows.filter(([follower]) => follower === user).map(([, one]) => one),
    );
    return this.#all.filter(({ actor }) => followed.has(actor)).reverse();
  }

  #any(count: number): number {
    return 1 + Math.floor(this.#random() * count);
  }
}

/** Whether a page shows the newest of a feed, each once, in their order as far as it is known. */
export function isRight(page: readonly number[], feed: readonly Post[]): boolean {
  const rankOf = new Map(feed.map(({ serial, rank }) => [serial, rank]));
  const newest = feed.slice(0, PAGE);
  return (
    page.length === newest.length &&
    new Set(page).size === page.length &&
    page.every((serial, index) => rankOf.get(serial) === newest[index]?.rank)
  );
}
