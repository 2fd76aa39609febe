import { type Place } from "../../../../lib/domain/page.ts";
import { splitPosition } from "../../../../lib/domain/position.ts";
import type { Plant } from "../plants.ts";

const atTime = (place: Place | undefined): Place | undefined =>
  place && { ...place, position: `${splitPosition(place.position).timestamp}#` };

/** What readers are told of where a filtered page was cut. */
export const PAGES = {
  "cut-time": {
    what: "the cursor of a page without a match remembers the time at which it was cut, not the action",
    page: (page) => (page.items.length > 0 ? page : { ...page, next: atTime(page.next) }),
  },
  "empty-is-end": {
    what: "an empty page is taken for the end",
    page: (page) => (page.items.length > 0 ? page : { ...page, next: undefined }),
  },
} satisfies Record<string, Plant>;
