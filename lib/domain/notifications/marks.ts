import { SECOND } from "../time.ts";

/** The arrival up to which everything is seen, and read. */
export interface Watermarks {
  readonly seen: number;
  readonly read: number;
}

/** The arrival of a group's newest member, and the group's own marks. */
export interface Marked extends Watermarks {
  readonly at: number;
}

export const isSeen = (group: Marked, marks: Watermarks): boolean =>
  group.at <= Math.max(marks.seen, marks.read, group.seen, group.read);

export const isRead = (group: Marked, marks: Watermarks): boolean =>
  group.at <= Math.max(marks.read, group.read);

/** Parts of a millisecond: numbers have room for them until 2248. The first says that there is no turn. */
const PARTS = 1024;
const TURNS = PARTS - 1;

/** A group's own mark that one of a page, or of all, made: its turn is the fraction, for want of an attribute. */
export const withTurn = (at: number, turn: number): number => at + (1 + (turn % TURNS)) / PARTS;

/** A group's own marks without those that marks of a page, or of all, made after a turn. */
export const asOfTurn = <T extends Watermarks>(group: T, turn: number): T => ({
  ...group,
  seen: isLater(group.seen, turn) ? 0 : group.seen,
  read: isLater(group.read, turn) ? 0 : group.read,
});

function isLater(mark: number, turn: number): boolean {
  const part = (mark % 1) * PARTS;
  const ahead = (part - 1 - (turn % TURNS) + TURNS) % TURNS;
  return part > 0 && ahead > 0 && ahead < TURNS / 2;
}

/** Arrivals this old are written and in the index: no write of an arrival is retried for nearly as long. */
export const SETTLED = 60 * SECOND;

/** Groups that a mark can name: it goes into cursors, and those into addresses. */
export const MOST_YOUNG = 100;

export interface GroupMark {
  readonly id: string;
  readonly at: number;
}

/** Covers all that arrived by `until`, and each group up to an arrival of its own. */
export interface Mark {
  readonly kind: "page" | "group";
  readonly until: number;
  readonly groups: readonly GroupMark[];
}

const HEADER = 7;
const PAIR = 22;

export function packMark({ kind, until, groups }: Mark): Buffer {
  const bytes = Buffer.alloc(HEADER + PAIR * groups.length);
  bytes.writeUInt8(kind === "page" ? 1 : 2);
  bytes.writeUIntBE(until, 1, 6);
  groups.forEach(({ id, at }, index) => {
    const from = HEADER + PAIR * index;
    bytes.write(id, from, "hex");
    bytes.writeUIntBE(at, from + 16, 6);
  });
  return bytes;
}

export function unpackMark(bytes: Buffer): Mark {
  const length = (bytes.length - HEADER) / PAIR;
  return {
    kind: bytes.readUInt8() === 1 ? "page" : "group",
    until: bytes.readUIntBE(1, 6),
    groups: Array.from({ length }, (_pair, index) => {
      const from = HEADER + PAIR * index;
      return { id: bytes.toString("hex", from, from + 16), at: bytes.readUIntBE(from + 16, 6) };
    }),
  };
}
