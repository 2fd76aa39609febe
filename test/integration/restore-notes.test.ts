import { DeleteCommand, UpdateCommand, type UpdateCommandInput } from "@aws-sdk/lib-dynamodb";
import { beforeAll, expect, test } from "vitest";
import { SECOND } from "../../lib/domain/time.ts";
import { type StoredAction, entryId } from "../../lib/domain/action.ts";
import { deleteAction } from "../../lib/store/actions/actions.ts";
import { beginIncarnation, deleteEntity } from "../../lib/store/entities/delete-entity.ts";
import { NOTHING, getStored } from "../../lib/store/entities/entities.ts";
import { muteItem } from "../../lib/store/mutes/mute-item.ts";
import { getMuteList, inForce, muteHash, muteListItem } from "../../lib/store/mutes/mute-list.ts";
import { deleteMute, putMute } from "../../lib/store/mutes/mutes.ts";
import { parseHead } from "../../lib/store/notifications/heads.ts";
import { getGroup, members } from "../../lib/store/notifications/members.ts";
import { eraseNotes, getNoteState } from "../../lib/store/notifications/state.ts";
import { reconcileTold, toldOfAction } from "../../lib/store/notifications/told.ts";
import { NOTHING as NO_MARK, countsOf, markGroups } from "../../lib/store/notifications/counts.ts";
import { type Place, START, restorePage } from "../../lib/store/restore/restore.ts";
import { batchWrite } from "../../lib/table/batch.ts";
import { keyOfItem, muteKey, noteHeadKey, noteHeads, notePartition, toKey } from "../../lib/table/keys.ts";
import { query } from "../../lib/table/query.ts";
import { type World, user } from "../../lib/tools/costs/world.ts";
import { freshWorld } from "../support/fresh-table.ts";

const NOW = Date.now();

let world: World;
beforeAll(async () => {
  world = await freshWorld();
});

const tell = (actor: string, to: string, more: object = {}, time = NOW): Promise<StoredAction> =>
  world.post(actor, { verb: "liked", target: "document:1", to: [`user:${to}`], ...more }, time);

/** What the functions behind the stream do about an action. */
const handle = async (action: StoredAction, time = NOW) =>
  reconcileTold(world.table, [await toldOfAction(world.table, action)], () => time);

async function told(actor: string, to: string, more: object = {}, time = NOW): Promise<StoredAction> {
  const action = await tell(actor, to, more, time);
  await handle(action, time);
  return action;
}

/** The actors in somebody's groups, by what these show, count and hold. */
async function notesOf(name: string): Promise<{ actors: string[]; counted: number; shown: number }> {
  const owner = user(name);
  await countsOf(world.table, owner, NOW);
  const items = await query(world.table, notePartition(owner), { range: noteHeads, consistent: true });
  const found = { actors: [] as string[], counted: 0, shown: 0 };
  for (const { id } of items.map(parseHead)) {
    const head = await getGroup(world.table, owner, id);
    if (head === undefined) continue;
    found.counted += head.actors;
    found.shown += head.shown === undefined ? 0 : 1;
    for await (const { actor } of members(world.table, owner, head, { range: {}, direction: "older" }))
      found.actors.push(actor.slice("user#".length));
  }
  return { ...found, actors: found.actors.toSorted() };
}
const actorsOf = async (name: string) => (await notesOf(name)).actors;

async function restore(): Promise<string[]> {
  const unfinished: string[] = [];
  for (let place: Place | undefined = START; place !== undefined;) {
    const page: Awaited<ReturnType<typeof restorePage>> = await restorePage(world.table, place, NOW);
    unfinished.push(...page.unfinished.map(({ id }) => id));
    place = page.next;
  }
  return unfinished;
}
const update = (command: UpdateCommandInput) => world.table.client.send(new UpdateCommand(command));
const remove = (Key: { pk: string; sk: string }) =>
  world.table.client.send(new DeleteCommand({ TableName: world.table.name, Key }));

test("notifications are of what is there: nothing of deleted and hidden actions, all of unhandled ones", async () => {
  const [deleted, hidden] = [await told("deleter", "ann"), await told("hider", "ann")];
  await told("keeper", "ann");
  const crowd = ["ben", "cal", "dan", "eve", "fay", "gus"].map((name) => `user:${name}`);
  const many = await told("shouter", "ben", { verb: "told", to: crowd });
  await deleteAction(world.table, deleted, NOW);
  await deleteAction(world.table, many, NOW);
  await world.hide(hidden);
  await tell("newcomer", "ann");
  await tell("crier", "ben", { verb: "told", to: crowd });
  expect(await actorsOf("ann")).toEqual(["deleter", "hider", "keeper"]);

  // Once more changes nothing.
  for (let time = 1; time <= 2; time++) {
    await restore();
    expect(await notesOf("ann")).toEqual({ actors: ["keeper", "newcomer"], counted: 2, shown: 1 });
    expect(await notesOf("gus")).toEqual({ actors: ["crier"], counted: 1, shown: 1 });
    const [list] = await query(world.table, toKey(entryId(many)).pk, { range: { low: "TO", high: "TO" } });
    expect(list).toBeUndefined();
  }
});

test("lists of mutes are what mutes say, and notifications obey them", async () => {
  for (const actor of ["lost", "stale", "good"]) await told(actor, "muter");
  const muter = user("muter");
  for (const name of ["stale", "good"])
    await putMute(world.table, { muter, muted: user(name), until: undefined }, NOW);
  expect(await actorsOf("muter")).toEqual(["lost"]);
  // The list and the state lack one mute, and have one that has ended.
  const mute = { muter, since: new Date(NOW).toISOString(), until: undefined, muterIncarnation: 0 };
  await batchWrite(
    world.table,
    [muteItem({ ...mute, muted: user("lost"), mutedIncarnation: 0 })],
    [muteKey(muter, user("stale"))],
  );
  // Nobody has told this list, and this one is of nobody.
  await batchWrite(
    world.table,
    [
      muteItem({ ...mute, muter: user("listless"), muted: user("lost"), mutedIncarnation: 0 }),
      muteListItem(user("idle"), { version: 4, incarnation: 0, muted: { [muteHash(user("lost"))]: 0 } }),
    ],
    [],
  );
  await restore();
  const listOf = async (name: string) =>
    Object.keys(inForce(await getMuteList(world.table, user(name), true), 0, NOW)).toSorted();
  const hashes = (...of: string[]) => of.map((name) => muteHash(user(name))).toSorted();
  expect(await listOf("muter")).toEqual(hashes("lost", "good"));
  expect(await listOf("listless")).toEqual(hashes("lost"));
  expect(await listOf("idle")).toEqual([]);
  expect(await actorsOf("muter")).toEqual(["stale"]);
  await deleteMute(world.table, { muter, muted: user("lost") });
  expect(await actorsOf("muter")).toEqual(["lost", "stale"]);
});

test("a deletion of which a part is missing erases notifications, and is named", async () => {
  for (const name of ["half", "other"]) await told("teller", name);
  await update(beginIncarnation(world.table, user("half"), NOTHING));
  await update(eraseNotes(world.table, user("other"), 1, NOW));
  // A mute of the next incarnation of whom it mutes no more.
  await putMute(world.table, { muter: user("fan"), muted: user("gone"), until: undefined }, NOW);
  await deleteEntity(world.table, user("gone"), NOW);
  expect(await actorsOf("half")).toEqual(["teller"]);

  expect((await restore()).toSorted()).toEqual(["gone", "half", "other"]);
  expect([await actorsOf("half"), await actorsOf("other")]).toEqual([[], []]);
  for (const name of ["half", "other"]) {
    expect((await getNoteState(world.table, user(name))).incarnation).toBe(1);
    expect((await getStored(world.table, user(name))).incarnation).toBe(1);
  }
  expect((await getMuteList(world.table, user("fan"), true)).muted).toEqual({});
  // Later ones come.
  const later = await world.post("teller", { verb: "saw", to: ["user:half"] }, NOW + 1);
  await handle(later);
  expect(await actorsOf("half")).toEqual(["teller"]);
});

test("a group whose rows and head disagree has each member once", async () => {
  const fans = Array.from({ length: 14 }, (_fan, index) => `fan-${String(index).padStart(2, "0")}`);
  for (const fan of fans) await told(fan, "star");
  for (const fan of fans.slice(0, 10)) await told(fan, "headless");
  const partition = notePartition(user("star"));
  const items = await query(world.table, partition, { consistent: true });
  const rows = (kind: string) => items.filter(({ sk }) => String(sk).startsWith(kind));
  const [byArrival, byActor] = [rows("R#"), rows("P#")];
  expect([byArrival.length, byActor.length]).toEqual([6, 6]);
  const key = (item: Record<string, unknown> | undefined) => ({ pk: partition, sk: String(item?.["sk"]) });
  // Of one member half is missing, of another the other half, and of another all; the first is that of none.
  await remove(key(byArrival[0]));
  await remove(key(byActor.at(-1)));
  const last = byArrival[3];
  await remove(key(last));
  await remove(key(byActor.find(({ id }) => id === last?.["id"])));
  const [head] = await query(world.table, notePartition(user("headless")), { range: noteHeads });
  await remove(noteHeadKey(user("headless"), parseHead(head).id));

  for (let time = 1; time <= 2; time++) {
    await restore();
    expect(await notesOf("star")).toEqual({ actors: fans, counted: 14, shown: 1 });
    expect(await notesOf("headless")).toEqual({ actors: fans.slice(0, 10), counted: 10, shown: 1 });
  }
});

test("a mark covers what arrived hidden just before, whichever of its writes is missing", async () => {
  const cases = ["nothing", "H#", "G#"].map((missing) => ({ missing, owner: user(`without-${missing}`) }));
  for (const { missing, owner } of cases) {
    await told("loud", owner.id, {}, NOW - 100 * SECOND);
    await putMute(world.table, { muter: owner, muted: user("quiet"), until: undefined }, NOW);
    await told("quiet", owner.id, {}, NOW - 5 * SECOND);
    const items = await query(world.table, notePartition(owner), { consistent: true });
    const keys = items.map(keyOfItem);
    expect(keys.filter(({ sk }) => sk.startsWith("H#"))).toHaveLength(1);
    for (const key of keys) if (key.sk.startsWith(missing)) await remove(key);
  }
  await restore();
  for (const { missing, owner } of cases) {
    const marks = { seen: "all", read: NO_MARK } as const;
    expect(await markGroups(world.table, owner, marks, NOW + SECOND), missing).toMatchObject({ unseen: 0 });
    await deleteMute(world.table, { muter: owner, muted: user("quiet") });
    const counts = await countsOf(world.table, owner, NOW + SECOND);
    expect(counts, missing).toMatchObject({ unseen: 0, unread: 1 });
    expect(await actorsOf(owner.id), missing).toEqual(["loud", "quiet"]);
  }
});
