import { createHmac, timingSafeEqual } from "node:crypto";
import { type EntityRef, entityKey } from "../../domain/entity.ts";
import { eachAtMost } from "../../domain/merge.ts";
import {
  type GroupMark,
  type Mark,
  packMark,
  unpackMark,
  withTurn,
} from "../../domain/notifications/marks.ts";
import type { Table } from "../../table/table.ts";
import { secret } from "../access/secrets.ts";
import { markHead } from "./heads.ts";
import { type NoteState, raiseMarks } from "./state.ts";

const SIGNATURE = 22; // 132 bits of base64url
const AT_ONCE = 8;

export async function sealMark(table: Table, owner: EntityRef, mark: Mark): Promise<string> {
  const payload = packMark(mark).toString("base64url");
  return `${payload}.${await sign(table, owner, payload)}`;
}

/** @returns undefined where the text is no mark of this reader, or was edited */
export async function openMark(table: Table, owner: EntityRef, text: string): Promise<Mark | undefined> {
  const [payload = "", signature = ""] = text.split(".");
  const [expected, given] = [Buffer.from(await sign(table, owner, payload)), Buffer.from(signature)];
  const isOurs =
    `${payload}.${signature}` === text &&
    given.length === expected.length &&
    timingSafeEqual(given, expected);
  return isOurs ? unpackMark(Buffer.from(payload, "base64url")) : undefined;
}

async function sign(table: Table, owner: EntityRef, payload: string): Promise<string> {
  const text = `mark of notifications\n${entityKey(owner)}\n${payload}`;
  return createHmac("sha256", await secret(table, "cursor"))
    .update(text)
    .digest("base64url")
    .slice(0, SIGNATURE);
}

export type Marking = Pick<Mark, "until" | "groups">;

/** Whether it is the mark of a page, or of all: deeper pages of a walk that began before do not see it. */
const isWide = ({ until }: Marking): boolean => until > 0;

/** N10. Groups are written only where they arrived after the mark of all. @returns the new state */
export async function markAs(
  table: Table,
  owner: EntityRef,
  { seen, read }: { readonly seen: Marking; readonly read: Marking },
): Promise<NoteState> {
  const names = [seen, read].some((marking) => isWide(marking) && marking.groups.length > 0);
  const state = await raiseMarks(table, owner, { seen: seen.until, read: read.until, names });
  const isWideMark = { seen: isWide(seen), read: isWide(read) };
  const raise = (kind: "seen" | "read", groups: readonly GroupMark[], covered: number) =>
    eachAtMost(
      AT_ONCE,
      groups.filter(({ at }) => at > covered),
      ({ id, at }) =>
        markHead(table, owner, id, { kind, at, mark: isWideMark[kind] ? withTurn(at, state.turns) : at }),
    );
  const isReadToo = ({ id, at }: GroupMark) => read.groups.some((other) => other.id === id && other.at >= at);
  await raise("read", read.groups, state.read);
  await raise(
    "seen",
    seen.groups.filter((group) => !isReadToo(group)),
    Math.max(state.seen, state.read),
  );
  return state;
}
