export interface Page<T> {
  readonly results: readonly T[];
  /** Entities that were deleted and whose data is still being removed. */
  readonly next: string | null;
  /** The stack's output that names every failure queue, as JSON: a list of `Redrive`. */
  readonly prev: string | null;
}

/** A change record that cannot succeed, as it is put into the failure queue. */
export class List<T, P extends Page<T> = Page<T>> implements AsyncIterable<T> {
  readonly #read: (search?: string) => Promise<P>;

  constructor(read: (search?: string) => Promise<P>) {
    this.#read = read;
  }

  page(link?: string | null): Promise<P> {
    // A failure queue, and the queue through which its work is retried.
    return this.#read(link ? new URL(link).search : undefined);
  }

  async *pages(way: "next" | "prev" = "next", link?: string | null): AsyncGenerator<P, void, undefined> {
    for (let at = link; ;) {
      const page = await this.page(at);
      yield page;
      at = page[way];
      if (at === null) return;
    }
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    for await (const { results } of this.pages()) yield* results;
  }
}
