import { API_TIMEOUT_SECONDS } from "../../../lib/contract/functions.ts";
import { newAction, patched } from "../../../lib/domain/action.ts";
import { type EntityRef, entityKey } from "../../../lib/domain/entity.ts";
import { patchedRecipients } from "../../../lib/domain/recipients.ts";
import { SECOND, toTimestamp } from "../../../lib/domain/time.ts";
import { getLiveAction, updateAction } from "../../../lib/store/actions/actions.ts";
import { postAction } from "../../../lib/store/actions/post-action.ts";
import { recipientsOf } from "../../../lib/store/actions/recipients.ts";
import { countNew, newestMark, raiseMark } from "../../../lib/store/feeds/feed-marks.ts";
import { openFeed } from "../../../lib/store/feeds/feeds.ts";
import { deleteMute, putMute } from "../../../lib/store/mutes/mutes.ts";
import { ALL, NOTHING, markGroups } from "../../../lib/store/notifications/counts.ts";
import { openMark } from "../../../lib/store/notifications/mark.ts";
import { dismiss } from "../../../lib/store/notifications/members.ts";
import { AGAIN, withBackoff } from "../../../lib/table/retry.ts";
import type { Table } from "../../../lib/table/table.ts";
import type { Call, Doings } from "./doings.ts";
import { readNotes } from "./note-read.ts";
import type { Op } from "./programs.ts";
import { timestampOf } from "./read.ts";
import type { World } from "./world.ts";

const CALLER = "user:somebody";
/** A call that is not answered has had its effect by then, if ever. */
const LONGEST_CALL = (API_TIMEOUT_SECONDS + 1) * SECOND;
const STRANGERS = ["user:v", "user:w", "user:x", "user:y", "user:z"];

type NoteOp = Extract<
  Op,
  { kind: "tell" | "address" | "notes" | "dismiss" | "mute" | "unmute" | "mark feed" }
>;
type Of<Kind> = Extract<Op, { kind: Kind }>;
type Work = (table: Table, now: () => number) => Promise<unknown>;

const named = ({ model_type, id }: EntityRef): string => `${model_type}:${id}`;

/** What an operation on notifications, mutes or marks does. */
export function noteWork(world: World, doings: Doings, op: NoteOp): Work {
  const person = world.person;
  switch (op.kind) {
    case "tell":
      return telling(world, doings, op);
    case "address":
      return addressing(world, doings, op);
    case "notes":
      return reading(world, doings, op);
    case "dismiss":
      return dismissing(world, doings, op);
    case "mark feed":
      return markingFeed(world, doings, op);
    case "mute":
      return (table, now) => {
        const [muter, muted] = [person(op.who), person(op.whom)];
        if (entityKey(muter) === entityKey(muted)) return Promise.resolve();
        const until = op.seconds === undefined ? undefined : toTimestamp(now() + op.seconds * SECOND);
        return putMute(table, { muter, muted, until }, now());
      };
    case "unmute":
      return (table) => deleteMute(table, { muter: person(op.who), muted: person(op.whom) });
  }
}

const toOf = (world: World, { to, isMany }: Pick<Of<"tell">, "to" | "isMany">): string[] => [
  ...to.map((index) => named(world.person(index))),
  ...(isMany ? STRANGERS : []),
];

function telling(world: World, doings: Doings, op: Of<"tell">): Work {
  const id = `a${doings.ids.length}`;
  doings.ids.push(id);
  doings.notify.set(id, new Set([op.notify]));
  const input = newAction.parse({
    ...{ id, verb: op.verb, public: op.isPublic, notify: op.notify, to: toOf(world, op) },
    target: op.target === undefined ? undefined : named(world.person(op.target)),
    timestamp: op.second === undefined ? undefined : timestampOf(op.second),
  });
  return async (table, now) => {
    const post = { callerKey: CALLER, actor: world.person(op.who), input };
    const { action } = await postAction(table, post, now());
    doings.acknowledged.set(id, action);
  };
}

function addressing(world: World, doings: Doings, op: Of<"address">): Work {
  const id = doings.ids.at(op.which);
  const to = newAction.shape.to.parse(toOf(world, op)) ?? [];
  return (table, now) =>
    withBackoff(table, async () => {
      const action = id === undefined ? undefined : await getLiveAction(table, id);
      if (action === undefined) return undefined;
      const told = patchedRecipients(await recipientsOf(table, action), to, now());
      const changed = await updateAction(table, action, patched(action.body, {}, now(), told), told);
      return changed === undefined ? AGAIN : undefined;
    });
}

/** Makes a call, and notes when it began and ended. */
async function noted<C extends object>(
  world: World,
  about: C,
  { into, call }: { readonly into: (C & Call)[]; readonly call: () => Promise<unknown> },
): Promise<void> {
  const began = world.scheduler.time;
  const one = { ...about, began, ended: began + LONGEST_CALL, done: false };
  into.push(one);
  await call();
  Object.assign(one, { ended: world.scheduler.time, done: true });
}

function reading(world: World, doings: Doings, op: Of<"notes">): Work {
  const ref = world.person(op.who);
  const owner = entityKey(ref);
  return async (table, now) => {
    const from = world.scheduler.time;
    const { pages, mark } = await readNotes(table, ref, op, now);
    const to = world.scheduler.time;
    for (const page of pages)
      if (new Set(page.map(({ id }) => id)).size < page.length)
        doings.wrongs.push(`a page shows a group twice: ${page.map(({ id }) => id).join(" ")}`);
    if (op.marks === undefined) return;
    await world.scheduler.sleep(op.pause);
    const [group] = pages[0] ?? [];
    const opened = await openMark(table, ref, mark);
    if (opened === undefined) return void doings.wrongs.push("a page's own mark is none of its reader's");
    const marking =
      op.marks === "all"
        ? ALL
        : op.marks === "page"
          ? opened
          : { until: 0, groups: group === undefined ? [] : [{ id: group.id, at: group.newest }] };
    const about = {
      ...{ owner, field: op.field, group: op.marks === "group" ? (group?.id ?? "") : undefined },
      at: group?.newest ?? 0,
      ...(op.marks === "all" ? { from: world.scheduler.time, to: undefined } : { from, to }),
    };
    const asked = { ...{ seen: NOTHING, read: NOTHING }, [op.field]: marking };
    await noted(world, about, { into: doings.marks, call: () => markGroups(table, ref, asked, now()) });
  };
}

function dismissing(world: World, doings: Doings, op: Of<"dismiss">): Work {
  const owner = world.person(op.who);
  return async (table, now) => {
    const { pages } = await readNotes(table, owner, { size: 3, pages: 1 }, now);
    const group = pages[0]?.at(op.nth)?.id;
    if (group === undefined) return;
    const about = { owner: entityKey(owner), group };
    await noted(world, about, {
      into: doings.dismissals,
      call: () => dismiss(table, owner, group, now()),
    });
  };
}

function markingFeed(world: World, doings: Doings, op: Of<"mark feed">): Work {
  const feed = { owner: world.person(op.who), flag: op.flag };
  return async (table, now) => {
    const walk = { range: {}, direction: "older", chunk: 2 } as const;
    const opened = await openFeed(table, { ...feed, own: false, walk, newest: true }, now());
    let [shown, examined] = ["", 0];
    for await (const { position, body } of opened.entries) {
      // No page looks further, and what it did not see its mark does not cover.
      if (examined++ === table.limits.examined) break;
      if (opened.rule?.(body) === false) continue;
      shown = position;
      break;
    }
    await world.scheduler.sleep(op.pause);
    const seen = { position: opened.newest, incarnation: opened.incarnation };
    const mark = op.all ? await newestMark(table, feed, now()) : seen;
    const about = {
      feed: `${op.flag} ${entityKey(feed.owner)}`,
      position: mark.position,
      shown: op.all ? "" : shown,
    };
    await noted(world, about, { into: doings.feedMarks, call: () => raiseMark(table, feed, mark) });
    await countNew(table, { feed, known: mark }, now());
  };
}
