import { createHmac, timingSafeEqual } from "node:crypto";
import * as z from "zod/mini";
import { invalidField } from "../../domain/errors.ts";
import type { Incarnation } from "../../domain/incarnation.ts";
import type { Place } from "../../domain/page.ts";
import type { Position } from "../../domain/position.ts";
import { renewSecret, secret } from "./secrets.ts";
import { keyOf } from "../../table/sha256.ts";
import type { Table } from "../../table/table.ts";

export interface Carried {
  readonly generation?: number | undefined;
  readonly mutes?: boolean | undefined;
  readonly mark?: Mark | undefined;
}

export interface Mark {
  readonly position: Position;
  readonly incarnation: Incarnation;
}

export interface Cursor extends Place, Carried {
  readonly top?: Position | undefined;
  readonly end?: Position | undefined;
  readonly note?: string | undefined;
}

const stored = z.object({
  d: z.enum(["older", "newer"]),
  p: z.string().check(z.minLength(1)),
  i: z.boolean(),
  g: z.optional(z.int()),
  m: z.optional(z.literal(true)),
  k: z.optional(z.tuple([z.string(), z.int()])),
  t: z.optional(z.string()),
  e: z.optional(z.string()),
  n: z.optional(z.string()),
});

const SECRET = "cursor";
const SIGNATURE = 22; // 132 bits of base64url

/** Writes a cursor that only this `scope` (route, caller and filters) accepts. */
export function sealCursor(table: Table, scope: string, cursor: Cursor): Promise<string> {
  const { direction: d, position: p, inclusive: i, generation: g, mark, top: t, end: e, note: n } = cursor;
  const m = cursor.mutes === true ? true : undefined;
  return seal(table, scope, { d, p, i, g, m, k: mark && [mark.position, mark.incarnation], t, e, n });
}

/** @throws 400 where the cursor was changed, or made for another route, caller or filter */
export async function openCursor(table: Table, scope: string, text: string): Promise<Cursor> {
  const opened = await unseal(table, scope, text);
  if (opened === undefined)
    throw invalidField("cursor", "is not a cursor of this list; take it from `next` or `prev` as it is");
  const { d, p, i, g, m, k, t, e, n } = stored.parse(opened);
  const mark = k && { position: k[0], incarnation: k[1] };
  return { direction: d, position: p, inclusive: i, generation: g, mutes: m, mark, top: t, end: e, note: n };
}

export async function seal(table: Table, scope: string, value: unknown): Promise<string> {
  const payload = Buffer.from(JSON.stringify(value)).toString("base64url");
  return `${payload}.${sign(await secret(table, SECRET), scope, payload)}`;
}

/** @returns `undefined` where it was changed, or sealed for another scope */
export async function unseal(table: Table, scope: string, text: string): Promise<unknown> {
  const [payload = "", signature = ""] = text.split(".");
  const expected = Buffer.from(sign(await secret(table, SECRET), scope, payload));
  const given = Buffer.from(signature);
  if (
    `${payload}.${signature}` !== text ||
    given.length !== expected.length ||
    !timingSafeEqual(given, expected)
  ) {
    return undefined;
  }
  return JSON.parse(Buffer.from(payload, "base64url").toString());
}

/** Invalidates all cursors within five minutes. */
export const renewCursorSecret = (table: Table): Promise<void> => renewSecret(table, SECRET);

function sign(text: string, scope: string, payload: string): string {
  return createHmac("sha256", keyOf(text))
    .update(`${scope}\n${payload}`)
    .digest("base64url")
    .slice(0, SIGNATURE);
}
