import { type GroupMark, type Marked, type Watermarks, isRead, isSeen } from "./marks.ts";

/** Counts are exact up to this. */
const MOST = 1000;

export interface Counts {
  readonly unseen: number;
  readonly unread: number;
  readonly more: boolean;
}

export const NONE: Counts = { unseen: 0, unread: 0, more: false };

/** Marks of single groups that an index may not show yet, by group. */
export type Overlay = ReadonlyMap<string, Watermarks>;

export async function countNew(
  walk: AsyncIterable<Marked & { readonly id: string }>,
  marks: Watermarks,
  overlay: Overlay = new Map(),
): Promise<Counts> {
  let [unseen, unread] = [0, 0];
  for await (const arrival of walk) {
    // Older arrivals are covered by both marks, or beyond what is counted.
    const isOld = arrival.at <= Math.max(marks.seen, marks.read) || unseen > MOST;
    if (isOld && (arrival.at <= marks.read || unread > MOST)) break;
    const own = overlay.get(arrival.id);
    const group = own === undefined ? arrival : withMarks(arrival, own);
    if (!isSeen(group, marks)) unseen++;
    if (!isRead(group, marks)) unread++;
  }
  return {
    unseen: Math.min(unseen, MOST),
    unread: Math.min(unread, MOST),
    more: unseen > MOST || unread > MOST,
  };
}

const withMarks = <T extends Marked>(group: T, own: Watermarks): T => ({
  ...group,
  seen: Math.max(group.seen, own.seen),
  read: Math.max(group.read, own.read),
});

export function overlayOf(seen: readonly GroupMark[], read: readonly GroupMark[]): Overlay {
  const marks = new Map<string, Watermarks>();
  const raise = (name: keyof Watermarks, { id, at }: GroupMark) => {
    const before = marks.get(id) ?? { seen: 0, read: 0 };
    marks.set(id, { ...before, [name]: Math.max(before[name], at) });
  };
  for (const mark of seen) raise("seen", mark);
  for (const mark of read) raise("read", mark);
  return marks;
}
