export interface Page<T> {
  readonly results: readonly T[];
  /** Links to older and newer items; `null` at the ends of the list. */
  readonly next: string | null;
  readonly prev: string | null;
}

/** A list, newest first. Nothing is requested until it is read: by item with `for await`, or page by page. */
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
