import { MAX_RECEIVES, VISIBILITY_TIMEOUTS } from "../../../lib/contract/functions.ts";
import { eachAtMost } from "../../../lib/domain/merge.ts";
import { HOUR } from "../../../lib/domain/time.ts";
import { type Chunk, type Listing, deliverRest } from "../../../lib/store/feeds/deliver.ts";
import type { When } from "../../../lib/store/jobs/job.ts";
import { type JobMessage, runJob } from "../../../lib/store/jobs/jobs.ts";
import type { Table } from "../../../lib/table/table.ts";
import type { Turn } from "../../../lib/store/jobs/turns.ts";
import { networkError } from "../errors.ts";
import type { Steps } from "../scheduler.ts";
import type { Task } from "../task.ts";
import { Bounds } from "./bounds.ts";
import { openRanges } from "./jobs-verdict.ts";
import { between } from "./plants/between.ts";
import type { World } from "./world.ts";

export type Message =
  | { readonly kind: "chunk"; readonly chunk: Chunk | Listing }
  | { readonly kind: "job"; readonly job: JobMessage };

/** Puts a message into the queue, as one call of a task, which may work on the turn `by`. */
export type Send = (message: Message, when?: When, by?: Turn) => Promise<void>;

/** What SQS delays, but for the longest: that would only make many turns of waiting. */
const DELAYS: Readonly<Record<When, number>> = { "at once": 0, later: 60_000, "much later": 6 * HOUR };

const AT_ONCE = 3;

const nameOf = (message: Message): string => (message.kind === "job" ? message.job.job : message.kind);
const turnOf = (message: Message): Turn | undefined =>
  message.kind === "job" ? message.job.turn : message.chunk.turn;
const rangeOf = (message: Message) => (message.kind === "job" ? message.job.range : undefined);

/**
 * The queues of chunks and jobs: messages come at least once, late, again when they fail, and at last are
 * given up.
 */
export class Queue {
  readonly #world: World;
  readonly #open = new Set<object>();
  readonly bounds = new Bounds();
  /** What waits in the failure queues. */
  readonly givenUp: Message[] = [];

  constructor(world: World) {
    this.#world = world;
  }

  get isEmpty(): boolean {
    return this.#open.size === 0;
  }

  /** A call like one of the table: it may fail before it has an effect, and after. */
  send(task: Task, message: Message, when: When = "at once", by?: Turn): Promise<void> {
    const { random, scheduler, table } = this.#world;
    const { crashes, throttles, lostReplies } = table.faults;
    const turn = turnOf(message);
    const add = () => {
      if (turn !== undefined) this.bounds.sent(turn, rangeOf(message), by);
      this.add(message, DELAYS[when]);
    };
    return scheduler.call(task, function* (): Steps<void> {
      const isCrash = task.mayCrash && random.chance(crashes);
      if (isCrash && random.chance(0.5)) return scheduler.kill(task);
      if (random.chance(throttles)) throw networkError();
      add();
      if (isCrash) return scheduler.kill(task);
      if (random.chance(lostReplies)) throw networkError();
    });
  }

  add(message: Message, delay = 0): void {
    const { random, scheduler } = this.#world;
    const entry = { message };
    this.#open.add(entry);
    const late = random.int(random.chance(0.1) ? 30_000 : 50);
    void scheduler
      .sleep(delay + late)
      .then(() => this.#receive(message))
      .then((isDone) => {
        if (!isDone) this.givenUp.push(message);
        this.#open.delete(entry);
      });
  }

  /** Receives a message until it is done, now and then twice at the same time. */
  async #receive(message: Message): Promise<boolean> {
    const { random, scheduler } = this.#world;
    const name = nameOf(message);
    const visibility = VISIBILITY_TIMEOUTS * this.#world.timeoutOf(name);
    for (let receives = 0; receives < MAX_RECEIVES; receives++) {
      const times = !this.#world.isQuiet && random.chance(0.15) ? 2 : 1;
      const ended = await Promise.all(Array.from({ length: times }, () => this.#work(name, message).ended));
      if (ended.some(({ state }) => state === "done")) return true;
      await scheduler.sleep(random.chance(0.5) ? visibility : random.int(2000));
    }
    return false;
  }

  #work(name: string, message: Message): Task {
    const world = this.#world;
    const turn = turnOf(message);
    if (turn !== undefined) this.bounds.received(turn);
    return world.spawn<unknown>(name, async (table, now, send) => {
      if (world.isBroken) throw networkError();
      if (message.kind === "chunk") {
        const delegate = (chunk: Chunk | Listing) => send({ kind: "chunk", chunk }, "at once", turn);
        return deliverRest(this.#watched(table, turn), message.chunk, delegate, now());
      }
      const deadline = world.random.chance(0.5) ? now() + world.random.int(200) : Infinity;
      const { range } = message.job;
      const goesOn = () => range && this.bounds.goesOn(range.cutter, openRanges(world, range.cutter));
      // Some of a batch may have been sent when it fails.
      const enqueueJobs = async (jobs: readonly JobMessage[], when: When) => {
        if (jobs.some((job) => job.range === undefined)) goesOn();
        await eachAtMost(AT_ONCE, jobs, (job) => send({ kind: "job", job }, when, turn));
      };
      const hasEnded = await runJob(message.job, {
        table,
        now,
        deadline,
        enqueueJobs,
        onWork: () => undefined,
      });
      if (hasEnded) goesOn();
      return hasEnded;
    });
  }

  /** Notes who writes rows. */
  #watched(table: Table, turn: Turn | undefined): Table {
    if (turn === undefined) return table;
    return between(table, (command, send) => {
      const writes = command.input.RequestItems?.[table.name];
      if (Array.isArray(writes)) this.bounds.worked(turn);
      return send(command);
    });
  }
}
