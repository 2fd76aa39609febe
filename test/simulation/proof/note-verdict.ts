import { PREFIX } from "../../../lib/contract/table.ts";
import { type StoredAction, entryId } from "../../../lib/domain/action.ts";
import { type EntityRef, entityKey } from "../../../lib/domain/entity.ts";
import { SHOWN, firstOfEach } from "../../../lib/domain/groups.ts";
import type { Member } from "../../../lib/domain/notifications/head.ts";
import { parseRecipients } from "../../../lib/store/actions/recipients.ts";
import { countsOf } from "../../../lib/store/notifications/counts.ts";
import { History } from "./history.ts";
import type { Doings } from "./doings.ts";
import { type NoteTruth, groupKey, isNotified, isUnseen } from "./note-oracle.ts";
import { type SeenGroup, readMembers, readNotes } from "./note-read.ts";
import type { Truth } from "./oracle.ts";
import type { World } from "./world.ts";

/** What is true of notifications, besides what is of feeds. */
export function noteTruthOf(world: World, truth: Truth, doings: Doings): NoteTruth {
  const lists = world.table
    .items()
    .filter(({ pk }) => String(pk).startsWith(PREFIX.action))
    .flatMap((item) => parseRecipients(item) ?? []);
  const few = truth.actions.map((action) => [entryId(action), action.body.to ?? []] as const);
  const many = lists.filter(({ to }) => to.length > 0).map(({ id, to }) => [id, to] as const);
  return {
    ...truth,
    ...{
      doings,
      to: new Map([...few, ...many]),
      history: new History(world.table.stream.shards, world.table),
    },
    ...{ now: world.scheduler.time, retention: world.table.limits.retention },
    ...{ skew: world.skew, lag: world.lag },
  };
}

/** What of somebody's notifications is not as the definitions say, or `undefined`. */
export async function wrongNotes(world: World, truth: NoteTruth, index: number): Promise<string | undefined> {
  const owner = world.person(index);
  const size = 1 + world.random.int(3);
  const outcome = await world.spawn("verdict", async (table, now) => {
    const asked = { size, pages: Infinity };
    const { pages, counts } = await readNotes(table, owner, asked, now);
    const found: Shown[] = [];
    for (const group of pages.flat())
      found.push({ ...group, members: await readMembers(table, owner, { group: group.id, size }) });
    const unseen = await readNotes(table, owner, { ...asked, only: { isUnseen: true } }, now);
    return { pages, counts, found, unseen, badge: await countsOf(table, owner, now()) };
  }).ended;
  const name = `the notifications of ${index}`;
  if (outcome.state !== "done")
    return `${name} cannot be read: ${outcome.state === "failed" ? String(outcome.error) : ""}`;
  const { pages, counts, found, unseen, badge } = outcome.value;
  const expect = expectations(name);
  const ids = found.map(({ id }) => id);
  expect("groups", new Set(ids).size, ids.length);
  expect(
    "sizes of pages",
    [...new Set(pages.slice(0, -1).map((page) => page.length))],
    pages.length > 1 ? [size] : [],
  );
  expect(
    "order",
    ids,
    found.toSorted((a, b) => b.newest - a.newest || (a.id < b.id ? 1 : -1)).map(({ id }) => id),
  );
  const numbers = {
    unseen: found.filter(({ seen }) => !seen).length,
    unread: found.filter(({ read }) => !read).length,
    more: false,
  };
  expect("counts of the page", counts, numbers);
  expect("counts", badge, numbers);
  const onlyUnseen = found.filter(({ seen }) => !seen).map(({ id }) => id);
  expect(
    "the unseen",
    unseen.pages.flat().map(({ id }) => id),
    onlyUnseen,
  );
  compareMembers(truth, { owner, found }, expect);
  for (const group of found) compareGroup(truth, { owner, group }, expect);
  return expect.wrong;
}

interface Shown extends SeenGroup {
  readonly members: readonly Member[];
}

type Expect = ((what: string, got: unknown, wanted: unknown) => void) & { wrong: string | undefined };

/** Keeps the first that is not as wanted. */
function expectations(name: string): Expect {
  const expect: Expect = Object.assign(
    (what: string, got: unknown, wanted: unknown) => {
      const [is, should] = [JSON.stringify(got), JSON.stringify(wanted)];
      if (is !== should) expect.wrong ??= `${name}: ${what}: ${is}, not ${should}`;
    },
    { wrong: undefined },
  );
  return expect;
}

/** Every action that the definition names is a member of one group, and no other is. */
function compareMembers(
  truth: NoteTruth,
  { owner, found }: { readonly owner: EntityRef; readonly found: readonly Shown[] },
  expect: Expect,
): void {
  const shown = new Set(found.flatMap(({ members }) => members.map(({ id }) => id)));
  for (const action of truth.actions) {
    const answer = isNotified(truth, owner, action);
    const id = entryId(action);
    if (answer !== "open") expect(`whether ${id} is a member`, shown.has(id), answer === "yes");
  }
  const actions = byId(truth);
  const keys = found.map(({ members }) => {
    const mine = new Set(
      members.map(({ id }) => actions.get(id)).map((one) => (one ? groupKey(one) : "gone")),
    );
    return [...mine].join(" and ");
  });
  expect("different groups", new Set(keys).size, keys.length);
  expect(
    "groups of several kinds",
    keys.filter((key) => key.includes(" and ") || key === "gone"),
    [],
  );
}

const byId = ({ actions }: NoteTruth): Map<string, StoredAction> =>
  new Map(actions.map((action) => [entryId(action), action]));

/** A group shows what its members are. */
function compareGroup(
  truth: NoteTruth,
  { owner, group }: { readonly owner: EntityRef; readonly group: Shown },
  expect: Expect,
): void {
  const { members } = group;
  const of = (what: string) => `${what} of ${group.id}`;
  const ids = members.map(({ id }) => id);
  const actors = firstOfEach(members, ({ actor }) => actor);
  const stamps = members.map(({ at }) => at);
  const standing = ({ since, at }: Member) => since ?? at;
  expect(of("members"), new Set(ids).size, ids.length);
  expect(of("actions"), group.actions, members.length);
  expect(of("actors"), group.actors, actors.length);
  expect(
    of("actors shown"),
    group.shownActors,
    actors.slice(0, SHOWN).map(({ id }) => id),
  );
  expect(of("the latest"), group.latest, ids[0]);
  const latest = byId(truth).get(group.latest);
  expect(of("description"), group.description, latest?.body.description ?? null);
  expect(of("first and newest"), [group.first, group.newest], [Math.min(...stamps), Math.max(...stamps)]);
  expect(
    of("order"),
    ids,
    members.toSorted((a, b) => standing(b) - standing(a) || b.at - a.at).map(({ id }) => id),
  );
  for (const [field, is] of [
    ["seen", group.seen],
    ["read", group.read],
  ] as const) {
    const answer = isUnseen(truth, owner, { id: group.id, members: ids, field });
    if (answer !== "open") expect(of(`${field} by ${entityKey(owner)}`), is, answer === "no");
  }
}
