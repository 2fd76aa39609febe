import type { Entry } from "./action.ts";
import {
  type Cut,
  type Cuts,
  type GroupPlace,
  type Grouping,
  type PlacedGroup,
  groupsOf,
  windowIn,
} from "./group-cut.ts";
import { type Position, after } from "./position.ts";
import { compareUtf8 } from "./text.ts";

interface Bounds {
  readonly end: Position;
  readonly top: Position | undefined;
  /** Whether it begins inside its window, so that it ends when it is full. */
  readonly isPart: boolean;
}

interface OpenCut extends Bounds {
  readonly entries: Entry[];
  readonly window: ReturnType<typeof windowIn>;
}

export class NewerCuts implements Cuts {
  readonly #grouping: Grouping;
  readonly #most: number;
  readonly #from: GroupPlace;
  #open: OpenCut | undefined;
  #former: OpenCut["window"] | undefined;

  constructor(grouping: Grouping, most: number, from: GroupPlace) {
    [this.#grouping, this.#most, this.#from] = [grouping, most, from];
  }

  add(entry: Entry): boolean {
    const open = this.#open;
    if (open === undefined || !this.#takes(open, entry)) return false;
    open.entries.push(entry);
    return true;
  }

  begin(entry: Entry): void {
    const window = windowIn(this.#grouping, entry.position);
    this.#open = { ...this.#boundsOf(entry, window), entries: [entry], window };
    this.#former = window;
  }

  close(next: Entry | undefined, last?: Position): PlacedGroup[] {
    const open = this.#open;
    if (open === undefined) return [];
    this.#open = undefined;
    const isUnfinished = next !== undefined && this.#takes(open, next);
    const top = isUnfinished && last !== undefined ? after(last) : this.#topOf(open, next);
    return cutsOf(open, top, this.#most)
      .toReversed()
      .flatMap((cut) => groupsOf(cut, this.#grouping).toReversed())
      .filter((group) => this.#isNew(group));
  }

  #boundsOf({ position }: Entry, window: OpenCut["window"]): Bounds {
    if (this.#former === undefined) return this.#firstBounds(position, window);
    return this.#former.start === window.start
      ? { end: position, top: undefined, isPart: true }
      : { end: window.start, top: undefined, isPart: false };
  }

  #firstBounds(position: Position, window: OpenCut["window"]): Bounds {
    const { end, top } = this.#from;
    const isThere =
      end !== undefined &&
      compareUtf8(end, window.end) < 0 &&
      (top === undefined || compareUtf8(position, top) < 0);
    if (!isThere) return { end: window.start, top: undefined, isPart: false };
    return compareUtf8(end, window.start) > 0
      ? { end, top, isPart: top === undefined }
      : { end: window.start, top, isPart: false };
  }

  #takes({ entries, window, top, isPart }: OpenCut, { position }: Entry): boolean {
    if (windowIn(this.#grouping, position).start !== window.start) return false;
    if (top !== undefined) return compareUtf8(position, top) < 0;
    return !isPart || entries.length < this.#most;
  }

  #topOf({ window, top }: OpenCut, next: Entry | undefined): Position {
    if (top !== undefined) return top;
    const isFull = next !== undefined && windowIn(this.#grouping, next.position).start === window.start;
    return isFull ? next.position : window.end;
  }

  #isNew({ position }: PlacedGroup): boolean {
    const order = compareUtf8(position, this.#from.position);
    return order > 0 || (this.#from.inclusive && order === 0);
  }
}

/** What was read of a window, divided from its top as a walk to older entries divides it. */
function cutsOf(open: OpenCut, top: Position, most: number): Cut[] {
  const newestFirst = open.entries.toReversed();
  const size = open.top === undefined ? most : newestFirst.length;
  const cuts: Cut[] = [];
  for (let at = 0; at < newestFirst.length; at += size) {
    const entries = newestFirst.slice(at, at + size);
    const isLast = at + size >= newestFirst.length;
    const end = isLast ? open.end : (entries.at(-1) as Entry).position;
    cuts.push({ entries, top: cuts.at(-1)?.end ?? top, end });
  }
  return cuts;
}
