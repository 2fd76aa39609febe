import { DynamoDBServiceException } from "@aws-sdk/client-dynamodb";
import {
  BatchGetCommand,
  BatchWriteCommand,
  DeleteCommand,
  GetCommand,
  PutCommand,
  QueryCommand,
  TransactWriteCommand,
  UpdateCommand,
} from "@aws-sdk/lib-dynamodb";
import { LIMITS, type Limits } from "../../lib/domain/limits.ts";
import { Memory } from "../../lib/table/memory.ts";
import type { Nondeterminism } from "../../lib/table/nondeterminism.ts";
import type { Heat } from "../../lib/tools/costs/heat.ts";
import type { Table } from "../../lib/table/table.ts";
import { batchGet, batchWrite } from "./batches.ts";
import { Contents } from "./contents.ts";
import { Unsupported, networkError } from "./errors.ts";
import { type Faults, NO_FAULTS } from "./faults.ts";
import { get, query, refusal, single } from "./operations.ts";
import type { Random } from "./random.ts";
import type { Scheduler, Steps } from "./scheduler.ts";
import type { Store } from "./store.ts";
import type { Stream } from "./stream.ts";
import type { Task } from "./task.ts";
import { transact } from "./transactions.ts";
import type { Item } from "./values.ts";
import type { Write } from "./writes.ts";

interface Command {
  readonly input: object;
}

type Operation = (store: Store, input: never) => Steps<object>;

const OPERATIONS = new Map<unknown, Operation>([
  [GetCommand, get],
  [QueryCommand, query],
  [PutCommand, single("Put")],
  [UpdateCommand, single("Update")],
  [DeleteCommand, single("Delete")],
  [BatchGetCommand, batchGet],
  [BatchWriteCommand, batchWrite],
  [TransactWriteCommand, transact],
]);

interface SimulatedTableOptions extends Partial<Faults> {
  readonly name?: string;
  /** Of its stream. */
  readonly shards?: number;
  readonly limits?: Limits;
  /** None: the scheduler's. */
  readonly nondeterminism?: Nondeterminism;
  readonly heat?: Heat;
}

/** What nobody receives. */
const UNANSWERED = {};

const idOf = ({ pk, sk }: Write): string => `${pk}\0${sk}`;

/** The table in memory and in virtual time. Without faults it answers as DynamoDB does on a good day. */
export class SimulatedTable implements Table, Store {
  readonly name: string;
  readonly limits: Limits;
  readonly nondeterminism: Nondeterminism;
  readonly random: Random;
  readonly heat: Heat | undefined;
  readonly contents: Contents;
  /** May be changed between runs: a harsh time, and then a quiet one. */
  faults: Faults;
  readonly client: Table["client"];
  readonly memory = new Memory();
  readonly #scheduler: Scheduler;
  readonly #locked = new Set<string>();
  #calls = 0;

  constructor(scheduler: Scheduler, options: SimulatedTableOptions = {}) {
    const { name = "simulated", shards = 1, limits = LIMITS, nondeterminism, heat, ...faults } = options;
    this.name = name;
    this.limits = limits;
    this.nondeterminism = nondeterminism ?? scheduler.nondeterminism;
    this.random = scheduler.random;
    this.heat = heat;
    this.faults = { ...NO_FAULTS, ...faults };
    this.contents = new Contents(scheduler, () => this.faults, shards);
    this.#scheduler = scheduler;
    this.client = this.open(undefined).client;
  }

  /**
   * The table as one task has it: when the task is killed, its calls end unanswered. Where it is `behind`,
   * what is not read consistently is up to so many milliseconds old, as it would be in an index.
   */
  open(task: Task | undefined, behind?: number, memory = new Memory()): Table {
    const store = behind === undefined ? this : this.#lagging(behind);
    const send = (command: Command) => this.#scheduler.call(task, () => this.#perform(task, command, store));
    const { name, limits, nondeterminism } = this;
    return { name, limits, nondeterminism, memory, client: { send: send as never } };
  }

  get stream(): Stream {
    return this.contents.stream;
  }

  /** How many calls have reached the table. */
  get calls(): number {
    return this.#calls;
  }

  /** Every item as it is now, in no order. */
  items(): Item[] {
    return [...this.contents.items()];
  }

  readTime(consistent: boolean | undefined): number {
    const { time } = this.#scheduler;
    const { stale, staleness } = this.faults;
    return consistent !== true && this.random.chance(stale) ? time - staleness * this.random.next() : time;
  }

  isLocked(write: Write): boolean {
    return this.#locked.size > 0 && this.#locked.has(idOf(write));
  }

  lock(writes: readonly Write[]): () => void {
    for (const write of writes) this.#locked.add(idOf(write));
    return () => {
      for (const write of writes) this.#locked.delete(idOf(write));
    };
  }

  checkName(name: string | undefined): void {
    if (name !== this.name) throw new Unsupported(`there is no table ${name}`);
  }

  *#perform(task: Task | undefined, command: Command, store: Store): Steps<object> {
    this.#calls++;
    try {
      return yield* this.#withFaults(task, command, store);
    } catch (error) {
      // What neither DynamoDB nor the network answers is a mistake, here or in the call.
      if (!(error instanceof DynamoDBServiceException) && (error as Error).name !== "TimeoutError")
        this.#scheduler.abort(error);
      throw error;
    }
  }

  *#withFaults(task: Task | undefined, command: Command, store: Store): Steps<object> {
    const { random, faults } = this;
    this.contents.expire();
    const isTransaction = command instanceof TransactWriteCommand;
    const isCrash = task?.mayCrash === true && random.chance(faults.crashes);
    if (isCrash && random.chance(0.5) && this.#crash(task)) return UNANSWERED;
    if (random.chance(faults.throttles)) throw refusal(isTransaction);
    let answer = yield* this.#operate(command, store);
    if (isCrash && this.#crash(task)) return UNANSWERED;
    if (random.chance(faults.repeats)) {
      yield;
      // A transaction carries a token that makes its repetition harmless.
      if (!isTransaction) answer = yield* this.#operate(command, store);
    }
    if (random.chance(faults.lostReplies)) throw networkError();
    return answer;
  }

  /** @returns false where the task had ended, and left this call behind */
  #crash(task: Task): boolean {
    this.#scheduler.kill(task);
    return task.isKilled;
  }

  #operate(command: Command, store: Store): Steps<object> {
    const operation = OPERATIONS.get(command.constructor);
    if (operation === undefined) throw new Unsupported(`there is no ${command.constructor.name}`);
    const { TableName } = command.input as { readonly TableName?: string };
    if (TableName !== undefined) this.checkName(TableName);
    return operation(store, command.input as never);
  }

  #lagging(behind: number): Store {
    const { name, contents, faults, random, heat } = this;
    const readTime = (consistent?: boolean) =>
      this.#scheduler.time - (consistent === true ? 0 : behind * random.next());
    return {
      ...{ name, contents, faults, random, heat, readTime },
      isLocked: (write) => this.isLocked(write),
      lock: (writes) => this.lock(writes),
      checkName: (other) => this.checkName(other),
    };
  }
}
