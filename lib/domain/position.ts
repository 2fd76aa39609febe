import { compareUtf8 } from "./text.ts";

/** `timestamp#id`: sorts by time, then id, as in DynamoDB. Ranges include both ends: `before`, `after`. */
export type Position = string;

export interface Range {
  readonly low?: Position | undefined;
  readonly high?: Position | undefined;
}

export type Direction = "older" | "newer";

export interface Walk {
  readonly range: Range;
  readonly direction: Direction;
  readonly chunk: number;
  /** Each call may bring twice the last, up to this many: few of the items may be wanted. */
  readonly mostChunk?: number | undefined;
}

export const nextChunk = ({ chunk, mostChunk = chunk }: Walk): number =>
  Math.max(chunk, Math.min(2 * chunk, mostChunk));

const TIMESTAMP_LENGTH = 24;
const LAST_CODE_POINT = "\u{10ffff}";
const TOP = LAST_CODE_POINT.repeat(64);

export const positionOf = (timestamp: string, id: string): Position => `${timestamp}#${id}`;

export function splitPosition(position: Position): { timestamp: string; id: string } {
  return { timestamp: position.slice(0, TIMESTAMP_LENGTH), id: position.slice(TIMESTAMP_LENGTH + 1) };
}

/** The greatest string below `position`: no position lies between the two. */
export function before(position: Position): Position {
  const points = [...position];
  const last = points.pop()?.codePointAt(0) ?? 0;
  // The code point before U+E000 is U+D7FF: between them are surrogates, which no well-formed string holds.
  const previous = last === 0xe000 ? 0xd7ff : last - 1;
  return points.join("") + String.fromCodePoint(previous) + TOP;
}

/** The least string above `position` that separates it from the next: no id holds U+001F. */
export const after = (position: Position): Position => `${position}\u001f${LAST_CODE_POINT}`;

export function rest(range: Range, direction: Direction, position: Position): Range {
  return direction === "older" ? { ...range, high: before(position) } : { ...range, low: after(position) };
}

/** The part of a range that both bounds allow; `null` if it is empty. */
export function narrow(range: Range, other: Range): Range | null {
  const [low] = [range.low, other.low].filter(isGiven).sort((a, b) => compareUtf8(b, a));
  const [high] = [range.high, other.high].filter(isGiven).sort(compareUtf8);
  return low !== undefined && high !== undefined && compareUtf8(low, high) > 0 ? null : { low, high };
}

const isGiven = (bound: Position | undefined): bound is Position => bound !== undefined;
