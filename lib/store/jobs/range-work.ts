import type { EntityRef } from "../../domain/entity.ts";
import { isThrottled } from "../../table/busy.ts";
import { cutsOf } from "./cut.ts";
import type { JobPorts, SlicePorts } from "./job.ts";
import { type List, type Rest, type Span, workPages } from "./lists.ts";
import { type Range, partsOf, rangeTurn } from "./range.ts";
import { type OpenRanges, cutRange, endRange, getRanges, openRanges } from "./ranges.ts";
import type { Turn } from "./turns.ts";

const MOST_PIECES = 16;
/** After so many waits without a page the message fails, so that somebody hears of it. */
const MOST_WAITS = 6;
const SHORT_WAITS = 2;
/** The part of a slice in which cuts are looked for: a busy table must leave time for a page. */
const PLANNING = 0.25;

interface Ranged {
  readonly job: string;
  readonly entity: EntityRef;
  readonly turn?: Turn | undefined;
  readonly range?: Range | undefined;
}

/** Leaves what a slice has not reached to ranges: one for each list, which may be cut further. */
export async function beginRanges<Message extends Ranged>(
  ports: SlicePorts<Message>,
  message: Message,
  { what, lists, reached }: Rest,
): Promise<void> {
  const { chain, number } = ports.turn;
  const cutter = { chain, number, lists: what };
  const names = Object.keys(lists);
  await openRanges(ports.table, cutter, names, ports.now());
  const ranges = names.map((name): Range => ({ cutter, name, list: name, low: reached.get(name) }));
  await begin(ports, message, ranges);
}

const begin = <Message extends Ranged>(
  { table, enqueueJobs }: SlicePorts<Message>,
  message: Message,
  ranges: readonly Range[],
): Promise<void> =>
  enqueueJobs(
    ranges.map((range) => ({ ...message, range, turn: rangeTurn(table, range) })),
    "at once",
  );

interface Planned {
  readonly open: OpenRanges;
  /** Text to be stored with the turn: a repetition must cut at the same places. */
  readonly cuts: string | undefined;
}

/** Looks at the open ranges, and where to cut one, so that no more are open than may be, even if all are cut now. */
export async function planRange(
  { table, now, deadline }: JobPorts<never>,
  range: Range,
  list: List,
): Promise<Planned> {
  const began = now();
  const until = began + (deadline - began) * PLANNING;
  const open = await getRanges(table, range.cutter);
  const pieces = Math.min(MOST_PIECES, Math.floor(table.limits.ranges / open.count));
  if (!open.has(range.name) || range.waits !== undefined || pieces < 2) return { open, cuts: undefined };
  const cuts = await cutsOf(table, list, range, { pieces, hasTime: () => now() < until });
  return { open, cuts: cuts.length === 0 ? undefined : JSON.stringify(cuts) };
}

interface Work extends Planned {
  readonly range: Range;
  readonly list: List;
}

/**
 * Does a slice of a range: first it begins the parts that its plan cuts off. @returns whether all ranges of the
 * job have ended; then what comes after must go on, and may have gone on before
 */
export async function workOnRange<Message extends Ranged>(
  ports: SlicePorts<Message>,
  message: Message,
  { range, list, open, cuts }: Work,
): Promise<boolean> {
  const { table, turn, onWork } = ports;
  const { cutter, name } = range;
  // Where it has ended, it may have failed before the job went on.
  if (!open.has(name)) return open.count === 0;
  const parts = partsOf(range, turn.number, cuts === undefined ? [] : (JSON.parse(cuts) as string[]));
  const names = parts.map((part) => part.name);
  if (parts.length > 0) {
    await cutRange(table, cutter, { name, number: turn.number }, names);
    await begin(ports, message, parts);
  }
  const mine = { ...range, below: parts[0]?.low ?? range.below };
  const reached = await workUntil(ports, list, mine);
  if (!reached.isAtEnd) await goOn(ports, message, mine, reached);
  const left = reached.isAtEnd ? await endRange(table, cutter, name) : open.count;
  const { job, entity } = message;
  onWork("a range of a job", { job, entity, range: name, done: reached.done, rangesLeft: left });
  return reached.isAtEnd && left === 0;
}

/** The rest of a range, which waits where the table was too busy: the longer, the more often in a row. */
async function goOn<Message extends Ranged>(
  { enqueueNext }: SlicePorts<Message>,
  message: Message,
  range: Range,
  { low, pages, busy }: Reached,
): Promise<void> {
  if (busy === undefined)
    return enqueueNext({ ...message, range: { ...range, low, waits: undefined } }, "at once");
  const waits = pages > 0 ? 1 : (range.waits ?? 0) + 1;
  if (waits > MOST_WAITS) throw busy;
  await enqueueNext(
    { ...message, range: { ...range, low, waits } },
    waits > SHORT_WAITS ? "much later" : "later",
  );
}

interface Reached {
  readonly low: string | undefined;
  readonly done: number;
  readonly pages: number;
  readonly isAtEnd: boolean;
  /** The error of a table that is too busy: the slice stops before the page that met it. */
  readonly busy?: Error;
}

async function workUntil(
  { table, now, deadline }: JobPorts<unknown>,
  list: List,
  span: Span,
): Promise<Reached> {
  let reached: Reached = { low: span.low, done: 0, pages: 0, isAtEnd: false };
  try {
    for await (const { done, next } of workPages(table, list, span)) {
      const [low, isAtEnd] = [next ?? reached.low, next === undefined];
      reached = { low, done: reached.done + done, pages: reached.pages + 1, isAtEnd };
      if (now() >= deadline) break;
    }
    return reached;
  } catch (error) {
    if (!isThrottled(error)) throw error;
    return { ...reached, busy: error as Error };
  }
}
