import { ThrottlingException } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import { beforeAll, expect, test } from "vitest";
import { type StoredAction, entryId } from "../../../lib/domain/action.ts";
import type { EntityRef } from "../../../lib/domain/entity.ts";
import { DEFAULT_FLAG } from "../../../lib/domain/follow.ts";
import { SECOND, toTimestamp } from "../../../lib/domain/time.ts";
import { getStored } from "../../../lib/store/entities/entities.ts";
import { isHot } from "../../../lib/store/feeds/hot.ts";
import { endPull } from "../../../lib/store/feeds/pull-switch.ts";
import type { JobMessage } from "../../../lib/store/jobs/jobs.ts";
import { deliveries } from "../../../lib/store/projections/deliveries.ts";
import { followCounts } from "../../../lib/store/projections/follow-counts.ts";
import type { ProjectionPorts } from "../../../lib/store/projections/projection.ts";
import { batchGet } from "../../../lib/table/batch.ts";
import { actionKey, followerKey } from "../../../lib/table/keys.ts";
import type { Table } from "../../../lib/table/table.ts";
import { between } from "../proof/plants/between.ts";
import { NOW, feedOf, follows, post, user } from "./world.ts";

/** With two followers, three posts in a minute. */
const LIMITS = { hotFrom: 0.1, hotLook: 1 };

/** Entities with many followers and many posts. */
export function hotPatterns(open: () => Promise<Table>): void {
  let table: Table;
  beforeAll(async () => {
    const opened = await open();
    table = { ...opened, limits: { ...opened.limits, ...LIMITS } };
  });

  const jobs: JobMessage[] = [];
  const portsOf = (own: Table, now: number): ProjectionPorts => ({
    ...{ table: own, now, clock: () => now, celebrityFollowers: 100 },
    delegate: () => Promise.reject(new Error("too large")),
    enqueueJobs: (some) => Promise.resolve(void jobs.push(...some)),
  });
  const modeOf = async (id: string) => (await getStored(table, user(id))).mode;

  async function counted(follower: string, followed: EntityRef, now = NOW): Promise<void> {
    await follows(table, user(follower), followed, { actorOnly: false });
    const key = followerKey({ follower: user(follower), followed, flag: DEFAULT_FLAG }, "all");
    const [edge] = await batchGet(table, [key], true);
    await followCounts.handle([{ NewImage: marshall(edge) }], portsOf(table, now));
  }

  async function handled(action: StoredAction, own = table): Promise<number> {
    const [item] = await batchGet(table, [actionKey(entryId(action))], true);
    const NewImage = marshall(item, { removeUndefinedValues: true });
    return deliveries.handle([{ NewImage }], portsOf(own, NOW));
  }
  const posted = (actor: string, id: string, ago: number, more: object = {}) =>
    post(table, user(actor), id, { timestamp: toTimestamp(NOW - ago * SECOND), ...more });

  test("W5, S11: an entity is pulled where its posts in any role, times its followers, are too many a second", async () => {
    await posted("w5", "w5-1", 61);
    for (const fan of ["w5-a", "w5-b"]) await counted(fan, user("w5"));
    for (const [id, ago] of [
      ["w5-2", 59],
      ["w5-3", 30],
    ] as const)
      await handled(await posted("w5", id, ago));
    expect([await modeOf("w5"), jobs.length]).toEqual(["push", 0]);
    const third = await posted("w5-other", "w5-4", 0, { target: "user:w5" });
    await handled(third);
    await handled(third);
    const { mode, switchId } = await getStored(table, user("w5"));
    // A repeated record sends the same job again, which is done once.
    const job = { job: "pull", entity: user("w5"), switchId };
    expect([mode, jobs]).toEqual(["switching", [job, job].map((one) => expect.objectContaining(one))]);
  });

  test("W2, W5: it is pushed again when somebody follows it and its posts have become few", async () => {
    const { switchId = "" } = await getStored(table, user("w5"));
    await endPull(table, { entity: user("w5"), switchId });
    await counted("w5-c", user("w5"));
    expect(await modeOf("w5")).toBe("pull");
    await counted("w5-d", user("w5"), NOW + 120 * SECOND);
    expect(await modeOf("w5")).toBe("push");
  });

  test("W5: few actions look; one that finds the store busy is delivered all the same", async () => {
    await counted("w6-a", user("w6"));
    await feedOf(table, user("w6-a"));
    let looks = 0;
    const busy = between(table, (command, send) => {
      if (command.input.IndexName === undefined) return send(command);
      looks++;
      return Promise.reject(new ThrottlingException({ message: "busy", $metadata: {} }));
    });
    expect([await handled(await posted("w6", "w6-1", 0), busy), looks]).toEqual([1, 3]);
    const seldom = { ...busy, limits: { ...busy.limits, hotLook: 100 } };
    for (const id of ["w6-2", "w6-3", "w6-4"]) await handled(await posted("w6", id, 0), seldom);
    expect(looks).toBe(3);
  });

  test("W5: an entity without followers is not looked at", async () => {
    await posted("w7", "w7-1", 0);
    const unread = between(table, () => Promise.reject(new Error("read")));
    expect(await isHot(unread, { entity: user("w7"), followers: 0 }, 0.1, NOW)).toBe(false);
  });
}
