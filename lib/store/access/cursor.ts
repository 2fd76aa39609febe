import { createHmac, timingSafeEqual } from "node:crypto";
import * as z from "zod/mini";
import { invalidField } from "../../domain/errors.ts";
import type { Place } from "../../domain/page.ts";
import { renewSecret, secret } from "./secrets.ts";
import type { Table } from "../../table/table.ts";

/** A place in a walk, and the feed's generation when the page was made: a hint that saves a round trip. */
export interface Cursor extends Place {
  readonly generation?: number | undefined;
}

const stored = z.object({
  d: z.enum(["older", "newer"]),
  p: z.string().check(z.minLength(1)),
  i: z.boolean(),
  g: z.optional(z.int()),
});

const SECRET = "cursor";
const SIGNATURE = 22; // 132 bits of base64url

/** Writes a cursor that only this `scope` (route, caller and filters) accepts. */
export async function sealCursor(table: Table, scope: string, cursor: Cursor): Promise<string> {
  const { direction: d, position: p, inclusive: i, generation: g } = cursor;
  const payload = Buffer.from(JSON.stringify({ d, p, i, g })).toString("base64url");
  return `${payload}.${sign(await secret(table, SECRET), scope, payload)}`;
}

/** @throws 400 where the cursor was changed, or made for another route, caller or filter */
export async function openCursor(table: Table, scope: string, text: string): Promise<Cursor> {
  const [payload = "", signature = ""] = text.split(".");
  const expected = Buffer.from(sign(await secret(table, SECRET), scope, payload));
  const given = Buffer.from(signature);
  if (
    `${payload}.${signature}` !== text ||
    given.length !== expected.length ||
    !timingSafeEqual(given, expected)
  ) {
    throw invalidField("cursor", "is not a cursor of this list; take it from `next` or `prev` as it is");
  }
  const { d, p, i, g } = stored.parse(JSON.parse(Buffer.from(payload, "base64url").toString()));
  return { direction: d, position: p, inclusive: i, generation: g };
}

/** Ends all cursors: within five minutes none that was made before is good any more. */
export const renewCursorSecret = (table: Table): Promise<void> => renewSecret(table, SECRET);

function sign(key: string, scope: string, payload: string): string {
  return createHmac("sha256", key).update(`${scope}\n${payload}`).digest("base64url").slice(0, SIGNATURE);
}
