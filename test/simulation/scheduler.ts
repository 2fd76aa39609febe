import type { Nondeterminism } from "../../lib/table/nondeterminism.ts";
import { EventQueue } from "./event-queue.ts";
import { Random } from "./random.ts";
import { Task } from "./task.ts";

/** An effect that happens in steps, with time for others between any two. */
export type Steps<T> = Generator<void, T, undefined>;

export interface SchedulerOptions {
  /** The virtual clock's first moment, epoch milliseconds. */
  readonly start?: number;
  /** The longest way to the store, and the longest way back, in milliseconds. Most are much shorter. */
  readonly latency?: number;
  /**
   * How many ways take up to a hundred times as long; and as many tasks are slow as a whole, up to thirty
   * times.
   */
  readonly slow?: number;
  /** Runs by itself whenever anything waits: for code that does not know of the scheduler. */
  readonly selfDriven?: boolean;
}

const START = Date.parse("2026-01-01T00:00:00Z");

/**
 * Immediates made at once: between any two all promises settle, but only between bursts is the network looked
 * at.
 */
const BURST = 64;

/**
 * Virtual time. Nothing happens but events in the order of their times; between two of them all code runs
 * until it waits. So a world is its seed, however its promises are nested: an immediate runs after every
 * microtask.
 */
export class Scheduler {
  readonly random: Random;
  readonly #queue = new EventQueue();
  readonly #latency: number;
  readonly #slow: number;
  readonly #selfDriven: boolean;
  #time: number;
  #order = 0;
  #names = 0;
  #running = false;
  #broken: unknown;

  constructor(
    seed: number,
    { start = START, latency = 20, slow = 0, selfDriven = false }: SchedulerOptions = {},
  ) {
    this.random = new Random(seed);
    this.#time = start;
    this.#latency = latency;
    this.#slow = slow;
    this.#selfDriven = selfDriven;
  }

  /** Epoch milliseconds with a fraction: the order of events. */
  get time(): number {
    return this.#time;
  }

  /** Epoch milliseconds, as a clock tells them. */
  readonly now = (): number => Math.floor(this.#time);

  readonly sleep = (milliseconds: number): Promise<void> =>
    new Promise((resolve) => this.after(milliseconds, () => (resolve(), true)));

  /** Stands in for `lib/table/nondeterminism.ts`: waiting is virtual, and chance is the seed's. */
  get nondeterminism(): Nondeterminism {
    const name = (): string => (this.#names++).toString(36).padStart(8, "0");
    return {
      clock: this.now,
      sleep: this.sleep,
      random: () => this.random.next(),
      id: () => `i${name()}`,
      nonce: () => `n${name()}`,
    };
  }

  /** Makes an event. `run` says whether it has settled a promise. */
  after(milliseconds: number, run: () => boolean): void {
    this.#queue.push({ time: this.#time + Math.max(0, milliseconds), order: this.#order++, run });
    if (this.#selfDriven && !this.#running) void this.run();
  }

  /** Starts a task. Its table is `store.open(task)`: by it the store knows whose calls they are. */
  spawn<T>(name: string, work: (task: Task) => Promise<T>, { mayCrash = false } = {}): Task<T> {
    const task = new Task<T>(name, mayCrash, this.random.chance(this.#slow) ? 1 + this.random.int(30) : 1);
    work(task).then(
      (value) => task.end({ state: "done", value }),
      (error: unknown) => task.end({ state: "failed", error }),
    );
    return task;
  }

  /** A crash: the task goes on nowhere. What it has asked of the store may still take effect. */
  kill(task: Task): void {
    if (task.outcome === undefined) task.killedAt = this.#time;
    task.end({ state: "killed" });
  }

  /**
   * Killed on the way: the request may have left before, and then it arrives soon (ADR 12 says what is
   * assumed).
   */
  #hasLeft = (task: Task): boolean => this.#time - task.killedAt < this.#latency && this.random.chance(0.5);

  /**
   * One call: it takes effect at some moment, or in steps at several, and the answer arrives at a later one.
   */
  call<T>(task: Task | undefined, effect: () => Steps<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      if (task?.isKilled === true) return;
      const reply = (settle: () => void) =>
        this.after(this.#way(task), () => task?.isKilled !== true && (settle(), true));
      const go = (steps: Steps<T>): false => {
        try {
          const { done, value } = steps.next();
          if (done === true) reply(() => resolve(value));
          else this.after(this.#latency * this.random.next() ** 3, () => go(steps));
        } catch (error) {
          reply(() => reject(error as Error));
        }
        return false;
      };
      this.after(this.#way(task), () =>
        task?.isKilled === true && !this.#hasLeft(task) ? false : go(effect()),
      );
    });
  }

  /** Runs until nothing is left to happen, or `until` holds. @throws what `abort` was called with */
  run(until: () => boolean = () => false): Promise<void> {
    return this.#run(Infinity, until);
  }

  /** Runs what happens within this time, and lets it pass. */
  async advance(milliseconds: number): Promise<void> {
    const end = this.#time + milliseconds;
    await this.#run(end, () => false);
    this.#time = end;
  }

  /** Ends the run: the simulation itself is at fault, and no code under test may swallow that. */
  abort(error: unknown): void {
    this.#broken ??= error;
  }

  #run(end: number, until: () => boolean): Promise<void> {
    if (this.#running) throw new Error("the scheduler runs already");
    this.#running = true;
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    let isOver = false; // what is left over of a burst must not run the next run's events
    const stop = (settle: () => void) => {
      isOver = true;
      this.#running = false;
      settle();
    };
    const step = () => {
      if (isOver) return;
      try {
        if (this.#toNextWakeUp(end, until)) return;
        stop(resolve);
      } catch (error) {
        stop(() => reject(error as Error));
      }
    };
    const burst = () => {
      if (isOver) return;
      for (let count = 0; count < BURST; count++) setImmediate(step);
      setImmediate(burst);
    };
    burst();
    return promise;
  }

  /** @returns whether somebody has been woken, so that there may be more to come */
  #toNextWakeUp(end: number, until: () => boolean): boolean {
    for (;;) {
      if (this.#broken !== undefined) throw this.#broken as Error;
      if (until() || (this.#queue.peek()?.time ?? Infinity) > end) return false;
      const event = this.#queue.pop();
      if (event === undefined) return false;
      this.#time = event.time;
      if (event.run()) return true;
    }
  }

  /** Short ways are common and long ones happen, so that calls overtake one another at every distance. */
  #way(task: Task | undefined): number {
    const part = this.random.next();
    return (
      this.#latency * (task?.slowness ?? 1) * part * part * part * (this.random.chance(this.#slow) ? 100 : 1)
    );
  }
}
