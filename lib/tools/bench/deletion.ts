import { setTimeout as sleep } from "node:timers/promises";
import { eachAtMost } from "../../domain/merge.ts";
import { getEntities } from "../../store/entities/entities.ts";
import { followerEdges } from "../../store/graph/edges.ts";
import { startService } from "../../local/service.ts";
import { type Api, apiAs } from "./api.ts";
import { figures, progress, repeatedly } from "./figures.ts";

const BATCH = 100;
const STAR = { model_type: "user", id: "star" };

interface DeletionReport {
  readonly followers: number;
  readonly actions: number;
  /** From the answer 202 until the last follow and action is removed. */
  readonly removedSeconds: number;
  readonly endedSeconds: number;
  readonly readWhileDeleting: ReturnType<typeof figures>;
  readonly postWhileDeleting: ReturnType<typeof figures>;
}

export async function benchDeletion(followers: number, actions: number): Promise<DeletionReport> {
  const service = await startService({ port: 0, onStep: progress });
  try {
    const api = await apiAs(service.url);
    // Actions first: actions of an entity with followers would each be fanned out.
    await fill(
      actions,
      "actions",
      (some) => api.call("POST", "/actions/batch", { actions: some }),
      (index) => ({
        actor: `user:${STAR.id}`,
        verb: "pushed",
        target: `repository:${index % 50}`,
      }),
    );
    await delivered(api, actions);
    await fill(
      followers,
      "follows",
      (some) => api.call("POST", "/follows/batch", { follows: some }),
      (index) => ({
        user: `user:fan-${index}`,
        follow_object: `user:${STAR.id}`,
        send_action: false,
      }),
    );
    await counted(api, followers);
    const { table } = service;
    const ending = new AbortController();
    await api.call("DELETE", `/users/${STAR.id}`);
    const began = Date.now();
    const [reader, writer] = [await apiAs(service.url, "fan-1"), await apiAs(service.url, "somebody")];
    const reads = repeatedly(50, () => reader.call("GET", "/feed"), ending.signal);
    const posts = repeatedly(
      100,
      () => writer.call("POST", "/actions", { verb: "pushed", target: "repository:elsewhere" }),
      ending.signal,
    );
    let removedSeconds = 0;
    for (;;) {
      await sleep(1000);
      const seconds = (Date.now() - began) / 1000;
      const left = (await followerEdges(table, { entity: STAR, edges: "actor" }, {}, 1)).length;
      const listed = (await api.call("GET", "/repositories/1/activity?role=target&limit=100")) as {
        results: { actor: { id: string } }[];
      };
      const shown = listed.results.filter(({ actor }) => actor.id === STAR.id).length;
      if (left + shown === 0 && removedSeconds === 0) removedSeconds = seconds;
      progress(
        `${seconds.toFixed(0)} s: ${left > 0 ? "removing follows" : shown > 0 ? "removing actions" : "looking a second time"}`,
      );
      const stored = (await getEntities(table, [STAR], true)).get("user#star");
      if (stored?.deleting === false) break;
    }
    ending.abort();
    const endedSeconds = (Date.now() - began) / 1000;
    return {
      ...{ followers, actions, removedSeconds, endedSeconds },
      readWhileDeleting: figures(await reads),
      postWhileDeleting: figures(await posts),
    };
  } finally {
    await service.stop();
  }
}

async function fill(
  count: number,
  what: string,
  send: (some: unknown[]) => Promise<unknown>,
  make: (index: number) => unknown,
) {
  const batches = Array.from({ length: Math.ceil(count / BATCH) }, (_batch, index) => index);
  let done = 0;
  await eachAtMost(4, batches, async (batch) => {
    const size = Math.min(BATCH, count - batch * BATCH);
    await send(Array.from({ length: size }, (_item, index) => make(batch * BATCH + index)));
    done += size;
    progress(`${done} of ${count} ${what}`);
  });
}

async function delivered(api: Api, actions: number): Promise<void> {
  for (let seen = 0; seen < actions; await sleep(1000)) {
    seen = 0;
    for (let next: string | null = "/actions?limit=100"; next !== null;) {
      const page = (await api.call("GET", next.replace(api.url, ""))) as {
        next: string | null;
        results: unknown[];
      };
      seen += page.results.length;
      next = page.next;
    }
    progress(`${seen} of ${actions} actions delivered`);
  }
}

async function counted(api: Api, followers: number): Promise<void> {
  for (;;) {
    const { followers_count: count } = (await api.call("GET", `/users/${STAR.id}`)) as {
      followers_count: number;
    };
    progress(`${count} of ${followers} follows counted`);
    if (count === followers) return;
    await sleep(1000);
  }
}
