import type { FieldError } from "./errors.ts";

const MOST_LEVELS = 64;
/** More would make an answer larger than its request. */
const MOST_TOLD = 1000;

export const DEPTH_RULE = `must not be nested deeper than ${MOST_LEVELS}`;
const TEXT_RULE = "must be well-formed Unicode, without lone surrogates";
const KEY_RULE = "must have keys that are well-formed Unicode, without lone surrogates";
const NUMBER_RULE = `must be a number that JSON carries exactly: finite, and at most ${Number.MAX_SAFE_INTEGER} in size`;

const [QUOTE, BACKSLASH] = ['"'.charCodeAt(0), "\\".charCodeAt(0)];
const [OPENING, CLOSING] = [codes("[{"), codes("]}")];

/** Whether a JSON text is nested too deep. A loop, because most JSON readers recurse. */
export function isTooDeep(text: string): boolean {
  let [level, isQuoted] = [0, false];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) isQuoted = !isQuoted;
    else if (isQuoted && code === BACKSLASH) at++;
    else if (!isQuoted && OPENING.has(code) && ++level > MOST_LEVELS) return true;
    else if (!isQuoted && CLOSING.has(code)) level--;
  }
  return false;
}

function codes(characters: string): Set<number> {
  return new Set([...characters].map((character) => character.charCodeAt(0)));
}

/** What JSON would change, by dotted path: texts not well-formed, numbers that no double holds. */
export function unsoundValues(value: unknown): FieldError[] {
  const found: FieldError[] = [];
  for (const error of unsound(value, [])) if (found.push(error) === MOST_TOLD) break;
  return found;
}

function* unsound(value: unknown, path: readonly string[]): Generator<FieldError, void, undefined> {
  if (typeof value === "string" && !value.isWellFormed()) yield { path: path.join("."), message: TEXT_RULE };
  else if (typeof value === "number" && !(Math.abs(value) <= Number.MAX_SAFE_INTEGER)) {
    yield { path: path.join("."), message: NUMBER_RULE };
  } else if (typeof value === "object" && value !== null) {
    if (!Object.keys(value).every((key) => key.isWellFormed()))
      yield { path: path.join("."), message: KEY_RULE };
    for (const [key, member] of Object.entries(value)) yield* unsound(member, [...path, key]);
  }
}
