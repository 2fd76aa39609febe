import { expect } from "vitest";
import { eachAtMost } from "../../lib/domain/merge.ts";
import { type Json, person, service, unique } from "./people.ts";
import { amount } from "./amount.ts";
import { eventually, follow, pathOf, uniqueType } from "./story.ts";
import { idsOf, walk } from "./walk.ts";

const MOMENTS = 5;
const BATCH = 50;
export const AT_ONCE = 2;
/** One in this many of a shelf's actions has another verb. */
export const RARE = amount(7, 50);

export const moment = (index: number, year = 2018): string =>
  `${year}-03-0${(index % MOMENTS) + 1}T12:00:00.000Z`;

export const newestFirst = (a: Json, b: Json): number =>
  a.timestamp === b.timestamp ? (a.id < b.id ? 1 : -1) : a.timestamp < b.timestamp ? 1 : -1;

/** Posts in batches. @returns the stored actions */
export async function postAll(actions: readonly object[]): Promise<Json[]> {
  const batches = Array.from({ length: Math.ceil(actions.length / BATCH) }, (_, at) =>
    actions.slice(at * BATCH, (at + 1) * BATCH),
  );
  const stored = await eachAtMost(AT_ONCE, batches, async (batch) => {
    const { status, body } = await service.post("/actions/batch", { actions: batch });
    expect([status, body.results.filter((result) => result.status !== 201)]).toEqual([200, []]);
    return body.results.map((result) => result.action);
  });
  return stored.flat();
}

/**
 * `many` actions at few moments about one entity, and `small` ones about another of its type. A reader
 * follows all actors of the first. In a `year` of its own, nothing else is in the public stream.
 */
export async function fillShelf(many: number, small: number, year?: number) {
  const type = uniqueType("shelf");
  const [shelf, robot, actor] = [`${type}:A/1`, `user:${unique("robot")}`, `user:${unique("clerk")}`];
  const ship = `${type}:small`;
  const reader = await person("reader");
  const actions = Array.from({ length: many }, (_, index) => ({
    actor: index % 2 === 0 ? robot : actor,
    verb: index % RARE === 0 ? "broke" : "moved",
    [index % 3 === 0 ? "target" : "action_object"]: shelf,
    timestamp: moment(index, year),
  }));
  const others = Array.from({ length: small }, (_, index) => ({
    actor: ship,
    verb: "s",
    timestamp: moment(index % 2, year),
  }));
  const [first, second] = await Promise.all([postAll(actions), postAll(others)]);
  expect(second).toHaveLength(small);
  await follow(`user:${reader.id}`, robot, { send_action: false });
  await follow(`user:${reader.id}`, actor, { send_action: false, flag: "watching" });
  await follow(`user:${reader.id}`, shelf, { send_action: false, flag: "reading", actor_only: false });
  const seen = async (path: string) => idsOf(await walk(reader, path));
  await eventually(async () => expect(await seen(`${pathOf(shelf)}/activity?limit=100`)).toHaveLength(many));
  await eventually(async () => expect(await seen("/feed?limit=100&flag=*")).toHaveLength(many));
  /** Type streams lag. Polled rarely, because polling slows them down. */
  const delivered = async () => expect(await seen(`/${type}/activity?limit=100`)).toHaveLength(many + small);
  return { type, shelf, ship, robot, actor, reader, placed: first.toSorted(newestFirst), delivered };
}
