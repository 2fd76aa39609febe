import { compareUtf8 } from "./text.ts";

/**
 * Where something stands in a stream: `timestamp#id`. Strings that sort by time, ties by id, so one string
 * comparison is the contract's total order: that of `compareUtf8`, as DynamoDB has it. Ranges of positions
 * are inclusive at both ends; `before` and `after` step past one.
 */
export type Position = string;

export interface Range {
  /** Oldest position of the range. */
  readonly low?: Position | undefined;
  /** Newest position of the range. */
  readonly high?: Position | undefined;
}

/** Newest first (`older`), or oldest first (`newer`), as a reader walks. */
export type Direction = "older" | "newer";

/** What a reader of a partition is asked for: where, which way, and how many items a call should bring. */
export interface Walk {
  readonly range: Range;
  readonly direction: Direction;
  readonly chunk: number;
  /** Up to how many the next calls may bring, each twice the last: few of the items may be wanted. */
  readonly mostChunk?: number | undefined;
}

/** How many items the next call brings. */
export const nextChunk = ({ chunk, mostChunk = chunk }: Walk): number =>
  Math.max(chunk, Math.min(2 * chunk, mostChunk));

const TIMESTAMP_LENGTH = 24;
const LAST_CODE_POINT = "\u{10ffff}";
/** Above all that may follow in a position: an id has at most 255 bytes, and the last code point has four. */
const TOP = LAST_CODE_POINT.repeat(64);

export const positionOf = (timestamp: string, id: string): Position => `${timestamp}#${id}`;

export function splitPosition(position: Position): { timestamp: string; id: string } {
  return { timestamp: position.slice(0, TIMESTAMP_LENGTH), id: position.slice(TIMESTAMP_LENGTH + 1) };
}

/** The greatest string below `position` that any position could be: no position lies between the two. */
export function before(position: Position): Position {
  const points = [...position];
  const last = points.pop()?.codePointAt(0) ?? 0;
  // The code point before U+E000 is U+D7FF: between them lie surrogates, which no well-formed string holds.
  const previous = last === 0xe000 ? 0xd7ff : last - 1;
  return points.join("") + String.fromCodePoint(previous) + TOP;
}

/** The least string above `position` that separates it from the next: no id holds U+001F. */
export const after = (position: Position): Position => `${position}\u001f${LAST_CODE_POINT}`;

/** What remains of a range once a walk has reached `position`. */
export function rest(range: Range, direction: Direction, position: Position): Range {
  return direction === "older" ? { ...range, high: before(position) } : { ...range, low: after(position) };
}

/** The part of a range that both bounds allow; `null` when nothing can lie in it. */
export function narrow(range: Range, other: Range): Range | null {
  const [low] = [range.low, other.low].filter(isGiven).sort((a, b) => compareUtf8(b, a));
  const [high] = [range.high, other.high].filter(isGiven).sort(compareUtf8);
  return low !== undefined && high !== undefined && compareUtf8(low, high) > 0 ? null : { low, high };
}

const isGiven = (bound: Position | undefined): bound is Position => bound !== undefined;
