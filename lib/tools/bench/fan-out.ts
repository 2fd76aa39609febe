import { setTimeout as sleep } from "node:timers/promises";
import { startService } from "../../local/service.ts";
import { apiAs } from "./api.ts";
import { complete, deliveriesEvery, sampleOf, timedDelivery } from "./delivery.ts";
import { figures, progress } from "./figures.ts";
import { countRows, fansOf, seedFollowers } from "./seed.ts";

const FEW = 10;
const SMALL_POST_EVERY = 200;
const SAMPLE = 400;

interface FanOutReport {
  readonly followers: number;
  readonly seconds: number;
  readonly deliveriesPerSecond: number;
  readonly rows: number;
  /** Milliseconds from a post's answer to the last of ten rows: alone, and during the fan-out. */
  readonly smallAlone: ReturnType<typeof figures>;
  readonly smallMeanwhile: ReturnType<typeof figures>;
}

export async function benchFanOut(followers: number): Promise<FanOutReport> {
  const settings = { celebrityFollowers: 2 * Math.max(followers, 1000) };
  const service = await startService({ port: 0, settings, onStep: progress });
  try {
    const { table, url } = service;
    await seedFollowers(table, "star", followers, (done) =>
      progress(`${done} of ${followers} followers made`),
    );
    await seedFollowers(table, "somebody", FEW, () => undefined);
    const small = (ending: AbortController) =>
      deliveriesEvery(SMALL_POST_EVERY, () => timedDelivery(table, url, "somebody", FEW), ending.signal);
    const before = new AbortController();
    const alone = small(before);
    await sleep(5000);
    before.abort();
    const smallAlone = figures(await alone);

    const star = await apiAs(url, "star");
    const { id, timestamp } = (await star.call("POST", "/actions", { verb: "pushed" })) as {
      id: string;
      timestamp: string;
    };
    const began = performance.now();
    const ending = new AbortController();
    const meanwhile = small(ending);
    const fans = fansOf("star", followers);
    const sample = sampleOf(fans, SAMPLE);
    for (let seen = 0; seen < sample.length; await sleep(500)) {
      seen = await countRows(table, sample, timestamp, id);
      progress(
        `${Math.round((performance.now() - began) / 1000)} s: about ${Math.round((100 * seen) / sample.length)} % delivered`,
      );
    }
    ending.abort();
    const smallMeanwhile = figures(await meanwhile);
    const { at, rows } = await complete(() => countRows(table, fans, timestamp, id), followers);
    const seconds = Math.round((at - began) / 100) / 10;
    return {
      followers,
      seconds,
      deliveriesPerSecond: Math.round(followers / seconds),
      rows,
      smallAlone,
      smallMeanwhile,
    };
  } finally {
    await service.stop();
  }
}
