import { ExecutionEnvironment, type Frame, ServiceEndingError } from "./execution-environment.ts";

/**
 * Idle milliseconds before a process ends, but so many stay: a new one is slow for its first hundred calls.
 */
const [IDLE, KEPT] = [30_000, 2];

type Args = Parameters<ExecutionEnvironment["call"]>;

/**
 * Processes with the same memory and timeout. Unlike on Lambda functions share them, and calls wait while
 * `most` are busy, because a small machine lacks the memory.
 */
export class ExecutionEnvironments {
  readonly #frame: Frame;
  readonly #most: number;
  readonly #recycles: () => boolean;
  readonly #all = new Set<ExecutionEnvironment>();
  /** The most recently used is last. */
  #idle: ExecutionEnvironment[] = [];
  readonly #waiting: ((environment: ExecutionEnvironment) => void)[] = [];
  #isStopped = false;
  readonly #timers = new Map<ExecutionEnvironment, NodeJS.Timeout>();

  /** `recycles` decides after each call whether the process ends, as Lambda's sometimes do. */
  constructor(frame: Frame, most: number, recycles: () => boolean) {
    this.#frame = frame;
    this.#most = most;
    this.#recycles = recycles;
  }

  /** @throws the function's error, or ServiceEndingError after `stop` */
  async call(...[call, timeout]: Args): Promise<string> {
    this.#throwIfStopped();
    const environment = await this.#take(call.file);
    try {
      this.#throwIfStopped();
      return await environment.call(call, timeout);
    } finally {
      this.#give(environment);
    }
  }

  /** Heaps of the idle ones in bytes after garbage collection; they get no calls meanwhile. */
  heaps(): Promise<number[]> {
    const asked = this.#idle.filter(({ isAlive }) => isAlive);
    this.#idle = this.#idle.filter(({ isAlive }) => !isAlive);
    for (const one of asked) clearTimeout(this.#timers.get(one));
    return Promise.all(asked.map((one) => one.heap().finally(() => this.#give(one))));
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    for (const timer of this.#timers.values()) clearTimeout(timer);
    await Promise.all([...this.#all].map((environment) => environment.stop()));
  }

  #take(file: string): ExecutionEnvironment | Promise<ExecutionEnvironment> {
    this.#idle = this.#idle.filter((one) => one.isAlive || !this.#all.delete(one));
    const found = this.#idle.findLast((one) => one.hasLoaded(file)) ?? this.#idle.at(-1);
    if (found !== undefined) {
      this.#idle.splice(this.#idle.indexOf(found), 1);
      clearTimeout(this.#timers.get(found));
      return found;
    }
    return this.#all.size < this.#most
      ? this.#start()
      : new Promise((resolve) => this.#waiting.push(resolve));
  }

  #throwIfStopped(): void {
    if (this.#isStopped) throw new ServiceEndingError("the service is ending");
  }

  #start(): ExecutionEnvironment {
    const environment = new ExecutionEnvironment(this.#frame);
    this.#all.add(environment);
    return environment;
  }

  #give(environment: ExecutionEnvironment): void {
    if (environment.isAlive && this.#recycles()) void environment.stop();
    if (!environment.isAlive) this.#all.delete(environment);
    const next = this.#waiting.shift();
    if (next !== undefined) return next(environment.isAlive || this.#isStopped ? environment : this.#start());
    if (!environment.isAlive) return;
    this.#idle.push(environment);
    const timer = setTimeout(() => this.#endIdle(environment), IDLE);
    this.#timers.set(environment, timer.unref());
  }

  #endIdle(environment: ExecutionEnvironment): void {
    if (this.#all.size <= KEPT || !this.#idle.includes(environment)) return;
    this.#idle.splice(this.#idle.indexOf(environment), 1);
    this.#all.delete(environment);
    void environment.stop();
  }
}
