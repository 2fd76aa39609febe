import type { Entry } from "./action.ts";
import {
  type Cuts,
  type GroupPlace,
  type Grouping,
  type PlacedGroup,
  groupsOf,
  older,
  windowIn,
} from "./group-cut.ts";
import type { Position } from "./position.ts";
import { compareUtf8 } from "./text.ts";

interface OpenCut {
  readonly entries: Entry[];
  readonly window: ReturnType<typeof windowIn>;
  readonly top: Position;
  /** Where an earlier page ended it. Absent: it ends when it is full, or with its window. */
  readonly end: Position | undefined;
}

/** The cuts of a walk from newer to older entries, from a place on. */
export class OlderCuts implements Cuts {
  bound: Position | undefined;
  readonly #grouping: Grouping;
  readonly #most: number;
  /** While its cut may still come, of which earlier pages show some groups. */
  #from: GroupPlace | undefined;
  #open: OpenCut | undefined;

  constructor(grouping: Grouping, most: number, from: GroupPlace | undefined) {
    [this.#grouping, this.#most, this.bound] = [grouping, most, from?.top];
    this.#from = from?.end === undefined || from.end === from.top ? undefined : from;
  }

  add(entry: Entry): boolean {
    const open = this.#open;
    if (open === undefined || !this.#takes(open, entry)) return false;
    open.entries.push(entry);
    return true;
  }

  begin(entry: Entry): void {
    const window = windowIn(this.#grouping, entry.position);
    const end = this.#from?.end;
    if (end !== undefined && compareUtf8(entry.position, end) < 0) {
      // All of the place's cut is deleted.
      [this.#from, this.bound] = [undefined, end];
    }
    this.#open = { entries: [entry], window, top: older(this.bound, window.end), end: this.#from?.end };
  }

  close(next: Entry | undefined, last?: Position): PlacedGroup[] {
    const open = this.#open;
    if (open === undefined) return [];
    const { entries, top } = open;
    const isUnfinished = next !== undefined && this.#takes(open, next);
    const end = isUnfinished && last !== undefined ? last : this.#endOf(open, next);
    const groups = groupsOf({ entries, top, end }, this.#grouping).filter((group) => this.#isNew(group));
    [this.#open, this.#from, this.bound] = [undefined, undefined, end];
    return groups;
  }

  #takes({ entries, window, end }: OpenCut, { position }: Entry): boolean {
    if (windowIn(this.#grouping, position).start !== window.start) return false;
    return end === undefined ? entries.length < this.#most : compareUtf8(position, end) >= 0;
  }

  #endOf({ entries, window, end }: OpenCut, next: Entry | undefined): Position {
    if (end !== undefined) return end;
    const isFull = next !== undefined && windowIn(this.#grouping, next.position).start === window.start;
    return isFull ? (entries.at(-1) as Entry).position : window.start;
  }

  #isNew({ position }: PlacedGroup): boolean {
    const from = this.#from;
    if (from === undefined) return true;
    const order = compareUtf8(position, from.position);
    return order < 0 || (from.inclusive && order === 0);
  }
}
