import { beforeEach, describe, expect, test } from "vitest";
import { newAction } from "../../lib/domain/action.ts";
import { SECOND } from "../../lib/domain/time.ts";
import { postAction } from "../../lib/store/actions/post-action.ts";
import { deleteEntity } from "../../lib/store/entities/delete-entity.ts";
import { purge } from "../../lib/store/jobs/purge.ts";
import { deleteMute, putMute } from "../../lib/store/mutes/mutes.ts";
import { NOTHING, countsOf, markGroups } from "../../lib/store/notifications/counts.ts";
import { reconcileTold, toldOfAction } from "../../lib/store/notifications/told.ts";
import { noteOthers, notePartition, noteStateKey } from "../../lib/table/keys.ts";
import type { Table } from "../../lib/table/table.ts";
import { user } from "./patterns/world.ts";
import { between } from "./proof/plants/between.ts";
import { Scheduler } from "./scheduler.ts";
import { SimulatedTable } from "./simulated-table.ts";

/** What arrives hidden in a group of long ago has an item of its own for marks; its owner is deleted. */

const [ANN, OLD, QUIET] = [user("ann"), user("old"), user("quiet")];
let scheduler: Scheduler;
let table: SimulatedTable;
let posts = 0;

beforeEach(() => {
  scheduler = new Scheduler(1, { selfDriven: true });
  table = new SimulatedTable(scheduler);
});

const mute = () => putMute(table, { muter: ANN, muted: QUIET, until: undefined }, scheduler.now());

async function post(actor: typeof ANN) {
  const input = newAction.parse({ verb: "liked", id: `a${posts++}`, target: "user:ann" });
  return (await postAction(table, { callerKey: "t", actor, input }, scheduler.now())).action;
}

const tell = async (action: Awaited<ReturnType<typeof post>>, by: Table = table) =>
  reconcileTold(by, [await toldOfAction(by, action)], scheduler.now);

async function hide(): Promise<void> {
  await tell(await post(OLD));
  await scheduler.sleep(90 * SECOND);
  await mute();
  await tell(await post(QUIET));
}

const erase = () => deleteEntity(table, ANN, scheduler.now());
const remove = (incarnation = 1) =>
  purge(table, {
    ...{ entity: ANN, incarnation, deadline: Infinity },
    now: scheduler.now,
    onProgress: () => undefined,
  });

const stored = (kind = "") =>
  table
    .items()
    .filter(({ pk }) => pk === notePartition(ANN))
    .map(({ sk }) => String(sk))
    .filter((sk) => sk >= noteOthers.low && sk < noteStateKey(ANN).sk && sk.startsWith(kind));

describe("an item of what arrived hidden", () => {
  test("goes with the recipient who is deleted", async () => {
    await hide();
    expect(stored("H#")).toHaveLength(1);
    await erase();
    await remove();
    expect(stored()).toEqual([]);
  });

  test("goes though a call puts it after the first look at what is left", async () => {
    await mute();
    let isErased = false;
    const slow = between(table, async (command, send) => {
      const isItem = JSON.stringify(command.input.TransactItems ?? []).includes('"H#');
      if (isItem && !isErased) {
        isErased = true;
        await erase();
        await remove();
      }
      return send(command);
    });
    await tell(await post(QUIET), slow);
    expect(isErased).toBe(true);
    expect(stored("H#")).toHaveLength(1);
    await remove();
    expect(stored("H#")).toEqual([]);
  });

  test("of the next incarnation stays, and marks find it", async () => {
    await hide();
    await erase();
    await scheduler.sleep(SECOND);
    await hide();
    await remove();
    expect(stored("H#")).toHaveLength(1);
    await scheduler.sleep(SECOND);
    await markGroups(table, ANN, { seen: "all", read: NOTHING }, scheduler.now());
    await deleteMute(table, { muter: ANN, muted: QUIET });
    expect(await countsOf(table, ANN, scheduler.now())).toMatchObject({ unseen: 0, unread: 1 });
  });
});
