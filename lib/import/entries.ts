import { createHash } from "node:crypto";
import { basename } from "node:path";
import { mapEvent } from "./github.ts";
import { type Input, linesOf } from "./input.ts";

/** What a line of a file asks for: a body to send, nothing, or something that cannot be. */
export type Entry =
  | { readonly place: string; readonly body: Readonly<Record<string, unknown>> }
  /** Nothing that could be an action; only counted. */
  | { readonly place: string; readonly skipped: string }
  /** Somebody has to mend it. */
  | { readonly place: string; readonly wrong: string };

/** A batch has to fit into one request. */
const LONGEST = 1_000_000;

/** The actions that events of GitHub's public timeline make. */
export async function* githubEntries(input: Input): AsyncGenerator<Entry> {
  for await (const { place, text } of numbered(input)) {
    const value = parsed(text);
    if (text.trim() === "") yield { place, skipped: "an empty line" };
    else if (value === undefined) yield { place, skipped: "no JSON: the file may be damaged" };
    else {
      const mapped = mapEvent(value);
      yield "action" in mapped ? { place, body: mapped.action } : { place, ...mapped };
    }
  }
}

/** Actions as `POST /actions` takes them, one a line. What has no id is given one, so that repeating is harmless. */
export async function* actionEntries(input: Input): AsyncGenerator<Entry> {
  for await (const { place, line, text } of numbered(input)) {
    if (text.trim() === "") yield { place, skipped: "an empty line" };
    else if (text.length > LONGEST) yield { place, wrong: "is too long" };
    else {
      const body = parsed(text);
      if (typeof body !== "object" || body === null || Array.isArray(body)) yield { place, wrong: "is not a JSON object" };
      else yield { place, body: { id: madeId(input, line, text), ...body } };
    }
  }
}

/** The same text twice in a file is two actions; the same line of the same file is one, however often it is read. */
const madeId = ({ name }: Input, line: number, text: string): string =>
  `im-${createHash("sha256")
    .update(`${basename(name)}\n${line}\n${text.trim()}`)
    .digest("base64url")}`;

async function* numbered(input: Input) {
  let line = 0;
  for await (const text of linesOf(input)) yield { place: `${input.name} line ${++line}`, line, text };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
