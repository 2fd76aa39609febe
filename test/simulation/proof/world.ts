import {
  API_TIMEOUT_SECONDS,
  ENTITY_JOBS,
  FAN_OUT,
  MAINTAIN_FEEDS,
} from "../../../lib/contract/functions.ts";
import type { EntityRef } from "../../../lib/domain/entity.ts";
import type { Limits } from "../../../lib/domain/limits.ts";
import { DAY, HOUR, SECOND } from "../../../lib/domain/time.ts";
import { Memory } from "../../../lib/table/memory.ts";
import type { Table } from "../../../lib/table/table.ts";
import { type Faults, NO_FAULTS } from "../faults.ts";
import { Scheduler } from "../scheduler.ts";
import { SimulatedTable } from "../simulated-table.ts";
import type { Task } from "../task.ts";
import { Consumer } from "./consumer.ts";
import type { Plant } from "./plants.ts";
import { sharing } from "../../../lib/table/sharing.ts";
import { between } from "./plants/between.ts";
import { RAISES } from "./plants/bounds.ts";
import { FLAGS, type Program } from "./programs.ts";
import { Queue, type Send } from "./queue.ts";
import type { Spoil } from "./read.ts";

const SHARDS = 3;
export const INDEX_LAG = 20_000;
/** Of an index that is throttled. */
const LONG_LAG = 6 * HOUR;
/** Clocks of functions differ by this much, either way, in milliseconds. */
const SKEW = 2000;
/** A stage whose functions know nothing of bounds is updated after up to so long. */
const OLD_FOR = 40 * SECOND;
/** Whoever is held up for so long by a poisonous record is so for good. */
const HELD_UP = 4 * DAY;

/**
 * Seconds after which Lambda ends an invocation, by the task's name; whatever else there is are calls of the
 * API.
 */
const TIMEOUTS: Readonly<Record<string, number>> = {
  stream: MAINTAIN_FEEDS.timeoutSeconds,
  again: MAINTAIN_FEEDS.timeoutSeconds,
  chunk: FAN_OUT.timeoutSeconds,
  pull: ENTITY_JOBS.timeoutSeconds,
  remove: ENTITY_JOBS.timeoutSeconds,
  /** A command, which waits. */
  spread: 600,
};

const harsh = (level: number, indexLag: number): Faults => ({
  ...NO_FAULTS,
  indexLag,
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

/** One running function: what it remembers, its clock, and the setting that it was deployed with. */
interface Instance {
  readonly memory: Memory;
  readonly now: () => number;
  readonly listShards: number;
}

const MOST_INSTANCES = 4;
const MOST_SHARDS = 5;

/** A deployment in virtual time: the table, functions behind its stream and queues, and whoever calls. */
export class World {
  readonly scheduler: Scheduler;
  readonly table: SimulatedTable;
  readonly people: number;
  readonly consumer: Consumer;
  readonly #queue = new Queue(this);
  readonly #plant: Plant;
  readonly #isLagging: boolean;
  readonly #wrongs: string[] = [];
  readonly #instances: Instance[] = [];
  #listShards = 1;
  #brokenUntil: number | undefined;
  readonly #oldUntil: number;
  /** Whether nothing goes wrong any more. */
  isQuiet = false;

  constructor(
    { seed, harshness, people, isLagging, isOld }: Omit<Program, "steps">,
    plant: Plant,
    limits: Limits,
  ) {
    this.scheduler = new Scheduler(seed, { slow: 0.03 * (1 + harshness) });
    const faults = harsh(harshness, isLagging ? LONG_LAG : INDEX_LAG);
    let ids = 0;
    const nondeterminism = {
      ...{
        clock: this.scheduler.now,
        sleep: this.scheduler.sleep,
        random: () => this.random.next(),
        nonce: () => `n${ids++}`,
      },
      id: () => `z${String(ids++).padStart(6, "0")}`,
    };
    const settings = { shards: SHARDS, limits, nondeterminism };
    this.table = new SimulatedTable(this.scheduler, { ...settings, ...faults });
    this.#plant = plant;
    this.#isLagging = isLagging;
    this.people = people;
    this.consumer = new Consumer(this, plant);
    this.#oldUntil = this.scheduler.time + (isOld ? this.random.int(OLD_FOR) : 0);
  }

  get random() {
    return this.scheduler.random;
  }

  person = (index: number): EntityRef => ({ model_type: "user", id: String(index % this.people) });

  /** Milliseconds that an invocation may take. */
  timeoutOf = (name: string): number => SECOND * (TIMEOUTS[name] ?? API_TIMEOUT_SECONDS);

  /** A clock as one invocation has it. */
  clock(): () => number {
    const most = this.skew;
    const skew = this.random.int(2 * most) - most;
    return () => this.scheduler.now() + skew;
  }

  /** By how much clocks differ, either way. */
  get skew(): number {
    return this.#plant.skew ?? SKEW;
  }

  /** By how much a read of an index may be behind. */
  get lag(): number {
    return this.table.faults.indexLag + this.table.faults.staleness;
  }

  /** What is done wrong to the pages that are compared. */
  get spoil(): Spoil | undefined {
    return this.#plant.page;
  }

  /** Starts something that somebody asked for. It may die at any call, unless it `isSpared`. */
  spawn<T>(
    name: string,
    work: (table: Table, now: () => number, send: Send) => Promise<T>,
    isSpared = false,
  ): Task<T> {
    const instance = this.#instance();
    const { now } = instance;
    const mayCrash = !this.isQuiet && !isSpared;
    const begin = (task: Task) =>
      work(this.#open(task, instance), now, (...one) => this.#queue.send(task, ...one));
    const task = this.scheduler.spawn(name, begin, { mayCrash });
    if (mayCrash) this.scheduler.after(this.timeoutOf(name), () => (this.scheduler.kill(task), true));
    return task;
  }

  /** A bad deployment: for so long the functions behind stream and queues fail. Once in a world. */
  breakFor(hours: number): void {
    this.#brokenUntil ??= this.scheduler.time + hours * HOUR;
  }

  get isBroken(): boolean {
    return this.#brokenUntil !== undefined && this.scheduler.time < this.#brokenUntil;
  }

  /**
   * Nothing goes wrong any more, and everything that is under way comes to its end: first in spite of what is
   * poisonous, which must hold up nothing; then that is mended, and what has failed for good done again.
   */
  async quieten(): Promise<void> {
    this.isQuiet = true;
    const { indexLag, staleness, smallPages, torn, expiry } = this.table.faults;
    this.table.faults = { ...NO_FAULTS, indexLag, staleness, smallPages, torn, expiry };
    const end = this.scheduler.time + HELD_UP;
    await this.#toRest(() => this.scheduler.time > end);
    if (!this.#isAtRest) this.#wrongs.push("records are held up by a poisonous one");
    let lay: boolean;
    do {
      lay = await this.attend();
      await this.#toRest(() => false);
    } while (lay);
    await this.scheduler.advance(this.#isLagging ? DAY + 2 * LONG_LAG : 120_000);
  }

  /**
   * Somebody looks into the failure queues, mends what is poisonous and has the rest done again.
   * @returns whether anything lay there
   */
  async attend(): Promise<boolean> {
    this.consumer.mend();
    const messages = this.#queue.givenUp.splice(0);
    for (const message of messages) this.#queue.add(message);
    return (await this.consumer.redrive()) || messages.length > 0;
  }

  get #isAtRest(): boolean {
    return this.consumer.isAtRest && this.#queue.isEmpty;
  }

  async #toRest(isEnough: () => boolean): Promise<void> {
    do {
      await this.scheduler.run(isEnough);
      if (!this.#isAtRest) await this.scheduler.advance(1000);
    } while (!this.#isAtRest && !isEnough());
  }

  /**
   * What failures have multiplied, or what else the table does not show; `undefined` where nothing is wrong.
   */
  get wrong(): string | undefined {
    // Some more than its chunks: followers come and go between two turns.
    const mostTurns = 2 + Math.ceil((this.people * FLAGS.length) / this.table.limits.chunk);
    return [...this.#wrongs, ...this.consumer.wrongs][0] ?? this.#queue.bounds.verdict(mostTurns);
  }

  /** Functions come and go; those that come may have been deployed with listed streams in more shards. */
  #instance(): Instance {
    const { random } = this;
    if (this.#instances.length < MOST_INSTANCES || random.chance(0.1)) {
      if (random.chance(0.2)) this.#listShards = Math.min(MOST_SHARDS, this.#listShards + 1 + random.int(2));
      const instance = { memory: new Memory(), now: this.clock(), listShards: this.#listShards };
      this.#instances.unshift(instance);
      this.#instances.length = Math.min(this.#instances.length, MOST_INSTANCES);
    }
    return random.pick(this.#instances);
  }

  #open(task: Task, { memory, now, listShards }: Instance): Table {
    const unshared = this.table.open(task, undefined, memory);
    const opened = SHARING.has(task.name) ? sharing(unshared) : unshared;
    const isOld = this.scheduler.time < this.#oldUntil;
    const table = {
      ...(isOld ? withoutBounds(opened) : opened),
      limits: { ...opened.limits, listShards },
      nondeterminism: { ...opened.nondeterminism, clock: now },
    };
    return this.#plant.table?.(table, task, { now, lagging: this.table.open(task, INDEX_LAG) }) ?? table;
  }
}

/** Calls of the function behind the stream. */
const SHARING: ReadonlySet<string> = new Set(["stream", "again"]);

/** As functions had it that were deployed before there were bounds: nothing raises one. */
const withoutBounds = (table: Table): Table =>
  between(table, (command, send) =>
    command.input.UpdateExpression?.includes(RAISES) === true ? Promise.resolve({}) : send(command),
  );
