import { setTimeout as sleep } from "node:timers/promises";
import { eachAtMost } from "../../domain/merge.ts";
import { startDynamoDB } from "../../local/dynamodb.ts";
import { startService } from "../../local/service.ts";
import { type Api, apiAs } from "./api.ts";
import { timedDelivery } from "./delivery.ts";
import { figures, progress, repeatedly } from "./figures.ts";
import { watchHeadWrites } from "./head-writes.ts";
import { seedFollowers } from "./seed.ts";

/** Somebody else's followers. */
const FEW = 10;
/** Milliseconds between posts of somebody else, each after the last has been delivered. */
const SMALL_POST_EVERY = 200;
const QUIET = 5000;
const BATCH = 100;
const AT_ONCE = 2;
/** No like is sent later than this after the first. */
const MINUTE = 60_000;
const LOOK_EVERY = 250;
/** The recipient's wait: as long nothing may change for the run to be given up. */
const STUCK = 120_000;

/** What became of many likes of one photo, whose owner is told of each, and how others fared meanwhile. */
interface BellReport {
  /** As many as were sent within a minute. */
  readonly likes: number;
  /** From the first request to the last answer, and from then to the bell that says all of it. */
  readonly sendingSeconds: number;
  readonly catchingUpSeconds: number;
  /** In the end: the owner's groups, what the group says, and its members, walked to the end. */
  readonly groups: number;
  readonly unseen: number;
  readonly actionsCount: number;
  readonly actorsCount: number;
  readonly differentMembers: number;
  /** Writes of the head that went through, and those that were to be tried again. */
  readonly headWrites: number;
  readonly likesInAWrite: number;
  readonly headWritesRefused: number;
  /** Milliseconds until a post of somebody else is in ten feeds, before the likes and meanwhile. */
  readonly smallAlone: ReturnType<typeof figures>;
  readonly smallMeanwhile: ReturnType<typeof figures>;
}

/**
 * Likes one photo as often and as fast as the local service takes it, while somebody with few followers goes
 * on posting.
 */
export async function benchBell(likes: number): Promise<BellReport> {
  const database = await startDynamoDB();
  const heads = await watchHeadWrites(database.endpoint);
  const service = await startService({ port: 0, dynamodbEndpoint: heads.endpoint, onStep: progress });
  try {
    const { table, url } = service;
    await seedFollowers(table, "somebody", FEW, () => undefined);
    const small = (ending: AbortController) =>
      repeatedly(SMALL_POST_EVERY, () => timedDelivery(table, url, "somebody", FEW), ending.signal);
    const quiet = new AbortController();
    const alone = small(quiet);
    const [sender, owner] = [await apiAs(url), await apiAs(url, "owner")];
    await Promise.all([sleep(QUIET), like(sender, 0, 1, "warm-up")]);
    quiet.abort();
    const smallAlone = figures(await alone);
    await bellSays(owner, 1, "warm-up");
    Object.assign(heads.counts, { written: 0, refused: 0 });

    const ending = new AbortController();
    const meanwhile = small(ending);
    const began = performance.now();
    const sent = await likeAll(sender, likes);
    const answered = performance.now();
    const group = await bellSays(owner, sent, "photo");
    const seconds = (from: number, to: number) => Math.round((to - from) / 100) / 10;
    const caughtUp = performance.now();
    ending.abort();
    const { counts, groups } = await overview(owner);
    return {
      likes: sent,
      sendingSeconds: seconds(began, answered),
      catchingUpSeconds: seconds(answered, caughtUp),
      // The warm-up has a group of its own.
      groups: groups - 1,
      unseen: counts.unseen - 1,
      actionsCount: group.actions_count,
      actorsCount: group.actors_count,
      differentMembers: await membersOf(owner, group.id),
      headWrites: heads.counts.written,
      likesInAWrite: Math.round((10 * sent) / heads.counts.written) / 10,
      headWritesRefused: heads.counts.refused,
      smallAlone,
      smallMeanwhile: figures(await meanwhile),
    };
  } finally {
    await service.stop();
    await heads.stop();
    await database.stop();
  }
}

interface Group {
  readonly id: string;
  readonly target: { readonly id: string };
  readonly actions_count: number;
  readonly actors_count: number;
}

interface Page<T> {
  readonly results: readonly T[];
  readonly next: string | null;
}

const like = (sender: Api, from: number, count: number, photo: string) =>
  sender.call("POST", "/actions/batch", {
    actions: Array.from({ length: count }, (_like, index) => ({
      ...{ actor: `user:fan-${from + index}`, verb: "liked" },
      ...{ target: `photo:${photo}`, to: ["user:owner"] },
    })),
  });

/** @returns how many likes were sent in a minute */
async function likeAll(sender: Api, likes: number): Promise<number> {
  const ends = performance.now() + MINUTE;
  let sent = 0;
  const starts = Array.from({ length: Math.ceil(likes / BATCH) }, (_batch, index) => index * BATCH);
  await eachAtMost(AT_ONCE, starts, async (from) => {
    if (performance.now() > ends) return;
    const count = Math.min(BATCH, likes - from);
    await like(sender, from, count, "photo");
    sent += count;
    progress(`${sent} of ${likes} likes sent`);
  });
  return sent;
}

/** Waits until the owner's newest group is about a photo and counts so many likes. */
async function bellSays(owner: Api, likes: number, photo: string): Promise<Group> {
  let [said, since] = [0, performance.now()];
  for (;;) {
    const { results } = (await owner.call("GET", "/notifications?limit=1")) as Page<Group>;
    const [group] = results;
    if (group?.target.id === photo) {
      progress(`the bell says ${group.actions_count} of ${likes}`);
      if (group.actions_count === likes) return group;
      if (group.actions_count !== said) [said, since] = [group.actions_count, performance.now()];
    }
    if (performance.now() - since > STUCK) throw new Error(`the bell says ${said} for good, not ${likes}`);
    await sleep(LOOK_EVERY);
  }
}

async function overview(owner: Api) {
  const counts = (await owner.call("GET", "/notifications/counts")) as { unseen: number };
  const { results } = (await owner.call("GET", "/notifications?limit=100")) as Page<Group>;
  return { counts, groups: results.length };
}

/** How many different actions are in a group, page by page. */
async function membersOf(owner: Api, group: string): Promise<number> {
  const ids = new Set<string>();
  for (let next: string | null = `/notifications/${group}/actions?limit=100`; next !== null;) {
    const page = (await owner.call("GET", next.replace(owner.url, ""))) as Page<{ id: string }>;
    for (const { id } of page.results) ids.add(id);
    next = page.next;
  }
  return ids.size;
}
