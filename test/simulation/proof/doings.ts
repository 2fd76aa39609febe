import type { StoredAction } from "../../../lib/domain/action.ts";
import type { Position } from "../../../lib/domain/position.ts";

/** When a call began and ended; `done`: it was answered. One that was not may take effect, or not. */
export interface Call {
  readonly began: number;
  ended: number;
  done: boolean;
}

/** What somebody marked, and which read told them of it. */
export interface Marked extends Call {
  readonly owner: string;
  readonly field: "seen" | "read";
  /** Groups, by id; none: all that there was. */
  readonly group: string | undefined;
  /** Up to which arrival of that group. */
  readonly at: number;
  /** When the read began, and ended, whose mark it is; it may be the call itself. */
  readonly from: number;
  readonly to: number | undefined;
}

/** A group that somebody dismissed. */
export interface Dismissed extends Call {
  readonly owner: string;
  readonly group: string;
}

/** A feed's mark that was made, and was to be raised. */
export interface MarkedFeed extends Call {
  /** Owner and flag. */
  readonly feed: string;
  readonly position: Position;
  /** The newest entry that the read showed. */
  readonly shown: Position;
}

/** What a program knows of what it has done. */
export class Doings {
  /** Ids that were posted, in order; a program names actions by their number. */
  readonly ids: string[] = [];
  readonly acknowledged = new Map<string, StoredAction>();
  /** When the first post of an id began. */
  readonly began = new Map<string, number>();
  /** Actions that somebody deleted. */
  readonly threatened = new Set<string>();
  /** Deletions of people. */
  readonly deletions: (Call & { readonly who: string })[] = [];
  /** What posts of an id said of `notify`. */
  readonly notify = new Map<string, Set<boolean | undefined>>();
  readonly marks: Marked[] = [];
  readonly dismissals: Dismissed[] = [];
  readonly feedMarks: MarkedFeed[] = [];
  /** What a reader saw that must never be. */
  readonly wrongs: string[] = [];
}
