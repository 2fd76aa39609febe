import type { Page } from "../../lib/client/list.ts";
import { type Order, appended, refreshed } from "../../lib/client/store/merge.ts";
import type { Action } from "../../lib/client/types.ts";

/** A stream as far as it is known: what was read of it, newest first, and what came in the meantime. */
export interface Stream {
  readonly items: readonly Action[];
  /** What came since and is not shown yet, newest first. */
  readonly news: readonly Action[];
  readonly hasMoreNews: boolean;
  /** The link to what is older; `null` at the end. */
  readonly next: string | null;
  /** What its first page could see, of a feed without filters. */
  readonly mark?: string | null | undefined;
  readonly began: boolean;
  readonly busy: boolean;
  /** Why the last attempt failed; it is forgotten once one succeeds. */
  readonly error: unknown;
}

export type Change =
  | { readonly type: "left" | "asked" | "shown" }
  | { readonly type: "failed"; readonly error: unknown }
  | { readonly type: "wrote"; readonly id: string; readonly action: Action | undefined }
  | { readonly type: "began" | "renewed"; readonly page: Page<Action> & { readonly mark?: string | null } }
  | { readonly type: "grew" | "heard"; readonly page: Page<Action> };

export const untouched: Stream = {
  items: [],
  news: [],
  hasMoreNews: false,
  next: null,
  began: false,
  busy: true,
  error: undefined,
};

export function changed(stream: Stream, change: Change): Stream {
  switch (change.type) {
    case "left":
      return untouched;
    case "asked":
      return { ...stream, busy: true };
    case "failed":
      return { ...stream, busy: false, error: change.error };
    case "began":
    case "renewed": {
      const known = change.type === "began" ? untouched : stream;
      const { mark } = change.page;
      return { ...untouched, ...refreshed(known, change.page, ORDER), mark, began: true, busy: false };
    }
    case "grew":
      return { ...stream, ...appended(stream, change.page, ORDER), busy: false, error: undefined };
    case "heard": {
      const known = new Set(stream.items.map(({ id }) => id));
      const news = change.page.results.filter(({ id }) => !known.has(id));
      return { ...stream, news, hasMoreNews: change.page.next !== null, error: undefined };
    }
    case "wrote": {
      const { id, action } = change;
      const others = stream.items.filter((item) => item.id !== id);
      return { ...stream, items: action === undefined ? others : merged(others, [action]) };
    }
    case "shown":
      return { ...stream, items: merged(stream.news, stream.items), news: [], mark: undefined };
  }
}

/** Every stream's: newest first, ties by id. */
export const ORDER: Order<Action> = { id: ({ id }) => id, place: ({ timestamp, id }) => timestamp + id };

/** Each action once, in that order. */
function merged(a: readonly Action[], b: readonly Action[]): readonly Action[] {
  const byId = new Map([...a, ...b].map((action) => [action.id, action]));
  return [...byId.values()].sort((one, other) => (ORDER.place(one) < ORDER.place(other) ? 1 : -1));
}
