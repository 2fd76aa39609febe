import { API_TIMEOUT_SECONDS, ENTITY_JOBS, FAN_OUT, MAINTAIN_FEEDS } from "../../../lib/contract/functions.ts";
import type { EntityRef } from "../../../lib/domain/entity.ts";
import { DAY } from "../../../lib/domain/time.ts";
import { type Chunk, deliverChunk } from "../../../lib/store/deliver.ts";
import { type EntityJob, doJob } from "../../../lib/store/entity-jobs.ts";
import { recordGroup } from "../../../lib/store/keys.ts";
import { maintain } from "../../../lib/store/maintain.ts";
import type { Table } from "../../../lib/store/table.ts";
import { type Faults, NO_FAULTS } from "../faults.ts";
import { Scheduler } from "../scheduler.ts";
import { SimulatedTable } from "../simulated-table.ts";
import type { StreamRecord } from "../stream.ts";
import type { Task } from "../task.ts";
import type { Plant } from "./plants.ts";

const SHARDS = 3;
export const INDEX_LAG = 20_000;
/** Clocks of functions differ by this much, either way, in milliseconds. */
const SKEW = 2000;
const MOST_RECORDS = 5;
/** A record is a day in the stream, and what failed for good another fourteen in its queue. */
const OLDEST_RECORD = 15 * DAY;
/** From what count on the world would switch by itself; programs switch at will. */
const CELEBRITY_FOLLOWERS = 3;

/** Seconds after which Lambda ends an invocation, by the task's name; whatever else there is are calls of the API. */
const TIMEOUTS: Readonly<Record<string, number>> = {
  stream: MAINTAIN_FEEDS.timeoutSeconds,
  again: MAINTAIN_FEEDS.timeoutSeconds,
  chunk: FAN_OUT.timeoutSeconds,
  pull: ENTITY_JOBS.timeoutSeconds,
  remove: ENTITY_JOBS.timeoutSeconds,
};

type Message = { readonly kind: "chunk"; readonly chunk: Chunk } | { readonly kind: "job"; readonly job: EntityJob };

const nameOf = (message: Message): string => (message.kind === "job" ? message.job.job : message.kind);

const harsh = (level: number): Faults => ({
  ...NO_FAULTS,
  indexLag: INDEX_LAG,
  staleness: 1000 * (1 + level),
  stale: 0.3,
  smallPages: 0.15,
  unprocessed: 0.15,
  torn: 0.2,
  conflicts: level * 0.02,
  locks: true,
  throttles: level * 0.01,
  lostReplies: level * 0.005,
  repeats: level * 0.01,
  crashes: level * 0.02,
  expiry: 48 * 3600_000,
});

/** A deployment in virtual time: the table, functions behind its stream and queues, and whoever calls. */
export class World {
  readonly scheduler: Scheduler;
  readonly table: SimulatedTable;
  readonly #plant: Plant;
  readonly people: number;
  readonly #done: number[] = Array.from({ length: SHARDS }, () => 0);
  #messages: { readonly message: Message; readonly due: number }[] = [];
  #isQuiet = false;

  constructor(seed: number, harshness: number, people: number, plant: Plant) {
    this.scheduler = new Scheduler(seed, { slow: 0.03 * (1 + harshness) });
    this.table = new SimulatedTable(this.scheduler, { shards: SHARDS, ...harsh(harshness) });
    this.#plant = plant;
    this.people = people;
    for (let shard = 0; shard < SHARDS; shard++) void this.#readShard(shard);
  }

  get random() {
    return this.scheduler.random;
  }

  person = (index: number): EntityRef => ({ model_type: "user", id: String(index % this.people) });

  /** A clock as one invocation has it. */
  clock(): () => number {
    const most = this.#plant.skew ?? SKEW;
    const skew = this.random.int(2 * most) - most;
    return () => this.scheduler.now() + skew;
  }

  /** Starts something that somebody asked for. It may die at any call. */
  spawn<T>(name: string, work: (table: Table, now: () => number) => Promise<T>): Task<T> {
    const now = this.clock();
    const mayCrash = !this.#isQuiet;
    const task = this.scheduler.spawn(name, (started) => work(this.#open(started, now), now), { mayCrash });
    if (mayCrash) this.scheduler.after(1000 * (TIMEOUTS[name] ?? API_TIMEOUT_SECONDS), () => (this.scheduler.kill(task), true));
    return task;
  }

  /** Nothing goes wrong any more, and everything that is under way comes to its end. */
  async quieten(): Promise<void> {
    this.#isQuiet = true;
    const { indexLag, staleness, smallPages, torn, expiry } = this.table.faults;
    this.table.faults = { ...NO_FAULTS, indexLag, staleness, smallPages, torn, expiry };
    for (;;) {
      await this.scheduler.run();
      const open = this.#done.some((done, shard) => done < (this.table.stream.shards[shard]?.length ?? 0));
      if (!open && this.#messages.length === 0) break;
      await this.scheduler.advance(1000);
    }
    await this.scheduler.advance(120_000);
  }

  /** An invocation until it is done: what fails or dies is repeated. */
  async #insist(name: string, work: (table: Table, now: () => number) => Promise<unknown>): Promise<void> {
    for (;;) {
      const { state } = await this.spawn(name, work).ended;
      if (state === "done" || (name === "stream" && this.#plant.forgets === true)) return;
      await this.scheduler.sleep(this.random.int(2000));
    }
  }

  async #readShard(shard: number): Promise<void> {
    for (;;) {
      const from = this.#done[shard] ?? 0;
      await this.table.stream.beyond(shard, from);
      // Records come late, seldom very late.
      await this.scheduler.sleep(this.random.chance(0.1) ? this.random.int(60_000) : this.random.int(100));
      const records = this.table.stream.shards[shard] ?? [];
      const batch = records.slice(from, from + 1 + this.random.int(MOST_RECORDS));
      await this.#insist("stream", (table, now) => this.#handle(table, batch, now()));
      this.#done[shard] = from + batch.length;
      // At least once: what was handled may be handled again, alone or with others, after newer ones.
      if (!this.#isQuiet && this.random.chance(0.3)) void this.#again(records, from + batch.length);
    }
  }

  async #again(records: readonly StreamRecord[], done: number): Promise<void> {
    const oldest = this.scheduler.time - OLDEST_RECORD;
    const first = Math.max(0, done - 1 - this.random.int(2 * MOST_RECORDS));
    const some = records.slice(first, Math.min(done, first + 1 + this.random.int(MOST_RECORDS)));
    await this.scheduler.sleep(this.random.int(2000));
    const again = some.filter(({ time }) => time > oldest);
    if (again.length > 0) await this.#insist("again", (table, now) => this.#handle(table, again, now()));
  }

  /** As `lib/runtime/stream.ts` does: groups at the same time, the records of each together. */
  async #handle(table: Table, batch: readonly StreamRecord[], now: number): Promise<void> {
    const groups = Map.groupBy(batch, ({ pk }) => recordGroup(pk));
    const planted = this.#plant.handling?.(table, batch) ?? table;
    const results = await Promise.allSettled(
      [...groups.values()].map((records) =>
        maintain(
          records.map(({ dynamodb }) => dynamodb),
          { table: planted, now, celebrityFollowers: CELEBRITY_FOLLOWERS, delegate: this.#delegate, ask: this.#ask },
        ),
      ),
    );
    const failed = results.find((result) => result.status === "rejected");
    if (failed !== undefined) throw failed.reason as Error;
  }

  #delegate = (chunk: Chunk): Promise<void> => this.#send({ kind: "chunk", chunk });

  #ask = (job: EntityJob, when: "at once" | "later" = "at once"): Promise<void> =>
    this.#send({ kind: "job", job }, when === "later" ? 60_000 : 0);

  ask = this.#ask;

  async #send(message: Message, delay = 0): Promise<void> {
    const due = this.scheduler.time + delay + this.random.int(this.random.chance(0.1) ? 30_000 : 50);
    const entry = { message, due };
    this.#messages.push(entry);
    void this.scheduler.sleep(due - this.scheduler.time).then(() => this.#receive(entry));
    await Promise.resolve();
  }

  async #receive(entry: { readonly message: Message }): Promise<void> {
    const { message } = entry;
    const times = !this.#isQuiet && this.random.chance(0.15) ? 2 : 1;
    for (let time = 0; time < times; time++) await this.#insist(nameOf(message), (table, now) => this.#work(message, table, now));
    this.#messages = this.#messages.filter((one) => one.message !== message);
  }

  #work(message: Message, table: Table, now: () => number): Promise<unknown> {
    if (message.kind === "chunk") return deliverChunk(table, message.chunk, this.#delegate, now());
    const deadline = this.random.chance(0.3) ? now() + this.random.int(200) : Infinity;
    return doJob(message.job, { table, now, deadline, ask: this.#ask, tell: () => undefined });
  }

  #open(task: Task, now: () => number): Table {
    const table = this.table.open(task);
    return this.#plant.table?.(table, task, { now, lagging: this.table.open(task, INDEX_LAG) }) ?? table;
  }
}
