import { SECOND } from "../time.ts";

/** Words that a path may have in place of a collection, so that no type may have this name. */
export interface Watermarks {
  readonly seen: number;
  readonly read: number;
}

/** What a type looks like that nobody registered. */
export interface Marked extends Watermarks {
  readonly at: number;
}

/** How entities of a type look, registered or not. */
export const isSeen = (group: Marked, marks: Watermarks): boolean =>
  group.at <= Math.max(marks.seen, marks.read, group.seen, group.read);

export const isRead = (group: Marked, marks: Watermarks): boolean =>
  group.at <= Math.max(marks.read, group.read);

/** The collection of a type: its own where registered, else the type's name. */
export const SETTLED = 60 * SECOND;

/** The e-mail is stored for the deployment's own use and shown to nobody. */
export const MOST_YOUNG = 100;

/** Verbs whose notifications group in a way of their own: a new one is a file beside this and a word here. */
export interface GroupMark {
  readonly id: string;
  readonly at: number;
}

/** Which part of an action its notifications are about; `anything`: they share a group whatever it is. */
export interface Mark {
  readonly kind: "page" | "group";
  readonly until: number;
  readonly groups: readonly GroupMark[];
}

const HEADER = 7;
const PAIR = 22;

/** How notifications of one verb are grouped. */
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
