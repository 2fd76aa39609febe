import { QueryCommand } from "@aws-sdk/lib-dynamodb";
import { beforeEach, describe, expect, test } from "vitest";
import { MAX_RECEIVES } from "../../lib/contract/functions.ts";
import { newAction } from "../../lib/domain/action.ts";
import { type EntityRef } from "../../lib/domain/entity.ts";
import { eachAtMost } from "../../lib/domain/merge.ts";
import { LIMITS } from "../../lib/domain/limits.ts";
import { type Delegate, deliver, deliverRest } from "../../lib/store/feeds/deliver.ts";
import { deleteEntity } from "../../lib/store/entities/delete-entity.ts";
import type { JobPorts } from "../../lib/store/jobs/job.ts";
import { type JobMessage, runJob } from "../../lib/store/jobs/jobs.ts";
import { pullJob } from "../../lib/store/jobs/pull.ts";
import { removalJob } from "../../lib/store/jobs/remove.ts";
import { putEntity } from "../../lib/store/entities/put-entity.ts";
import { putMute } from "../../lib/store/mutes/mutes.ts";
import { parseState } from "../../lib/store/feeds/feed-state.ts";
import { openFeed } from "../../lib/store/feeds/feeds.ts";
import { feedPlace } from "../../lib/table/keys.ts";
import { postAction } from "../../lib/store/actions/post-action.ts";
import { postFollow } from "../../lib/store/graph/post-follow.ts";
import { beginPull } from "../../lib/store/feeds/pull-switch.ts";
import type { Table } from "../../lib/table/table.ts";
import { Scheduler } from "./scheduler.ts";
import { SimulatedTable } from "./simulated-table.ts";

const RECEIVES = MAX_RECEIVES;
const CHUNKS = 5;
/** Virtual milliseconds that nothing here takes. */
const LONG = 3_600_000;
const SMALL = { ...LIMITS, inPlace: 1, chunk: 2, states: 2, page: 2, ranges: 6 };
let table: SimulatedTable;
let now: () => number;

const user = (id: string): EntityRef => ({ model_type: "user", id });
const FANS = Array.from({ length: 2 * CHUNKS - 1 }, (_fan, index) => user(`fan-${index}`));

beforeEach(async () => {
  const scheduler = new Scheduler(1, { selfDriven: true });
  table = new SimulatedTable(scheduler, { limits: SMALL });
  now = scheduler.now;
  for (const fan of FANS) {
    await follow(fan, user("star"), "following");
    await read(fan, "following");
  }
});

const follow = (follower: EntityRef, followed: EntityRef, flag: string) => {
  const wish = { callerKey: "t", follower, followed, flag, started: undefined };
  return postFollow(table, { ...wish, actorOnly: true, sendAction: false }, now());
};

const like = (fan: EntityRef, star: EntityRef) => follow(fan, star, "liking");

/** How many parts ranges of these chains were cut into. */
const partsOf = (chain: string) =>
  table.items().filter(({ pk }) => new RegExp(`^TURN#${chain}.*\\.0\\.0$`).test(String(pk))).length;

const read = (owner: EntityRef, flag: string) =>
  openFeed(table, { owner, flag, own: false, walk: { range: {}, direction: "older", chunk: 2 } }, now());

class Failure extends Error {}

/** When a call of one receive fails: before it does anything, or when it is done and its answer is lost. */
type When = "before" | "after";

/** Which call: the one of that index, or every sending of the next message. */
type Which = number | "send";

/** Counts the calls of one receive, and lets the one of that index fail. */
class Calls {
  readonly #failing: Which;
  readonly #when: When;
  #count = 0;
  #isReached = false;

  constructor(failing: Which, when: When) {
    this.#failing = failing;
    this.#when = when;
  }

  async make<T>(call: () => Promise<T>, kind: "send" | "table" = "table"): Promise<T> {
    const isFailing = this.#count++ === this.#failing || kind === this.#failing;
    this.#isReached ||= isFailing;
    if (isFailing && this.#when === "before") throw new Failure();
    const answer = await call();
    if (isFailing) throw new Failure();
    return answer;
  }

  on(whole: Table): Table {
    return {
      ...whole,
      client: { send: ((command: never) => this.make(() => whole.client.send(command))) as never },
    };
  }

  get reachedIt(): boolean {
    return this.#isReached;
  }
}

/** What a queue and its function came to. */
interface Told {
  readonly messages: number;
  readonly givenUp: number;
  /** Whether any receive made so many calls that one of them failed. */
  readonly hasFailed: boolean;
}

type Work<M> = (message: M, calls: Calls, send: (message: M) => Promise<void>) => Promise<unknown>;

/**
 * Works through a queue: of every message the call of that index fails, at every receive but the last.
 * Its repetition comes at once or behind all others, because no order may matter.
 */
async function drain<M>(
  first: readonly M[],
  work: Work<M>,
  failing: Which,
  when: When,
  comesBack: "next" | "last",
) {
  const queue = first.map((message) => ({ message, receives: 0 }));
  const told = { messages: first.length, givenUp: 0, hasFailed: false };
  const send = async (message: M) => {
    told.messages++;
    if (told.messages > 1000) throw new Error("it never ends");
    queue.push({ message, receives: 0 });
    await Promise.resolve();
  };
  for (let entry = queue.shift(); entry !== undefined; entry = queue.shift()) {
    entry.receives++;
    const calls = new Calls(entry.receives < RECEIVES ? failing : Infinity, when);
    try {
      await work(entry.message, calls, (message) => calls.make(() => send(message), "send"));
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      if (entry.receives === RECEIVES) told.givenUp++;
      else if (comesBack === "next") queue.unshift(entry);
      else queue.push(entry);
    }
    told.hasFailed ||= calls.reachedIt;
  }
  return told as Told;
}

const rowsOf = (fan: EntityRef) =>
  table.items().filter(({ pk, sk }) => pk === feedPlace(fan, "following", 1).pk && sk !== "~").length;

/** Tries every call in turn, until none is left to fail, with what it costs to set up anew each time. */
async function everyFailure(
  attempt: (failing: Which, when: When, comesBack: "next" | "last") => Promise<Told>,
) {
  for (const when of ["before", "after"] as const) {
    for (const comesBack of ["next", "last"] as const) {
      expect((await attempt("send", when, comesBack)).hasFailed).toBe(true);
      for (let failing = 0; ; failing++) {
        const { hasFailed } = await attempt(failing, when, comesBack);
        if (!hasFailed) break;
      }
    }
  }
}

const post = async (id: string) =>
  (
    await postAction(
      table,
      { callerKey: "t", actor: user("star"), input: newAction.parse({ verb: "v", id }) },
      now(),
    )
  ).action;

describe("a fan-out in five chunks, of which any call fails at every receive but the last", () => {
  const work: Work<Parameters<Delegate>[0]> = (rest, calls, send) =>
    deliverRest(calls.on(table), rest, send, now());

  test("sends at most chunks x receives messages, writes as many chunks, and reaches everybody", async () => {
    let posts = 0;
    await everyFailure(async (failing, when, comesBack) => {
      const action = await post(`a${posts++}`);
      const first: Parameters<Delegate>[0][] = [];
      await deliver(table, action, async (rest) => void first.push(rest), now());
      const records = table.stream.shards[0]?.length ?? 0;
      const told = await drain(first, work, failing, when, comesBack);
      const rows = (table.stream.shards[0] ?? [])
        .slice(records)
        .filter(({ pk }) => pk.startsWith("FEED#")).length;
      const about = `call ${failing} fails ${when} its effect, and comes ${comesBack}`;
      expect(told.givenUp, about).toBe(0);
      expect(told.messages, about).toBeLessThanOrEqual(CHUNKS * RECEIVES);
      expect(rows, about).toBeLessThanOrEqual(FANS.length * RECEIVES);
      expect(FANS.map(rowsOf), about).toEqual(FANS.map(() => posts));
      return told;
    });
    expect(posts).toBeGreaterThan(20);
  });

  test("is five messages where nothing fails", async () => {
    const action = await post("once");
    const first: Parameters<Delegate>[0][] = [];
    await deliver(table, action, async (rest) => void first.push(rest), now());
    expect((await drain(first, work, Infinity, "after", "last")).messages).toBe(CHUNKS);
  });

  test("is begun once, however often its record comes", async () => {
    const action = await post("again");
    const first: Parameters<Delegate>[0][] = [];
    for (let time = 0; time < 4; time++)
      await deliver(table, action, async (rest) => void first.push(rest), now());
    expect(first).toHaveLength(4);
    const { messages } = await drain(first, work, Infinity, "after", "last");
    expect(messages).toBe(4 + CHUNKS - 1);
  });
});

describe("jobs in slices, of which any call fails at every receive but the last", () => {
  /** What messages that are kept back have waited. */
  let waited = 0;
  const LOOKS_OF_PLAN = 4;
  /** A slice is over after so many looks at the clock; that of a range looks before it works. */
  const sliced =
    (most: number): Work<JobMessage> =>
    (job, calls, send) => {
      const whole = job.range === undefined ? most : most + LOOKS_OF_PLAN;
      let looks = 0;
      const clock = () => now() + waited + (looks++ < whole ? 0 : 2 * LONG);
      const enqueueJobs: JobPorts<JobMessage>["enqueueJobs"] = async (next, when) => {
        if (when === "much later") waited += 26 * LONG;
        await eachAtMost(2, next, send);
      };
      const ports = { now: clock, deadline: now() + waited + LONG, enqueueJobs, onWork: () => undefined };
      return runJob(job, { table: calls.on(table), ...ports });
    };

  /** The same job on a new entity each time: undisturbed, and then with every failure. */
  async function everyJob(
    begin: (star: EntityRef) => Promise<JobMessage>,
    looks: number,
    check: (star: EntityRef) => void,
  ) {
    let count = 0;
    const attempt = async (...how: [Which, When, "next" | "last"]) => {
      const star = user(`star-${count++}`);
      const told = await drain([await begin(star)], sliced(looks), ...how);
      expect(told.givenUp).toBe(0);
      check(star);
      return told;
    };
    const { messages: slices } = await attempt(Infinity, "after", "last");
    expect(slices).toBeGreaterThan(2);
    await everyFailure(async (...how) => {
      const told = await attempt(...how);
      expect(told.messages, JSON.stringify(how)).toBeLessThanOrEqual(slices * RECEIVES);
      return told;
    });
    expect(count).toBeGreaterThan(20);
  }

  test("a switch to pulling sends at most slices x receives messages, and tells every feed", async () => {
    const begin = async (star: EntityRef) => {
      await putEntity(table, star, {});
      for (const fan of FANS) {
        await like(fan, star);
        await read(fan, "liking");
      }
      return pullJob(table, star, (await beginPull(table, star)) ?? "none");
    };
    await everyJob(begin, 2, (star) => {
      expect(partsOf("pull#")).toBeGreaterThan(0);
      const states = FANS.map((fan) => table.contents.get(feedPlace(fan, "liking", 1).pk, "~"));
      expect(
        states.map((state) => parseState(state).pulledEntities.some(({ entity }) => entity.id === star.id)),
      ).not.toContain(false);
      expect(table.contents.get(`ENTITY#user#${star.id}`, "ENTITY")?.["pull_mode"]).toBe("pull");
    });
  });

  test("a removal sends at most slices x receives messages, and leaves nothing", async () => {
    const begin = async (star: EntityRef) => {
      for (let index = 0; index < 3; index++) {
        const input = newAction.parse({ verb: "v", id: `${star.id}-${index}` });
        await postAction(table, { callerKey: "t", actor: star, input }, now());
      }
      for (const fan of FANS) await like(fan, star);
      await deleteEntity(table, star, now());
      return removalJob(table, star, 1);
    };
    await everyJob(begin, 8, (star) => {
      expect(partsOf("remove#1#")).toBeGreaterThan(0);
      const isOf = ({ pk, actor_key: key }: Record<string, unknown>) =>
        [pk, key].some((one) => /^(FOLLOWERS|public)#/.test(String(one)) && String(one).endsWith(star.id));
      expect(table.items().filter(isOf)).toEqual([]);
      expect(table.contents.get(`ENTITY#user#${star.id}`, "ENTITY")?.["deleting"]).toBeUndefined();
    });
  });

  /** Each query takes that part of a slice's time; a call is ended after one and a half slices. */
  const slow =
    (part: number): Work<JobMessage> =>
    (job, calls, send) => {
      const whole = calls.on(table);
      const clock = () => now() + waited;
      const end = clock() + 1.5 * LONG;
      const query = (command: unknown) => {
        if (command instanceof QueryCommand) waited += part * LONG;
        if (part < 1 && clock() > end) throw new Failure();
        return whole.client.send(command as never);
      };
      const enqueueJobs: JobPorts<JobMessage>["enqueueJobs"] = async (next, when) => {
        if (when === "much later") waited += 26 * LONG;
        await eachAtMost(2, next, send);
      };
      const ports = { now: clock, deadline: clock() + LONG, enqueueJobs, onWork: () => undefined };
      return runJob(job, { table: { ...whole, client: { send: query as never } }, ...ports });
    };

  test("end even if every page takes longer than a slice, and what stays is passed by", async () => {
    const star = user("slow");
    const mute = (muter: EntityRef, muted: EntityRef) =>
      putMute(table, { muter, muted, until: undefined }, now());
    const live = async (name: string, flag: string, friends: readonly EntityRef[]) => {
      for (const friend of friends) {
        await follow(star, friend, flag);
        await follow(friend, star, flag);
        await mute(star, friend);
        await mute(friend, star);
      }
      const input = newAction.parse({ verb: "v", id: name });
      await postAction(table, { callerKey: "t", actor: star, input }, now());
    };
    await live("past", "liking", FANS);
    await deleteEntity(table, star, now());
    await live("present", "following", FANS.slice(3));
    const told = await drain([removalJob(table, star, 1)], slow(2), Infinity, "after", "last");
    expect(told.messages).toBeLessThan(120);
    expect(table.contents.get("ENTITY#user#slow", "ENTITY")?.["deleting"]).toBeUndefined();
    const keys = table.items().map(({ pk, sk }) => `${String(pk)} ${String(sk)}`);
    const left = keys.filter((key) => /^(FOLLOW|MUTE#).*user#slow/.test(key));
    expect(left.filter((key) => /liking|fan-[012]/.test(key))).toEqual([]);
    expect(left).toHaveLength(6 * (FANS.length - 3));
    expect(table.contents.get("ACTION#past", "ACTION")?.["kind"]).toBe("tombstone");
    expect(table.contents.get("ACTION#present", "ACTION")?.["kind"]).not.toBe("tombstone");
  });

  test("end even if there is no time to cut a range and to do a page of it", async () => {
    const star = user("cut");
    for (const fan of FANS) await like(fan, star);
    await deleteEntity(table, star, now());
    const told = await drain([removalJob(table, star, 1)], slow(0.4), Infinity, "after", "last");
    expect(told).toMatchObject({ givenUp: 0, hasFailed: false });
    expect(table.contents.get("ENTITY#user#cut", "ENTITY")?.["deleting"]).toBeUndefined();
  });
});
