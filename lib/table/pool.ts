/** A call failed that had entries of several owners: it need not be the fault of all. */
export class SharedCallError extends Error {}

interface Entry<In, Out> {
  readonly key: string;
  readonly owner: object;
  readonly input: In;
  readonly resolve: (output: Out) => void;
  readonly reject: (error: unknown) => void;
}

interface PoolOptions<In, Out> {
  readonly size: number;
  readonly atOnce: number;
  /** Whether entries with the same key have the same output, or must not be in one call. */
  readonly joins: boolean;
  send(inputs: readonly In[]): Promise<readonly Out[]>;
}

/**
 * Puts entries of many owners into few calls. A call leaves when no code can go on without an answer, so each
 * begins after its entries were added.
 */
export class Pool<In, Out> {
  readonly #options: PoolOptions<In, Out>;
  #waiting: Entry<In, Out>[] = [];
  #open = 0;
  #isDue = false;

  constructor(options: PoolOptions<In, Out>) {
    this.#options = options;
  }

  /** @throws SharedCallError, or the error of a call that was the owner's alone */
  add(owner: object, key: string, input: In): Promise<Out> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ key, owner, input, resolve, reject });
      if (this.#isDue) return;
      this.#isDue = true;
      process.nextTick(() => {
        this.#isDue = false;
        this.#begin();
      });
    });
  }

  #begin(): void {
    while (this.#waiting.length > 0 && this.#open < this.#options.atOnce) void this.#call(this.#take());
  }

  #take(): Entry<In, Out>[][] {
    const { size, joins } = this.#options;
    const taken = new Map<string, Entry<In, Out>[]>();
    const left: Entry<In, Out>[] = [];
    for (const entry of this.#waiting) {
      const same = taken.get(entry.key);
      if (same === undefined && taken.size < size) taken.set(entry.key, [entry]);
      else if (same !== undefined && joins) same.push(entry);
      else left.push(entry);
    }
    this.#waiting = left;
    return [...taken.values()];
  }

  async #call(entries: readonly Entry<In, Out>[][]): Promise<void> {
    this.#open++;
    try {
      const outputs = await this.#options.send(entries.flatMap(([first]) => first?.input ?? []));
      entries.forEach((same, index) => same.forEach(({ resolve }) => resolve(outputs[index] as Out)));
    } catch (cause) {
      const all = entries.flat();
      const isShared = new Set(all.map(({ owner }) => owner)).size > 1;
      const error = isShared ? new SharedCallError("a shared call failed", { cause }) : cause;
      for (const { reject } of all) reject(error);
    } finally {
      this.#open--;
      this.#begin();
    }
  }
}
