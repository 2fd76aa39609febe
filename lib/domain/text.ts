import * as z from "zod/mini";
import "./messages.ts";

/** Length as people count it: code points, so that one emoji is one character. */
export const characters = (text: string): number => [...text].length;

export const utf8Bytes = (text: string): number => Buffer.byteLength(text, "utf8");

/** U+2800, a braille pattern without dots, is invisible, though Unicode counts it among the symbols. */
const INVISIBLE =
  /^[\p{White_Space}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\u{2800}]*$/u;

export const shortText = (max: number) =>
  z.string().check(z.refine((text) => characters(text) <= max, `must have at most ${max} characters`));

export const nonBlank = (max: number) =>
  shortText(max).check(z.refine((text) => !INVISIBLE.test(text), "must not be blank"));

/** Any JSON object, with all its fields: zod's own records skip `__proto__`. */
export const jsonObject = z.custom<Record<string, unknown>>(
  (value) => typeof value === "object" && value !== null && !Array.isArray(value),
  "must be a JSON object",
);

export const optional = <T extends z.core.SomeType>(schema: T) =>
  z.optional(
    z.pipe(
      z.nullish(schema),
      z.transform((value): z.output<T> | undefined => (value === null ? undefined : value)),
    ),
  );

export const asciiJson = (value: unknown): string =>
  JSON.stringify(value).replaceAll(
    /[^\x20-\x7e]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );

/** JSON whose bytes depend on the value alone: members of objects are sorted. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, member: unknown) =>
    typeof member === "object" && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );
}

/** DynamoDB's order of strings: by UTF-8 bytes. It differs from JavaScript's `<` beyond U+FFFF. */
export function compareUtf8(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    const [one, other] = [a.charCodeAt(at), b.charCodeAt(at)];
    if (one !== other) return Math.sign(rank(one) - rank(other));
  }
  return Math.sign(a.length - b.length);
}

/** Surrogates encode what is beyond U+FFFF, and sort after all other units. */
const rank = (unit: number): number => (unit >= 0xd800 && unit < 0xe000 ? unit + 0x10000 : unit);
