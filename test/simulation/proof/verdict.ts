import { PREFIX } from "../../../lib/contract/table.ts";
import type { PartFilter } from "../../../lib/domain/filters.ts";
import { ANY_FLAG } from "../../../lib/domain/follow.ts";
import { isAction, parseAction } from "../../../lib/store/actions/action-item.ts";
import { parseFollow } from "../../../lib/store/graph/edges.ts";
import { parseEntity } from "../../../lib/store/entities/entities.ts";
import { isInForce } from "../../../lib/domain/mute.ts";
import { HOUR, SECOND } from "../../../lib/domain/time.ts";
import { parseMute } from "../../../lib/store/mutes/mute-item.ts";
import { countsOf } from "../../../lib/store/notifications/counts.ts";
import { noteTruthOf, wrongNotes } from "./note-verdict.ts";
import { wrongNew } from "./feed-verdict.ts";
import { entityItemKey } from "../../../lib/table/keys.ts";
import { publicStream, typeStream } from "../../../lib/store/streams/streams.ts";
import type { Table } from "../../../lib/table/table.ts";
import type { Entries } from "../../../lib/domain/merge.ts";
import type { Walk } from "../../../lib/domain/position.ts";
import type { Doings } from "./doings.ts";
import { type Truth, feedOf, followersOf, remains, shown } from "./oracle.ts";
import { FLAGS, SECONDS, VERBS } from "./programs.ts";
import { OWN, type Reading, readPages } from "./read.ts";
import type { World } from "./world.ts";

/** What is stored, looked at behind the code's back. */
function truthOf(world: World): Truth {
  const items = world.table.items();
  const under = (prefix: string) => items.filter(({ pk }) => (pk as string).startsWith(prefix));
  return {
    actions: under(PREFIX.action).filter(isAction).map(parseAction),
    follows: under(PREFIX.following).map(parseFollow),
    mutes: under(PREFIX.mute)
      .map(parseMute)
      .filter((mute) => isInForce(mute, world.scheduler.time)),
    incarnations: new Map(
      under(PREFIX.entity).map((item) => [
        (item["pk"] as string).slice(PREFIX.entity.length),
        parseEntity(item).incarnation,
      ]),
    ),
  };
}

/**
 * Lets pass the times at which clocks disagree whether a mute is in force, and has everybody's notifications
 * obey.
 */
async function mutesEnd(world: World): Promise<void> {
  const isNear = ({ mutes }: Truth) =>
    mutes.some(({ until }) => until !== undefined && Date.parse(until) < world.scheduler.time + HOUR);
  while (isNear(truthOf(world))) await world.scheduler.advance(HOUR);
  // One that has just ended has not for every clock.
  await world.scheduler.advance(10 * SECOND);
  const people = Array.from({ length: world.people }, (_, index) => world.person(index));
  await together(
    world,
    people.map((owner) => () => world.spawn("verdict", (table, now) => countsOf(table, owner, now())).ended),
  );
  await world.scheduler.advance(world.lag);
}

/** What is not as the definition says, or `undefined`. Nothing may be under way any more. */
export async function verdict(world: World, doings: Doings): Promise<string | undefined> {
  await mutesEnd(world);
  const truth = truthOf(world);
  const left = remains(truth);
  const notes = noteTruthOf(world, truth, doings);
  const [never] = [...doings.wrongs, ...notes.history.wrongs];
  if (never !== undefined) return `what must never be: ${never}`;
  if (left.length > 0) return `left of a deleted entity: ${left.join(", ")}`;
  const people = Array.from({ length: world.people }, (_, index) => index);
  const wrongs = await together(world, [
    () => Promise.resolve(lost(truth, doings)),
    ...people.map((index) => () => wrongNotes(world, notes, index)),
    ...people.flatMap((index) =>
      FLAGS.map((flag) => () => wrongNew(world, { truth, doings }, { index, flag })),
    ),
    ...people.map((index) => () => Promise.resolve(wrongCount(world, truth, index))),
    ...people.flatMap((index) =>
      [...FLAGS, ANY_FLAG].map((flag) => () => wrongFeed(world, truth, index, flag)),
    ),
    () => wrongList(world, truth, "the public stream", publicStream),
    () => wrongList(world, truth, "the stream of users", (table, walk) => typeStream(table, "user", walk)),
  ]);
  return wrongs.find((wrong) => wrong !== undefined);
}

/** Does all of it at the same time. */
async function together<T>(world: World, looks: readonly (() => Promise<T>)[]): Promise<readonly T[]> {
  let results: readonly T[] | undefined;
  void Promise.all(looks.map((look) => look())).then((all) => (results = all));
  await world.scheduler.run(() => results !== undefined);
  if (results === undefined) throw new Error("somebody waits for what never comes");
  return results;
}

function lost(truth: Truth, doings: Doings): string | undefined {
  const stored = new Set(truth.actions.map(({ position }) => position));
  for (const [id, { position, body }] of doings.acknowledged) {
    const parts = [body.actor, body.target, body.action_object].map(
      (part) => part && `${part.model_type}:${part.id}`,
    );
    const began = doings.began.get(id) ?? 0;
    const threatened =
      doings.threatened.has(id) ||
      doings.deletions.some(({ who, done, ended }) => parts.includes(who) && !(done && ended <= began));
    if (!threatened && !stored.has(position)) return `acknowledged and lost: ${id}`;
  }
  return undefined;
}

function wrongCount(world: World, truth: Truth, index: number): string | undefined {
  const person = world.person(index);
  const { pk, sk } = entityItemKey(person);
  const stored = world.table.contents.get(pk, sk);
  const [got, wanted] = [
    stored === undefined ? 0 : parseEntity(stored).followers,
    followersOf(truth, person),
  ];
  return got === wanted ? undefined : `followers of ${index}: ${got}, not ${wanted}`;
}

async function wrongFeed(
  world: World,
  truth: Truth,
  index: number,
  flag: string,
): Promise<string | undefined> {
  const { random } = world;
  const second = () => (random.chance(0.1) ? random.int(SECONDS) : undefined);
  const part = () => (random.chance(0.2) ? partOf(world) : undefined);
  const reading: Reading = {
    ...{ owner: world.person(index), flag, own: random.pick(OWN), size: 1 + random.int(4), pages: Infinity },
    ...{ back: random.chance(0.5), since: second(), until: second() },
    filters: {
      ...{ actor: part(), target: part(), action_object: part() },
      verb: random.chance(0.2) ? [random.pick(VERBS)] : undefined,
    },
  };
  const name = `the feed of ${index}, ${flag}, own ${reading.own}, ${JSON.stringify(reading.filters)}`;
  const outcome = await world.spawn("verdict", (table, now) => readPages(table, reading, now, world.spoil))
    .ended;
  if (outcome.state !== "done")
    return `${name} cannot be read: ${outcome.state === "failed" ? String(outcome.error) : ""}`;
  const { down, up } = outcome.value;
  const wanted = feedOf(truth, reading);
  return (
    compare(name, down.map(shown), wanted) ??
    (reading.back ? compare(`${name}, upwards`, up.map(shown), wanted) : undefined)
  );
}

/** A filter by a person, or by the type that everybody is of. */
const partOf = ({ random, people, person }: World): PartFilter =>
  random.chance(0.7) ? person(random.int(people)) : { model_type: "user" };

/** In every action of a program users take part. */
async function wrongList(
  world: World,
  truth: Truth,
  name: string,
  open: (table: Table, walk: Walk) => Entries,
) {
  const outcome = await world.spawn("verdict", async (table) => {
    const found: string[] = [];
    for await (const entry of open(table, { range: {}, direction: "older", chunk: 5 }))
      found.push(shown(entry));
    return found;
  }).ended;
  const wanted = truth.actions.filter(({ body }) => body.public).map(shown);
  return compare(name, outcome.state === "done" ? outcome.value : ["unreadable"], wanted.sort().reverse());
}

function compare(name: string, got: readonly string[], wanted: readonly string[]): string | undefined {
  if (JSON.stringify(got) === JSON.stringify(wanted)) return undefined;
  const missing = wanted.filter((one) => !got.includes(one));
  const extra = got.filter((one) => !wanted.includes(one));
  const order =
    missing.length + extra.length === 0
      ? `, but order or repetition: ${got.map((one) => one.slice(0, 40)).join("; ")}`
      : "";
  return `${name}: missing [${missing.join("; ")}], not wanted [${extra.join("; ")}]${order}`;
}
