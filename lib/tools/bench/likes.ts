import { setTimeout as sleep } from "node:timers/promises";
import { eachAtMost } from "../../domain/merge.ts";
import type { Api } from "./api.ts";
import { progress } from "./figures.ts";

const BATCH = 100;
const AT_ONCE = 2;
const MINUTE = 60_000;
const LOOK_EVERY = 250;
const STUCK = 120_000;

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

export interface Liked {
  readonly photo: string;
  readonly notify?: false;
}

/** So many likes of a photo in one request, by people who are different each. */
export const like = (sender: Api, from: number, count: number, { photo, ...liked }: Liked) =>
  sender.call("POST", "/actions/batch", {
    actions: Array.from({ length: count }, (_like, index) => ({
      ...{ actor: `user:fan-${from + index}`, verb: "liked" },
      ...{ target: `photo:${photo}`, to: ["user:owner"], ...liked },
    })),
  });

export async function likeAll(sender: Api, likes: number, liked: Liked): Promise<number> {
  const ends = performance.now() + MINUTE;
  let sent = 0;
  const starts = Array.from({ length: Math.ceil(likes / BATCH) }, (_batch, index) => index * BATCH);
  await eachAtMost(AT_ONCE, starts, async (from) => {
    if (performance.now() > ends) return;
    const count = Math.min(BATCH, likes - from);
    await like(sender, from, count, liked);
    sent += count;
    progress(`${sent} of ${likes} likes sent`);
  });
  return sent;
}

export async function bellSays(owner: Api, likes: number, photo: string): Promise<Group> {
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

export async function overview(owner: Api) {
  const counts = (await owner.call("GET", "/notifications/counts")) as { unseen: number };
  const { results } = (await owner.call("GET", "/notifications?limit=100")) as Page<Group>;
  return { counts, groups: results.length };
}

export async function membersOf(owner: Api, group: string): Promise<number> {
  const ids = new Set<string>();
  for (let next: string | null = `/notifications/${group}/actions?limit=100`; next !== null;) {
    const page = (await owner.call("GET", next.replace(owner.url, ""))) as Page<{ id: string }>;
    for (const { id } of page.results) ids.add(id);
    next = page.next;
  }
  return ids.size;
}
