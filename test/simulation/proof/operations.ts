import { type StoredAction, newAction, patched } from "../../../lib/domain/action.ts";
import { ANY_FLAG } from "../../../lib/domain/follow.ts";
import type { EntityRef } from "../../../lib/domain/entity.ts";
import { deleteAction, getLiveAction, updateAction } from "../../../lib/store/actions/actions.ts";
import { pullJob } from "../../../lib/store/jobs/pull.ts";
import { deleteEntity } from "../../../lib/store/entities/delete-entity.ts";
import { spreadEntity } from "../../../lib/store/entities/spread-entity.ts";
import { postAction } from "../../../lib/store/actions/post-action.ts";
import { postFollow, postUnfollow } from "../../../lib/store/graph/post-follow.ts";
import { beginPull, push } from "../../../lib/store/feeds/pull-switch.ts";
import type { Table } from "../../../lib/table/table.ts";
import { SETTLED, nap, settleAll } from "./naps.ts";
import { noteWork } from "./note-operations.ts";
import type { Doings } from "./doings.ts";
import { type Op, type Step, VERBS } from "./programs.ts";
import { stepsOfNoteRace } from "./note-races.ts";
import { plainPost, stepsOfCrowd, stepsOfDouble, stepsOfHotRace, stepsOfRace } from "./races.ts";
import { readPages, timestampOf } from "./read.ts";
import type { Send } from "./queue.ts";
import type { World } from "./world.ts";

const CALLER = "user:somebody";
/** In which most actions have reached feeds. */
const A_MOMENT = 500;
const GLANCE = { own: "false", size: 2, pages: 1, back: false } as const;
/** More than a row holds. */
const LARGE = { text: "x".repeat(900) };
const text = ({ model_type, id }: EntityRef): string => `${model_type}:${id}`;

/** Starts what an operation asks for; a nap passes by itself. */
export async function begin(world: World, doings: Doings, op: Op): Promise<void> {
  if (op.kind === "nap") return nap(world, op.length);
  if (op.kind === "settle") return settleAll(world);
  if (op.kind === "poison") return world.consumer.poison();
  if (op.kind === "outage") return world.breakFor(op.hours);
  if (op.kind === "race") return beginAll(world, doings, stepsOfRace(op));
  if (op.kind === "hot race") return beginAll(world, doings, stepsOfHotRace(op));
  if (op.kind === "crowd") return beginAll(world, doings, stepsOfCrowd(op));
  if (op.kind === "double") return beginAll(world, doings, stepsOfDouble(op));
  if (op.kind === "note race") return beginAll(world, doings, stepsOfNoteRace(op));
  const { work } = prepare(world, doings, op);
  world.spawn(op.kind, work);
}

/** Starts operations one after another, each after its wait. */
export async function beginAll(world: World, doings: Doings, steps: readonly Step[]): Promise<void> {
  for (const { op, wait } of steps) {
    await world.scheduler.advance(wait);
    await begin(world, doings, op);
  }
}

function prepare(
  world: World,
  doings: Doings,
  op: Exclude<
    Op,
    { kind: "nap" | "settle" | "race" | "hot race" | "crowd" | "double" | "note race" | "poison" | "outage" }
  >,
) {
  const person = world.person;
  switch (op.kind) {
    case "post":
      return { work: posting(world, doings, op) };
    case "follow": {
      const { flag, actorOnly, sendAction } = op;
      const wish = {
        callerKey: CALLER,
        follower: person(op.who),
        followed: person(op.whom),
        started: undefined,
      };
      return looking(world, op, (table, now) =>
        postFollow(table, { ...wish, flag, actorOnly, sendAction }, now),
      );
    }
    case "unfollow": {
      const { flag, sendAction } = op;
      const wish = {
        callerKey: CALLER,
        follower: person(op.who),
        followed: person(op.whom),
        flag,
        sendAction,
      };
      return looking(world, op, (table, now) => postUnfollow(table, wish, now));
    }
    case "patch":
      return { work: patching(world, doings, op) };
    case "delete":
      doings.threatened.add(doings.ids.at(op.which) ?? "");
      return { work: changing(doings, op.which, (table, action, now) => deleteAction(table, action, now)) };
    case "delete entity":
      return { work: deleting(world, doings, op) };
    case "spread":
      return { work: (table: Table) => spreadEntity(table, person(op.who), op.keys) };
    case "celebrity":
      return { work: switching(person(op.who), op.pull) };
    case "read":
      return {
        work: async (table: Table, now: () => number) => {
          await readPages(table, { ...op, owner: person(op.who) }, now);
          if (!op.returns) return;
          await world.scheduler.sleep(SETTLED);
          await readPages(table, { ...op, owner: person(op.who) }, now);
        },
      };
    default:
      return { work: noteWork(world, doings, op) };
  }
}

function posting(world: World, doings: Doings, op: Extract<Op, { kind: "post" }>) {
  const id = (op.again === undefined ? undefined : doings.ids.at(op.again)) ?? `a${doings.ids.length}`;
  doings.ids.push(id);
  doings.notify.set(id, (doings.notify.get(id) ?? new Set()).add(undefined));
  const reference = (index: number | undefined) =>
    index === undefined ? undefined : text(world.person(index));
  const timestamp = op.second === undefined ? undefined : timestampOf(op.second);
  const [target, action_object] = [reference(op.target), reference(op.object)];
  const input = newAction.parse({
    id,
    verb: VERBS.find((verb) => verb === op.verb),
    target,
    action_object,
    public: op.isPublic,
    timestamp,
    data: op.isLarge ? LARGE : undefined,
  });
  return async (table: Table, now: () => number) => {
    if (!doings.began.has(id)) doings.began.set(id, world.scheduler.time);
    const { action } = await postAction(
      table,
      { callerKey: CALLER, actor: world.person(op.who), input },
      now(),
    );
    doings.acknowledged.set(id, action);
    if (op.reader === undefined) return;
    await world.scheduler.sleep(A_MOMENT);
    await readPages(table, { ...GLANCE, owner: world.person(op.reader), flag: ANY_FLAG }, now);
  };
}

/** A change of what somebody follows, after which they may look into that feed. */
const looking = (
  world: World,
  { who, flag, looks }: Extract<Op, { kind: "follow" | "unfollow" }>,
  change: (table: Table, now: number) => Promise<void>,
) => ({
  work: async (table: Table, now: () => number) => {
    await change(table, now());
    if (looks) await readPages(table, { ...GLANCE, owner: world.person(who), flag }, now);
  },
});

/** What is stored after the answer stays: others act upon whom they deleted. */
function deleting(world: World, doings: Doings, op: Extract<Op, { kind: "delete entity" }>) {
  const entity = world.person(op.who);
  return async (table: Table, now: () => number) => {
    const call = { who: text(entity), began: world.scheduler.time, ended: Infinity, done: false };
    doings.deletions.push(call);
    await deleteEntity(table, entity, now());
    Object.assign(call, { ended: world.scheduler.time, done: true });
    for (let more = 1; more <= op.then; more++)
      world.spawn("post", posting(world, doings, plainPost(op.who + more, op.who)));
  };
}

type Change = (table: Table, action: StoredAction, now: number) => Promise<unknown>;

function changing(doings: Doings, which: number, change: Change) {
  const id = doings.ids.at(which);
  return async (table: Table, now: () => number) => {
    const action = id === undefined ? undefined : await getLiveAction(table, id);
    if (action !== undefined) await change(table, action, now());
  };
}

function patching(world: World, doings: Doings, op: Extract<Op, { kind: "patch" }>) {
  const change = (time: number) =>
    changing(doings, op.which, (table, action, now) => {
      const patch = {
        public: time % 2 === 0 ? op.isPublic : !(op.isPublic ?? false),
        description: op.text === undefined ? undefined : `text ${op.text} ${time}`,
        data: op.isLarge === undefined ? undefined : op.isLarge ? LARGE : null,
      };
      return updateAction(table, action, patched(action.body, patch, now));
    });
  const changes = Array.from({ length: 1 + op.more }, (_, time) => change(time));
  return async (table: Table, now: () => number) => {
    for (const [time, one] of changes.entries()) {
      if (time > 0) await world.scheduler.sleep(op.every);
      await one(table, now);
    }
  };
}

const switching =
  (entity: EntityRef, pull: boolean) => async (table: Table, now: () => number, send: Send) => {
    const switchId = pull ? await beginPull(table, entity) : undefined;
    if (switchId !== undefined) await send({ kind: "job", job: pullJob(table, entity, switchId) });
    if (!pull) await push(table, entity, now());
  };
