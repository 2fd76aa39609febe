import { MAX_RECEIVES, VISIBILITY_TIMEOUTS } from "../../../lib/contract/functions.ts";
import { eachAtMost } from "../../../lib/domain/merge.ts";
import { LIMITS } from "../../../lib/domain/limits.ts";
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
/** How many receives are two, and by how much the second is later: at once, meanwhile, or after that has ended. */
const DOUBLES = 0.3;
const LATER = [1, 300, 3000, 2 * LIMITS.lease];
/** For so long some of the two are held up before they write rows; half of them die after that. */
const HELD_UP = 8000;

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

  /** Receives a message until it is done: now and then twice at once, or again when that has ended. */
  async #receive(message: Message): Promise<boolean> {
    const { random, scheduler } = this.#world;
    const name = nameOf(message);
    const visibility = VISIBILITY_TIMEOUTS * this.#world.timeoutOf(name);
    for (let receives = 0; receives < MAX_RECEIVES; receives++) {
      const again = !this.#world.isQuiet && random.chance(DOUBLES) ? [random.int(random.pick(LATER))] : [];
      const receipts = [0, ...again].map(async (late) => {
        await scheduler.sleep(late);
        const isHeldUp = again.length > 0 && random.chance(0.5);
        return this.#work(name, message, isHeldUp ? random.int(HELD_UP) : 0).ended;
      });
      const ended = await Promise.all(receipts);
      if (ended.some(({ state }) => state === "done")) return true;
      await scheduler.sleep(random.chance(0.5) ? visibility : random.int(2000));
    }
    return false;
  }

  #work(name: string, message: Message, heldUp: number): Task {
    const world = this.#world;
    const turn = turnOf(message);
    if (turn !== undefined) this.bounds.received(turn);
    const dies = heldUp > 0 && !world.isQuiet && world.random.chance(0.5);
    const hold = { before: heldUp, after: () => void (dies && world.scheduler.kill(task)) };
    const task: Task = world.spawn<unknown>(name, async (table, now, send) => {
      if (world.isBroken) throw networkError();
      if (message.kind === "chunk") {
        const delegate = (chunk: Chunk | Listing) => send({ kind: "chunk", chunk }, "at once", turn);
        return deliverRest(this.#watched(table, turn, hold), message.chunk, delegate, now());
      }
      const { range } = message.job;
      const most = range === undefined ? 200 : 800;
      const deadline = world.random.chance(0.5) ? now() + world.random.int(most) : Infinity;
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
    return task;
  }

  /** Notes who writes rows, and what holds that up. */
  #watched(
    table: Table,
    turn: Turn | undefined,
    { before, after }: { readonly before: number; after(): void },
  ): Table {
    return between(table, async (command, send) => {
      const writes = command.input.RequestItems?.[table.name];
      if (!Array.isArray(writes)) return send(command);
      if (turn !== undefined) this.bounds.worked(turn);
      await this.#world.scheduler.sleep(before);
      const answer = await send(command);
      after();
      return answer;
    });
  }
}
