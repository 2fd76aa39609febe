import { setTimeout as sleep } from "node:timers/promises";
import { startDynamoDB } from "../../local/dynamodb.ts";
import { startService } from "../../local/service.ts";
import { type Api, apiAs } from "./api.ts";
import { timedDelivery } from "./delivery.ts";
import { figures, progress, repeatedly } from "./figures.ts";
import { watchHeadWrites } from "./head-writes.ts";
import { type Liked, bellSays, like, likeAll, membersOf, overview } from "./likes.ts";
import { seedFollowers } from "./seed.ts";

const FEW = 10;
/** Milliseconds between posts of somebody else, each after the last has been delivered. */
const SMALL_POST_EVERY = 200;
const QUIET = 5000;

interface Rush {
  readonly likes: number;
  /** From the first request to the last answer, and from then until all of it was where it belongs. */
  readonly sendingSeconds: number;
  readonly catchingUpSeconds: number;
  /** Milliseconds until a post of somebody else was in ten feeds. */
  readonly others: Figures;
}

type Figures = ReturnType<typeof figures>;

interface BellReport {
  readonly othersAlone: Figures;
  /** The same likes with `notify: false`, and then as they are. */
  readonly withoutBell: Rush;
  readonly withBell: Rush;
  readonly groups: number;
  readonly unseen: number;
  readonly actionsCount: number;
  readonly actorsCount: number;
  readonly differentMembers: number;
  readonly headWrites: number;
  readonly likesInAWrite: number;
  readonly headWritesRefused: number;
}

export async function benchBell(likes: number): Promise<BellReport> {
  const database = await startDynamoDB();
  const heads = await watchHeadWrites(database.endpoint);
  const service = await startService({ port: 0, dynamodbEndpoint: heads.endpoint, onStep: progress });
  try {
    const { table, url } = service;
    await seedFollowers(table, "somebody", FEW, () => undefined);
    const deliver = () => timedDelivery(table, url, "somebody", FEW);
    const [sender, owner] = [await apiAs(url), await apiAs(url, "owner")];
    await like(sender, 0, 1, { photo: "warm-up" });
    const others = watch(deliver);
    await sleep(QUIET);
    const othersAlone = await others();
    await bellSays(owner, 1, "warm-up");

    // What is posted later than all of them is delivered later, too.
    const withoutBell = await rush(
      sender,
      likes,
      { photo: "unheard", notify: false },
      { deliver, done: deliver },
    );
    Object.assign(heads.counts, { written: 0, refused: 0 });
    const done = (sent: number) => bellSays(owner, sent, "photo");
    const withBell = await rush(sender, likes, { photo: "photo" }, { deliver, done });
    const { written, refused } = heads.counts;
    const group = await bellSays(owner, withBell.likes, "photo");
    const { counts, groups } = await overview(owner);
    return {
      ...{ othersAlone, withoutBell, withBell },
      ...{ groups: groups - 1, unseen: counts.unseen - 1 },
      ...{ actionsCount: group.actions_count, actorsCount: group.actors_count },
      differentMembers: await membersOf(owner, group.id),
      headWrites: written,
      likesInAWrite: Math.round((10 * withBell.likes) / written) / 10,
      headWritesRefused: refused,
    };
  } finally {
    await service.stop();
    await heads.stop();
    await database.stop();
  }
}

function watch(deliver: () => Promise<number>): () => Promise<Figures> {
  const ending = new AbortController();
  const times = repeatedly(SMALL_POST_EVERY, deliver, ending.signal);
  return async () => {
    ending.abort();
    return figures(await times);
  };
}

async function rush(
  sender: Api,
  likes: number,
  liked: Liked,
  { deliver, done }: { deliver(): Promise<number>; done(sent: number): Promise<unknown> },
): Promise<Rush> {
  const others = watch(deliver);
  const began = performance.now();
  const sent = await likeAll(sender, likes, liked);
  const answered = performance.now();
  await done(sent);
  const seconds = (from: number, to: number) => Math.round((to - from) / 100) / 10;
  const [sendingSeconds, catchingUpSeconds] = [
    seconds(began, answered),
    seconds(answered, performance.now()),
  ];
  return { likes: sent, sendingSeconds, catchingUpSeconds, others: await others() };
}
