/** Some items of a list, and where the pages beside it are. */
export interface Page<T> {
  readonly results: readonly T[];
  /** The page of what is older; `null` on the last. */
  readonly next: string | null;
  /** The page of what is newer; `null` on the first. */
  readonly prev: string | null;
}

/**
 * A list of the service, newest first. Nothing is asked until it is read: item by item with `for await`, or
 * page by page. Links of pages may be kept, and a list of the same filters goes on from them.
 */
export class List<T, P extends Page<T> = Page<T>> implements AsyncIterable<T> {
  readonly #read: (search?: string) => Promise<P>;

  constructor(read: (search?: string) => Promise<P>) {
    this.#read = read;
  }

  /** The first page, or the one that a page's `next` or `prev` names. */
  page(link?: string | null): Promise<P> {
    // Its query alone: the token goes to the client's own address and nowhere else.
    return this.#read(link ? new URL(link).search : undefined);
  }

  /**
   * Pages on the `way` to what is older (`next`) or newer (`prev`), beginning with the first page or a kept
   * link.
   */
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
