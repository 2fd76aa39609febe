import { createHash } from "node:crypto";
import { basename } from "node:path";
import { DEPTH_RULE, isTooDeep, unsoundValues } from "../../domain/json.ts";
import { mapEvent } from "./github.ts";
import type { Input } from "./input.ts";
import { linesOf } from "./lines.ts";

export type Entry =
  | { readonly place: string; readonly body: Readonly<Record<string, unknown>> }
  | { readonly place: string; readonly skipped: string }
  /** Somebody has to correct it. */
  | { readonly place: string; readonly wrong: string };

const LONGEST = 1_000_000;

export async function* githubEntries(input: Input): AsyncGenerator<Entry> {
  for await (const line of textLines(input)) {
    if (!("text" in line)) {
      yield line;
      continue;
    }
    const { place, text } = line;
    const value = parsed(text);
    if (value === undefined) yield { place, skipped: "no JSON: the file may be damaged" };
    else {
      const mapped = mapEvent(value);
      yield "action" in mapped ? { place, body: mapped.action } : { place, ...mapped };
    }
  }
}

/** Actions as `POST /actions` takes them. Those without an id get one, so that repeating is harmless. */
export async function* actionEntries(input: Input): AsyncGenerator<Entry> {
  for await (const line of textLines(input)) yield "text" in line ? actionOf(input, line) : line;
}

function actionOf(input: Input, { place, number, text }: TextLine): Entry {
  if (text.length > LONGEST) return { place, wrong: "is too long" };
  if (isTooDeep(text)) return { place, wrong: DEPTH_RULE };
  const body = parsed(text);
  // Checked here, because serialising would send a number out of range as null.
  const unsound = unsoundValues(body).map(({ path, message }) => `${path} ${message}`);
  if (unsound.length > 0) return { place, wrong: unsound.join("; ") };
  if (typeof body !== "object" || body === null || Array.isArray(body))
    return { place, wrong: "is not a JSON object" };
  const { id } = body as { id?: unknown };
  return { place, body: { ...body, id: id ?? madeId(input, number, text) } };
}

interface TextLine {
  readonly place: string;
  readonly number: number;
  readonly text: string;
}

/** The non-empty lines, and errors for lines that are no text. A file without lines is likely a mistake. */
export async function* textLines(input: Input): AsyncGenerator<TextLine | Exclude<Entry, { body: unknown }>> {
  let isEmpty = true;
  for await (const { place, number, text } of linesOf(input)) {
    isEmpty = false;
    if (text === undefined) yield { place, wrong: "is not UTF-8" };
    else if (text.trim() === "") yield { place, skipped: "an empty line" };
    else yield { place, number, text };
  }
  if (isEmpty) yield { place: input.name, wrong: "is empty" };
}

const LINE_DIGITS = 10;
const HASH = 16; // 96 bits of base64url

/** Stable for a line of a file, so that repeating is harmless. Ids sort as lines: they order equal times. */
const madeId = ({ name }: Input, line: number, text: string): string =>
  ["im", hash(basename(name)), String(line).padStart(LINE_DIGITS, "0"), hash(text.trim())].join("-");

const hash = (text: string): string => createHash("sha256").update(text).digest("base64url").slice(0, HASH);

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
