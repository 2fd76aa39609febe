import { afterAll, beforeAll, expect, test } from "vitest";
import { type LocalService, startService } from "../../lib/local/service.ts";
import type { Sighting } from "../../lib/worker/canary.ts";

/** What the canary misses when the mapping whose id begins so is switched off. */
const MISSED: Readonly<Record<string, readonly string[]>> = {
  EntityJobs: ["entity-jobs"],
  FanOut: ["fan-out"],
  FeedMaintainerMaintainFeedsConsumer: ["maintain-feeds replays"],
  FeedMaintainerMaintainFeedsStream: ["feed", "stream"],
  EventPublisherPublishEventsConsumer: ["publish-events replays"],
  EventPublisherPublishEventsStream: ["bus"],
};

let service: LocalService;
const canary = (within: number) => service.invoke("canary", { within }) as Promise<Sighting>;

beforeAll(async () => {
  service = await startService({ port: 0, harsh: true, onStep: () => undefined });
  expect(await canary(60)).toMatchObject({ ok: true });
}, 120_000);
afterAll(() => service.stop());

test(
  "the canary sees every mapping that is switched off, and that it is on again",
  { timeout: 180_000 },
  async () => {
    const seen: Record<string, readonly string[]> = {};
    for (const mapping of service.mappings) {
      const name = Object.keys(MISSED).find((prefix) => mapping.id.startsWith(prefix)) ?? mapping.id;
      mapping.isOn = false;
      // Others have answered within a second; a slow machine needs more.
      let missing: readonly string[] = [];
      for (const within of [3, 10, 40]) {
        ({ missing } = await canary(within));
        if (missing.length === MISSED[name]?.length) break;
      }
      seen[name] = missing;
      mapping.isOn = true;
    }
    expect(seen).toEqual(MISSED);
    expect(await canary(60)).toMatchObject({ ok: true, missing: [] });
  },
);
