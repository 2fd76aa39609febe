import fc from "fast-check";
import { beforeEach, expect, test } from "vitest";
import { PREFIX } from "../../lib/contract/table.ts";
import { type ActionBody, newAction, patched } from "../../lib/domain/action.ts";
import { isPulled } from "../../lib/domain/feed.ts";
import { deleteAction, getAction, updateAction } from "../../lib/store/actions/actions.ts";
import { postAction } from "../../lib/store/actions/post-action.ts";
import { deleteEntity } from "../../lib/store/entities/delete-entity.ts";
import { putEntity } from "../../lib/store/entities/put-entity.ts";
import { parseState } from "../../lib/store/feeds/feed-state.ts";
import { openFeed } from "../../lib/store/feeds/feeds.ts";
import { postFollow, postUnfollow } from "../../lib/store/graph/post-follow.ts";
import type { JobMessage } from "../../lib/store/jobs/jobs.ts";
import { PROJECTIONS } from "../../lib/store/projections/projections.ts";
import { feedStateKey } from "../../lib/table/keys.ts";
import { user } from "./patterns/world.ts";
import { Scheduler } from "./scheduler.ts";
import { SimulatedTable } from "./simulated-table.ts";
import type { StreamRecord } from "./stream.ts";
import type { Item } from "./values.ts";

const CALLER = "user:somebody";
/** The first is as an id is. */
const NAMES = ["Ann", "Änne", "Bob"];
const PEOPLE = ["ann", "bob", "eve"].map(user);
const person = (index: number) => PEOPLE[index] as (typeof PEOPLE)[number];
let scheduler: Scheduler;

beforeEach(() => void (scheduler = new Scheduler(1, { selfDriven: true })));

const operation = fc.record({
  kind: fc.constantFrom(
    "post",
    "post",
    "follow",
    "follow",
    "unfollow",
    "patch",
    "delete",
    "delete entity",
    "name",
    "name",
  ),
  who: fc.nat(2),
  whom: fc.nat(2),
  isPublic: fc.boolean(),
  actorOnly: fc.boolean(),
  isLate: fc.boolean(),
});
type Operation = typeof operation extends fc.Arbitrary<infer T> ? T : never;

/**
 * Does what a program says, after everybody's feed is in use, so that deliveries write it; hands over now and
 * then.
 */
async function run(
  table: SimulatedTable,
  program: readonly Operation[],
  handOver: () => Promise<void>,
): Promise<void> {
  const now = scheduler.now();
  const edge = (who: number, whom: number) => ({
    follower: person(who),
    followed: person(whom),
    flag: "following",
  });
  const follow = (who: number, whom: number, actorOnly: boolean) =>
    postFollow(
      table,
      { callerKey: CALLER, ...edge(who, whom), actorOnly, sendAction: false, started: undefined },
      now,
    );
  for (const who of [0, 1, 2]) await follow(who, (who + 1) % 3, who === 0);
  for (const owner of PEOPLE) {
    const walk = { range: {}, direction: "older", chunk: 2 } as const;
    await openFeed(table, { owner, flag: "following", own: false, walk }, now);
  }
  const ids: string[] = [];
  for (const { kind, who, whom, isPublic, actorOnly, isLate } of program) {
    const id = ids.at(-1);
    const action = id === undefined ? undefined : await getAction(table, id);
    if (kind === "post") {
      ids.push(`a${ids.length}`);
      const input = newAction.parse({
        id: ids.at(-1),
        verb: "pushed",
        target: `user:${person(whom).id}`,
        public: isPublic,
      });
      await postAction(table, { callerKey: CALLER, actor: person(who), input }, now);
    } else if (kind === "follow") await follow(who, whom, actorOnly);
    else if (kind === "unfollow")
      await postUnfollow(table, { callerKey: CALLER, ...edge(who, whom), sendAction: false }, now);
    else if (kind === "name") await putEntity(table, person(who), { name: NAMES[whom] });
    else if (kind === "delete entity") await deleteEntity(table, person(who), now);
    else if (action !== undefined && kind === "delete") await deleteAction(table, action, now);
    else if (action !== undefined && kind === "patch")
      await updateAction(table, action, patched(action.body, { public: isPublic }, now));
    if (!isLate) await handOver();
  }
  await handOver();
}

/** What a projection keeps: all but what guards leave to be forgotten, and rows that a feed does not use. */
const derived = (table: SimulatedTable) =>
  table
    .items()
    .filter(({ pk }) => ![PREFIX.turn, PREFIX.uncounted].some((prefix) => String(pk).startsWith(prefix)))
    .filter((item) => !isUnusedRow(table, item))
    .map((item) =>
      JSON.stringify(item, (_key, value: unknown) => (value instanceof Set ? [...value].sort() : value)),
    )
    .sort();

/** A record that comes late puts a row for a follow that has joined since; the followed one's stream decides. */
function isUnusedRow(table: SimulatedTable, { pk, sk, body }: Item): boolean {
  const isState = (item: Item) => item["pk"] === pk && item["sk"] === feedStateKey(person(0), "following").sk;
  if (!String(pk).startsWith(PREFIX.feed) || isState({ pk, sk })) return false;
  const { pulledEntities } = parseState(table.items().find(isState));
  return isPulled(JSON.parse(String(body)) as ActionBody, pulledEntities);
}

let opened = 0;

test.each(Object.entries(PROJECTIONS))(
  "%s: records handled twice, late and in other company end as once",
  async (_name, projection) => {
    let repetitions = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(operation, { minLength: 3, maxLength: 12 }),
        fc.array(fc.record({ at: fc.nat(40), back: fc.nat(20), together: fc.nat(3) }), { maxLength: 20 }),
        async (program, repeats) => {
          const ends: unknown[] = [];
          const jobs: JobMessage[][] = [];
          for (const isHarsh of [false, true]) {
            scheduler = new Scheduler(1, { selfDriven: true });
            const table = new SimulatedTable(scheduler, { name: `projections-${opened++}` });
            const asked: JobMessage[] = [];
            const ports = {
              // Repetitions take no names from what is done between them.
              table: { ...table, nondeterminism: { ...table.nondeterminism, nonce: () => "n" } },
              ...{ now: scheduler.now(), clock: () => scheduler.now(), celebrityFollowers: 1000 },
              delegate: () => Promise.reject(new Error("nothing is large here")),
              enqueueJobs: async (jobs: readonly JobMessage[]) => void asked.push(...jobs),
            };
            const handle = async (records: readonly StreamRecord[]) => {
              const groups = Map.groupBy(records, ({ pk, dynamodb }) => projection.groupOf(pk, dynamodb));
              for (const [group, together] of groups)
                if (group !== undefined)
                  await projection.handle(
                    together.map(({ dynamodb }) => dynamodb),
                    ports,
                  );
            };
            let done = 0;
            await run(table, program, async () => {
              const changes = table.stream.shards.flat();
              for (; done < changes.length; done++) {
                await handle(changes.slice(done, done + 1));
                for (const { back, together } of isHarsh ? repeats.filter(({ at }) => at === done) : []) {
                  const first = Math.max(0, done - back);
                  await handle(changes.slice(first, Math.min(done, first + together) + 1));
                  repetitions++;
                }
              }
            });
            ends.push(derived(table));
            jobs.push(asked);
          }
          expect(ends[1]).toEqual(ends[0]);
          // A repetition may ask again: the first turn of its chain is taken then.
          const chains = (messages: readonly JobMessage[] = []) =>
            new Set(messages.map(({ turn }) => turn?.chain));
          expect(chains(jobs[1])).toEqual(chains(jobs[0]));
        },
      ),
      { numRuns: 60 },
    );
    expect(repetitions).toBeGreaterThan(50);
  },
);
