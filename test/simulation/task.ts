export type Outcome<T> =
  | { readonly state: "done"; readonly value: T }
  | { readonly state: "failed"; readonly error: unknown }
  | { readonly state: "killed" };

/** One invocation of a function, or one program: what crashes as a whole. */
export class Task<T = unknown> {
  readonly name: string;
  /** Whether the fault `crashes` may kill it at a call. */
  readonly mayCrash: boolean;
  /** How many times as long as others its calls are under way. */
  readonly slowness: number;
  /** When it was killed, in the scheduler's milliseconds. */
  killedAt = Infinity;
  /** How it ended, `undefined` while it runs. */
  outcome: Outcome<T> | undefined;
  /** Settles when the task ends, however it does; it never rejects. */
  readonly ended: Promise<Outcome<T>>;
  readonly #tell: (outcome: Outcome<never>) => void;

  constructor(name: string, mayCrash: boolean, slowness: number) {
    const { promise, resolve } = Promise.withResolvers<Outcome<T>>();
    this.name = name;
    this.mayCrash = mayCrash;
    this.slowness = slowness;
    this.ended = promise;
    this.#tell = resolve as (outcome: Outcome<never>) => void;
  }

  /** What a killed task is waiting for never comes. */
  get isKilled(): boolean {
    return this.outcome?.state === "killed";
  }

  /** Only the first end counts. */
  end(outcome: Outcome<T>): void {
    if (this.outcome !== undefined) return;
    this.outcome = outcome;
    this.#tell(outcome as Outcome<never>);
  }
}
