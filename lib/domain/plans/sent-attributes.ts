import { type NewAction, referencesOf } from "../action.ts";
import { type Attributes, type EntityRef, attributesOf, entityKey } from "../entity.ts";
import { TributaryError } from "../errors.ts";
import type { Incarnation } from "../incarnation.ts";
import { canonicalJson } from "../text.ts";

export interface EntityRead {
  readonly attributes: Attributes | undefined;
  readonly incarnation: Incarnation;
}

/** What one attempt has read of a post's entities, by `entityKey`; unstored ones are absent. */
export type EntityReads = ReadonlyMap<string, EntityRead>;

export type Reads = readonly EntityReads[];

export const newest = (reads: Reads): EntityReads => reads.at(-1) ?? new Map();

export interface Change {
  readonly ref: EntityRef;
  readonly read: EntityRead | undefined;
  readonly after: Attributes;
}

interface Merged {
  /** What the action shows of its entities, by `entityKey`. */
  readonly known: ReadonlyMap<string, Attributes>;
  readonly changes: readonly Change[];
  /** Each part was small enough; together they are not. */
  readonly invalid: TributaryError | undefined;
}

/** A post's attributes over the stored ones. What others wrote since the first read counts as later. */
export function mergeSent(input: NewAction, reads: Reads): Merged {
  const now = newest(reads);
  const known = new Map([...now].map(([key, { attributes = {} }]) => [key, attributes]));
  const changes: Change[] = [];
  let invalid: TributaryError | undefined;
  for (const { ref, attributes } of sentWith(input)) {
    const key = entityKey(ref);
    const read = now.get(key);
    const overtaken = overtakenNames(key, attributes, reads);
    const shown = { ...read?.attributes, ...attributes };
    const news = Object.entries(attributes).filter(([name]) => !overtaken.has(name));
    const after = { ...read?.attributes, ...Object.fromEntries(news) };
    const isNews = (value: Attributes) => canonicalJson(read?.attributes ?? {}) !== canonicalJson(value);
    known.set(key, shown);
    if (isNews(shown)) invalid ??= invalidAttributes(ref, shown);
    if (isNews(after)) changes.push({ ref, read, after });
  }
  return { known, changes, invalid };
}

function sentWith(input: NewAction) {
  const sent = new Map<string, { readonly ref: EntityRef; readonly attributes: Attributes }>();
  for (const [, { ref, attributes }] of referencesOf(input)) {
    if (attributes === undefined) continue;
    const before = sent.get(entityKey(ref))?.attributes;
    sent.set(entityKey(ref), { ref, attributes: { ...before, ...attributes } });
  }
  return sent.values();
}

/** Names of attributes that others have written between two reads, in the same incarnation. */
function overtakenNames(key: string, sent: Attributes, [first, ...later]: Reads): ReadonlySet<string> {
  let names = new Set<string>();
  let before = first?.get(key);
  for (const reads of later) {
    const read = reads.get(key);
    const text = (entity: EntityRead | undefined, name: string) =>
      canonicalJson([entity?.attributes?.[name] ?? null]);
    // What was stored of an earlier incarnation is gone, and must be stored in this one.
    if ((before?.incarnation ?? 0) !== (read?.incarnation ?? 0)) names = new Set();
    else for (const name of Object.keys(sent)) if (text(before, name) !== text(read, name)) names.add(name);
    before = read;
  }
  return names;
}

function invalidAttributes(ref: EntityRef, attributes: Attributes): TributaryError | undefined {
  const parsed = attributesOf(ref.model_type).safeParse(attributes);
  if (parsed.success) return undefined;
  const [message = "does not fit"] = parsed.error.issues.map((issue) => issue.message);
  const path = entityKey(ref).replace("#", ":");
  return new TributaryError("invalid", `${path}: ${message}`, { errors: [{ path, message }] });
}
