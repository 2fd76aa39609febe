import { validation } from "./errors.ts";
import type { Tokens } from "./tokens.ts";
import type { Item } from "./values.ts";

type Names = Readonly<Record<string, string>>;

/** What an expression is evaluated against. An item that does not exist has no attributes. */
export interface Scope {
  readonly item: Item;
  readonly names: Names | undefined;
  readonly values: Item | undefined;
}

export type Operand = (scope: Scope) => unknown;

/** An attribute's name as an expression writes it: itself, or a placeholder of it. */
export type Name = (names: Names | undefined) => string;

const WORD = /^[#A-Za-z_]/;

/** Only attributes of the item itself: no paths into maps and lists. */
export function parseName(tokens: Tokens): Name {
  const word = tokens.next();
  if (!WORD.test(word)) tokens.fail(`${word} is no attribute`);
  if ([".", "["].includes(tokens.peek() ?? "")) tokens.fail("it has a path into an attribute");
  return word.startsWith("#") ? (names) => names?.[word] as string : () => word;
}

export function parseValue(tokens: Tokens): Operand {
  const word = tokens.next();
  if (!word.startsWith(":")) tokens.fail(`${word} is no value`);
  return ({ values }) => values?.[word];
}

/** An attribute, a value, or the size of an attribute. */
export function parseOperand(tokens: Tokens): Operand {
  if (tokens.peek()?.startsWith(":") === true) return parseValue(tokens);
  if (tokens.isNext("SIZE") && tokens.peek(1) === "(") {
    tokens.next();
    tokens.expect("(");
    const name = parseName(tokens);
    tokens.expect(")");
    return ({ item, names }) => sizeOf(item[name(names)]);
  }
  const name = parseName(tokens);
  return ({ item, names }) => item[name(names)];
}

function sizeOf(value: unknown): number | undefined {
  if (typeof value === "string") return Buffer.byteLength(value);
  if (value instanceof Set) return value.size;
  if (Array.isArray(value) || value instanceof Uint8Array) return value.length;
  return typeof value === "object" && value !== null ? Object.keys(value).length : undefined;
}

/** A parsed expression with the placeholders it uses. */
export interface Parsed<T> {
  readonly run: T;
  readonly names: ReadonlySet<string>;
  readonly values: ReadonlySet<string>;
}

interface Placeholders {
  readonly ExpressionAttributeNames?: Names | undefined;
  readonly ExpressionAttributeValues?: Item | undefined;
}

/** @throws ValidationException where a placeholder has no meaning, or is not used */
export function checkPlaceholders(
  input: Placeholders,
  ...expressions: readonly (Parsed<unknown> | undefined)[]
): void {
  const { ExpressionAttributeNames: names, ExpressionAttributeValues: values } = input;
  for (const parsed of expressions) {
    if (parsed === undefined) continue;
    for (const name of parsed.names)
      if (names?.[name] === undefined) throw validation(`undefined attribute name: ${name}`);
    for (const value of parsed.values)
      if (values?.[value] === undefined) throw validation(`undefined value: ${value}`);
  }
  const isUsed = (kind: "names" | "values", word: string) =>
    expressions.some((parsed) => parsed?.[kind].has(word) === true);
  for (const name in names) if (!isUsed("names", name)) throw validation(`unused attribute name: ${name}`);
  for (const value in values) {
    if (values[value] !== undefined && !isUsed("values", value)) throw validation(`unused value: ${value}`);
  }
}

/** Parses each text once: programs say the same few dozen expressions millions of times. */
export function remembered<T>(parse: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const found = known.get(text) ?? parse(text);
    known.set(text, found);
    return found;
  };
}
