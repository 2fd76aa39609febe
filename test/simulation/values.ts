import { validation } from "./errors.ts";

/** An item as the document client gives and takes it: sets are `Set`s. Stored items are frozen. */
export type Item = Readonly<Record<string, unknown>>;

const refuse = (): never => {
  throw new TypeError("a stored set cannot be changed");
};
const NO_CHANGE = { add: { value: refuse }, delete: { value: refuse }, clear: { value: refuse } };

/** A frozen copy of a value, without what is undefined, as the document client marshals it. */
export function stored(value: unknown): unknown {
  if (typeof value === "string" || typeof value === "boolean" || value === null) return value;
  if (typeof value === "number") {
    if (!Number.isFinite(value)) throw new Error(`Special numeric value ${value} is not allowed`);
    return value;
  }
  if (value instanceof Set) {
    if (value.size === 0) throw new Error("Pass a non-empty set, or options.convertEmptyValues=true.");
    return Object.freeze(Object.defineProperties(new Set<unknown>(value), NO_CHANGE));
  }
  if (Array.isArray(value)) return Object.freeze(value.filter((one) => one !== undefined).map(stored));
  if (value instanceof Uint8Array) return Uint8Array.from(value);
  if (typeof value === "object" && (value.constructor === Object || value.constructor === undefined))
    return storedItem(value as Item);
  throw new Error(`Unsupported type passed: ${String(value)}`);
}

export function storedItem(item: Item): Item {
  const copy: Record<string, unknown> = {};
  for (const name in item) {
    const value = item[name];
    if (value !== undefined) copy[name] = typeof value === "string" ? value : stored(value);
  }
  return Object.freeze(copy);
}

export function equal(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (a instanceof Set) return b instanceof Set && a.size === b.size && [...a].every((one) => b.has(one));
  if (a instanceof Uint8Array) return b instanceof Uint8Array && Buffer.compare(a, b) === 0;
  if (Array.isArray(a) !== Array.isArray(b) || b instanceof Set || b instanceof Uint8Array) return false;
  const names = Object.keys(a);
  if (names.length !== Object.keys(b).length) return false;
  return names.every((name) => equal((a as Item)[name], (b as Item)[name]) && Object.hasOwn(b, name));
}

const BEYOND = /[\ud800-\uffff]/;

/** A text whose order by `<` is the order of the given text's UTF-8 bytes: DynamoDB's. */
export function sortable(text: string): string {
  if (!BEYOND.test(text)) return text;
  // UTF-16 puts surrogates (code points beyond U+FFFF) below U+E000..U+FFFF: the two change places.
  return text.replaceAll(/[\ud800-\uffff]/g, (unit) => {
    const code = unit.charCodeAt(0);
    return String.fromCharCode(code < 0xe000 ? code + 0x2000 : code - 0x800);
  });
}

/** The order of two values of one ordered type; `undefined` where they have none. */
export function compare(a: unknown, b: unknown): number | undefined {
  if (typeof a === "number" && typeof b === "number") return a - b;
  if (a instanceof Uint8Array && b instanceof Uint8Array) return Buffer.compare(a, b);
  if (typeof a !== "string" || typeof b !== "string") return undefined;
  const [left, right] = [sortable(a), sortable(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** A value of a key attribute. */
export function keyText(item: Item | undefined, name: string): string {
  const value = item?.[name];
  if (typeof value === "string" && value !== "") return value;
  throw validation(
    `One or more parameter values were invalid: the key attribute ${name} must be a non-empty string`,
  );
}
