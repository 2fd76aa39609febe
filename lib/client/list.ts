export interface Page<T> {
  readonly results: readonly T[];
  /** The page of older items; `null` on the last. */
  readonly next: string | null;
  /** The page of newer items; `null` on the first. */
  readonly prev: string | null;
}

/**
 * A list, newest first. Nothing is requested until it is read: item by item with `for await`, or page by
 * page. A page's links may be kept: a list with the same filters continues from them.
 */
export class List<T, P extends Page<T> = Page<T>> implements AsyncIterable<T> {
  readonly #read: (search?: string) => Promise<P>;

  constructor(read: (search?: string) => Promise<P>) {
    this.#read = read;
  }

  /** The first page, or the one that a page's `next` or `prev` names. */
  page(link?: string | null): Promise<P> {
    // Only its query, so that the token goes to no other address.
    return this.#read(link ? new URL(link).search : undefined);
  }

  /** Pages towards older (`next`) or newer (`prev`) items, from the first page or a kept link. */
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
