const MOST = 500;

interface Kept {
  readonly since: number;
  readonly value: unknown;
}

/** What one running function remembers from call to call. */
export class Memory {
  readonly #kept = new Map<string, Kept>();

  get(name: string): Kept | undefined {
    return this.#kept.get(name);
  }

  forget(name: string): void {
    this.#kept.delete(name);
  }

  keep(name: string, kept: Kept): void {
    this.#kept.delete(name);
    this.#kept.set(name, kept);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > MOST && oldest !== undefined) this.#kept.delete(oldest);
  }
}
