import { marshall } from "@aws-sdk/util-dynamodb";
import { beforeAll, expect, test } from "vitest";
import { entryId } from "../../../lib/domain/action.ts";
import { type EntityRef, entityKey } from "../../../lib/domain/entity.ts";
import { ROLES } from "../../../lib/domain/incarnation.ts";
import { updateAction } from "../../../lib/store/actions/actions.ts";
import { deleteEntity } from "../../../lib/store/entities/delete-entity.ts";
import { getStored } from "../../../lib/store/entities/entities.ts";
import { putEntity, putEntityIf } from "../../../lib/store/entities/put-entity.ts";
import { spreadEntity } from "../../../lib/store/entities/spread-entity.ts";
import { endPull, push } from "../../../lib/store/feeds/pull-switch.ts";
import type { JobMessage } from "../../../lib/store/jobs/jobs.ts";
import { purge } from "../../../lib/store/jobs/purge.ts";
import { spreads } from "../../../lib/store/projections/spreads.ts";
import { activity, activityFor } from "../../../lib/store/streams/streams.ts";
import { actionPartition, entityItemKey } from "../../../lib/table/keys.ts";
import { Memory } from "../../../lib/table/memory.ts";
import { batchGet } from "../../../lib/table/batch.ts";
import { query } from "../../../lib/table/query.ts";
import type { Table } from "../../../lib/table/table.ts";
import { INDEXES } from "../../../lib/contract/table.ts";
import { NOW, at, collect, follows, idsOf, post, user, walk } from "./world.ts";

const repository = (id: string): EntityRef => ({ model_type: "repository", id });

/** Entities that are spread over keys. */
export function spreadPatterns(open: () => Promise<Table>): void {
  let time = NOW;
  let table: Table;
  /** A running function, which remembers, in a world whose clock moves where somebody waits. */
  const instance = (): Table => ({ ...table, memory: new Memory() });
  beforeAll(async () => {
    const opened = await open();
    const sleep = (milliseconds: number) => Promise.resolve(void (time += milliseconds));
    table = { ...opened, nondeterminism: { ...opened.nondeterminism, clock: () => time, sleep } };
  });

  const onKey = (entity: EntityRef, key: number) =>
    query(table, actionPartition("public", entity, key), { index: INDEXES.target });

  test("S10, E11: an entity is spread over more keys at any time, and no reader loses anything", async () => {
    const hot = repository("e11");
    expect(await spreadEntity(table, hot, 3)).toBe(false);
    const target = "repository:e11";
    for (let second = 0; second < 4; second++)
      await post(table, user("a"), `E11-${second}`, { target, timestamp: at(second) });
    expect(await spreadEntity(table, hot, 3)).toBe(true);
    expect(await spreadEntity(table, hot, 2)).toBe(true);
    expect(await getStored(table, hot)).toMatchObject({ keys: 3 });
    const later = instance();
    for (let second = 4; second < 14; second++) {
      const object = { action_object: target, timestamp: at(second) };
      await post(later, user("a"), `E11-${second}`, second % 2 === 0 ? { ...object, target } : object);
    }
    expect(await Promise.all([0, 1, 2].map(async (key) => (await onKey(hot, key)).length > 0))).toEqual([
      true,
      true,
      true,
    ]);
    const all = Array.from({ length: 14 }, (_, second) => `E11-${13 - second}`);
    for (const reader of [later, instance()]) {
      expect(await idsOf(activity(reader, hot, ROLES, walk()))).toEqual(all);
      expect(await idsOf(activity(reader, hot, ROLES, walk("newer")))).toEqual(all.toReversed());
      const range = { low: at(3), high: at(9) };
      expect(await idsOf(activity(reader, hot, ROLES, walk("older", range)))).toEqual(all.slice(5, 11));
    }
  });

  test("S3, A5: a private action keeps its key", async () => {
    const hot = repository("a5");
    const first = await post(table, user("b"), "A5-0", { target: "repository:a5" });
    await spreadEntity(table, hot, 8);
    const action = await post(instance(), user("b"), "A5-2", { target: "repository:a5" });
    const { target: key = 0 } = action.spread ?? {};
    expect(key).toBeGreaterThan(0);
    const hidden = await updateAction(table, action, { ...action.body, public: false });
    expect(await idsOf(activity(instance(), hot, ["target"], walk()))).toEqual([entryId(first)]);
    const visibilities = ["public", "private"] as const;
    const roles = ["target"] as const;
    expect(await idsOf(activityFor(instance(), hot, { roles, visibilities }, walk()))).toEqual([
      "A5-2",
      "A5-0",
    ]);
    if (hidden !== undefined) await updateAction(table, hidden, action.body);
    expect((await onKey(hot, key)).map(({ pk }) => pk)).toEqual(["ACTION#A5-2"]);
  });

  test("E10, E3: posts remember who is spread for a second, and show every name that was answered", async () => {
    const hot = repository("e10");
    await putEntity(table, hot, { name: "One" });
    await spreadEntity(table, hot, 4);
    let reads = 0;
    const send = (command: { input: { RequestItems?: Record<string, { Keys?: { pk: string }[] }> } }) => {
      const { Keys = [] } = Object.values(command.input.RequestItems ?? {})[0] ?? {};
      if (Keys.some(({ pk }) => pk === entityItemKey(hot).pk)) reads++;
      return table.client.send(command as never) as Promise<object>;
    };
    const one = { ...instance(), client: { send: send as never } };
    let posts = 0;
    const shown = async () => {
      const { body } = await post(one, user("c"), `E10-${posts++}`, { target: "repository:e10" });
      return body.target;
    };
    for (let times = 0; times < 4; times++) expect(await shown()).toMatchObject({ name: "One" });
    // The first post raises a bound.
    expect(reads).toBe(2);
    const other = instance();
    await putEntity(other, hot, { name: "Two" });
    expect(await shown()).toMatchObject({ name: "Two" });
    await putEntityIf(other, hot, { name: "Three" }, () => undefined);
    expect(await shown()).toMatchObject({ name: "Three" });
    const target = { model_type: "repository", id: "e10", name: "Four" };
    await post(other, user("d"), "E10-named", { target });
    expect(await shown()).toMatchObject({ name: "Four" });
    // A repetition waits as well: the first may have been cut off.
    const cutOff = { ...other, nondeterminism: { ...other.nondeterminism, sleep: () => Promise.resolve() } };
    const again = { target: { ...target, name: "Five" } };
    for (const sender of [cutOff, instance()]) await post(sender, user("d"), "E10-again", again);
    expect(await shown()).toMatchObject({ name: "Five" });
    // A conflict with what was remembered is seen, and what was stored meanwhile counts as later.
    await putEntity(cutOff, hot, { name: "Six", slug: "six" });
    await post(one, user("d"), "E10-last", { target: { ...target, name: "Seven" } });
    expect((await getStored(table, hot)).attributes).toEqual({ name: "Six", slug: "six" });
  });

  test("E6, E7: what is stored after a deletion's answer stays, and of what came before nothing", async () => {
    const hot = repository("e6");
    await post(table, user("e"), "E6-0", { target: "repository:e6" });
    await spreadEntity(table, hot, 4);
    const [one, other] = [instance(), instance()];
    for (let index = 1; index < 9; index++)
      await post(one, user("e"), `E6-${index}`, { target: "repository:e6" });
    const before = time;
    await deleteEntity(other, hot, time);
    expect(time - before).toBeGreaterThanOrEqual(table.limits.spreadRemembered);
    await post(one, user("e"), "E6-after", { target: "repository:e6" });
    expect(await idsOf(activity(instance(), hot, ["target"], walk()))).toEqual(["E6-after"]);
    expect(await getStored(table, hot)).toMatchObject({ keys: 4, incarnation: 1 });
    const removal = { entity: hot, incarnation: 1, deadline: Infinity, now: () => time };
    expect(await purge(instance(), { ...removal, onProgress: () => undefined })).toBeUndefined();
    const left = await Promise.all([0, 1, 2, 3].map((key) => onKey(hot, key)));
    expect(left.flat().map(({ pk }) => pk)).toEqual(["ACTION#E6-after"]);
  });

  test("W1, W2: who is spread is pulled from then on, their deletion included", async () => {
    const star = user("w-spread");
    await follows(table, user("fan"), star);
    await post(table, star, "W-0");
    await spreadEntity(table, star, 2);
    const [item] = await batchGet(table, [entityItemKey(star)], true);
    const jobs: JobMessage[] = [];
    const ports = {
      ...{ table, now: time, clock: () => time, celebrityFollowers: 100 },
      delegate: () => Promise.resolve(),
      enqueueJobs: (some: readonly JobMessage[]) => Promise.resolve(void jobs.push(...some)),
    };
    const image = { NewImage: marshall(item) };
    // A repeated record sends the same job again, which is done once.
    for (const images of [[image], [image]]) await spreads.handle(images, ports);
    const [job] = jobs as Extract<JobMessage, { job: "pull" }>[];
    expect(jobs.map(({ entity, turn }) => [entityKey(entity), turn?.chain])).toEqual([
      ["user#w-spread", `pull#${job?.switchId}`],
      ["user#w-spread", `pull#${job?.switchId}`],
    ]);
    await endPull(table, { entity: star, switchId: job?.switchId ?? "" });
    await spreads.handle([image], ports);
    expect(jobs).toHaveLength(2);
    expect(await push(table, star, NOW)).toBe(false);
    await deleteEntity(table, star, time);
    expect(await getStored(table, star)).toMatchObject({ mode: "pull", keys: 2 });
    expect(await collect(activity(instance(), star, ["actor"], walk()))).toEqual([]);
  });
}
