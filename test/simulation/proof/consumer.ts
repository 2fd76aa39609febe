import { DAY, HOUR, SECOND } from "../../../lib/domain/time.ts";
import { isForGood } from "../../../lib/worker/for-good.ts";
import { handleInOrder } from "../../../lib/worker/in-order.ts";
import { MAX_RECORD_AGE_SECONDS } from "../../../lib/contract/functions.ts";
import type { Table } from "../../../lib/table/table.ts";
import type { Images } from "../../../lib/store/projections/change-record.ts";
import type { ProjectionPorts } from "../../../lib/store/projections/projection.ts";
import { PASSES } from "../../../lib/store/projections/projections.ts";
import { networkError } from "../errors.ts";
import type { StreamRecord } from "../stream.ts";
import type { Task } from "../task.ts";
import type { Plant } from "./plants.ts";
import type { Send } from "./queue.ts";
import { deliverBatch } from "./shard-reader.ts";
import type { World } from "./world.ts";

const MOST_RECORDS = 5;
/** A record is a day in the stream, and what failed for good another fourteen in its queue. */
const OLDEST_RECORD = 15 * DAY;
/** From what count on the world would switch by itself; programs switch at will. */
const CELEBRITY_FOLLOWERS = 3;
/**
 * After an outage of 20 hours a record has two left. Calls of a harsh world die so often that all would, which
 * no world does: in a record's last hour none dies.
 */
const SPARED_FROM = (MAX_RECORD_AGE_SECONDS - 3600) * SECOND;
/** The part of a call's time after which no group begins. */
const BEGINNING = 0.75;

/** The function behind the stream, and what hands it records. */
export class Consumer {
  readonly #world: World;
  readonly #plant: Plant;
  readonly #done: number[] = [];
  readonly #poison = new Set<StreamRecord>();
  /** What was poisonous: a call that failed with it may set it aside only now. */
  readonly #mended = new Set<StreamRecord>();
  /** Records that are to be poisonous. */
  #poisons = 0;
  #again = 0;
  /** What waits in the failure queue, whole, and what Lambda gave up, of which it says where it lies. */
  readonly #aside: StreamRecord[] = [];
  readonly #givenUp: StreamRecord[] = [];
  /** Errors of records that are not poisonous, and were set aside. */
  readonly wrongs: string[] = [];

  constructor(world: World, plant: Plant) {
    this.#world = world;
    this.#plant = plant;
    for (const shard of world.table.stream.shards.keys()) void this.#readShard(shard);
  }

  get isAtRest(): boolean {
    const { shards } = this.#world.table.stream;
    return this.#again === 0 && shards.every((records, shard) => (this.#done[shard] ?? 0) >= records.length);
  }

  /** The next record that is handled cannot be, until somebody mends it. */
  poison(): void {
    this.#poisons++;
  }

  mend(): void {
    for (const record of this.#poison) this.#mended.add(record);
    this.#poison.clear();
    this.#poisons = 0;
  }

  /**
   * Has done again what failed for good. Of what Lambda gave up somebody hears a day later: the stream has
   * forgotten it.
   * @returns false where there was nothing
   */
  async redrive(): Promise<boolean> {
    const { scheduler } = this.#world;
    const [aside, givenUp] = [this.#aside.splice(0), this.#givenUp.splice(0)];
    if (aside.length + givenUp.length === 0) return false;
    if (givenUp.length > 0) await scheduler.advance(30 * HOUR);
    const remembered = givenUp.filter(({ time }) => scheduler.time - time < DAY);
    for (const record of [...aside, ...remembered]) void this.#insist([record]);
    return true;
  }

  async #readShard(shard: number): Promise<void> {
    const { table, scheduler, random } = this.#world;
    for (let from = 0; ;) {
      await table.stream.beyond(shard, from);
      // Records come late, seldom very late.
      await scheduler.sleep(random.chance(0.1) ? random.int(60_000) : random.int(100));
      const records = table.stream.shards[shard] ?? [];
      const batch = records.slice(from, from + 1 + random.int(MOST_RECORDS));
      await deliverBatch(batch, {
        plant: this.#plant,
        now: scheduler.now,
        sleep: (most) => scheduler.sleep(random.next() * most),
        call: (some) => this.#handle("stream", some).ended,
        giveUp: (some) => void this.#givenUp.push(...some),
      });
      this.#done[shard] = from += batch.length;
      // At least once: what was handled may be handled again, alone or with others, after newer ones.
      if (!this.#world.isQuiet && random.chance(0.3)) void this.#repeat(records, from);
    }
  }

  async #repeat(records: readonly StreamRecord[], done: number): Promise<void> {
    const { scheduler, random } = this.#world;
    const oldest = scheduler.time - OLDEST_RECORD;
    const first = Math.max(0, done - 1 - random.int(2 * MOST_RECORDS));
    const some = records.slice(first, Math.min(done, first + 1 + random.int(MOST_RECORDS)));
    await scheduler.sleep(random.int(2000));
    await this.#insist(some.filter(({ time }) => time > oldest));
  }

  /** Has records handled until they are done, from where they fail. */
  async #insist(records: readonly StreamRecord[]): Promise<void> {
    const { scheduler, random } = this.#world;
    this.#again++;
    let left = records;
    for (let attempt = 0; left.length > 0; attempt++) {
      const outcome = await this.#handle("again", left).ended;
      const from = outcome.state === "done" ? outcome.value : left[0]?.sequence;
      left = left.filter(({ sequence }) => from !== undefined && sequence >= from);
      if (left.length > 0) await scheduler.sleep(random.int(Math.min(2000 * 2 ** attempt, HOUR)));
    }
    this.#again--;
  }

  /** One call. @returns the first sequence number that is not done */
  #handle(name: string, batch: readonly StreamRecord[]): Task<number | undefined> {
    const world = this.#world;
    const isSpared = batch.some(({ time }) => world.scheduler.time - time > SPARED_FROM);
    const work = async (whole: Table, now: () => number, send: Send) => {
      const deadline = now() + BEGINNING * world.timeoutOf(name);
      const table = this.#plant.handling?.(whole, batch) ?? whole;
      const ports: ProjectionPorts = {
        ...{ table, now: now(), clock: now, celebrityFollowers: CELEBRITY_FOLLOWERS },
        delegate: (chunk) => send({ kind: "chunk", chunk }),
        enqueueJobs: async (jobs) => {
          for (const job of jobs) await send({ kind: "job", job });
        },
      };
      const failed: number[] = [];
      for (const { groupOf, handle } of PASSES) {
        const group = ({ pk, dynamodb }: StreamRecord) => groupOf(pk, dynamodb);
        const own = batch.filter((record) => group(record) !== undefined);
        const from = await (this.#plant.inOrder ?? handleInOrder<StreamRecord>)(own, {
          groupOf: (record) => group(record) ?? "",
          sequenceOf: ({ sequence }) => String(sequence),
          handle: (records) => this.#maintain(records, (images) => handle(images, ports)),
          isForGood,
          setAside: (record, error) => this.#setAside(record, error),
          report: () => undefined,
          hasTime: () => now() < deadline,
        });
        if (from !== undefined) failed.push(Number(from));
      }
      return failed.length === 0 ? undefined : Math.min(...failed);
    };
    return world.spawn(name, work, isSpared);
  }

  async #maintain(
    records: readonly StreamRecord[],
    handle: (images: readonly Images[]) => Promise<unknown>,
  ): Promise<void> {
    if (this.#world.isBroken) throw networkError();
    const [first] = records;
    if (!this.#world.isQuiet && this.#poisons > 0 && first !== undefined) {
      this.#poisons--;
      this.#poison.add(first);
    }
    if (records.some((record) => this.#poison.has(record))) throw new SyntaxError("poison");
    await handle(records.map(({ dynamodb }) => dynamodb));
  }

  /** A call of the failure queue, which may fail before it has an effect, and after. */
  async #setAside(record: StreamRecord, error: unknown): Promise<void> {
    const { scheduler, random, table } = this.#world;
    await scheduler.sleep(random.int(50));
    const isPoison = this.#poison.has(record) || this.#mended.has(record);
    if (!isPoison) this.wrongs.push(`set aside though it is not poisonous: ${String(error)}`);
    if (random.chance(table.faults.throttles)) throw networkError();
    this.#aside.push(record);
    if (random.chance(table.faults.lostReplies)) throw networkError();
  }
}
