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
export type Look = ReadonlyMap<string, EntityRead>;

export type Looks = readonly Look[];

export const newest = (looks: Looks): Look => looks.at(-1) ?? new Map();

export interface Change {
  readonly ref: EntityRef;
  readonly read: EntityRead | undefined;
  readonly after: Attributes;
}

interface LaidOver {
  /** What the action shows of its entities, by `entityKey`. */
  readonly known: ReadonlyMap<string, Attributes>;
  readonly changes: readonly Change[];
  /** Each part was small enough; together they are not. */
  readonly misfit: TributaryError | undefined;
}

/** Lays a post's attributes over the stored ones. What others wrote since the first look yields to them. */
export function layOver(input: NewAction, looks: Looks): LaidOver {
  const now = newest(looks);
  const known = new Map([...now].map(([key, { attributes = {} }]) => [key, attributes]));
  const changes: Change[] = [];
  let misfit: TributaryError | undefined;
  for (const { ref, attributes } of sentWith(input)) {
    const key = entityKey(ref);
    const read = now.get(key);
    const overtaken = overtakenNames(key, attributes, looks);
    const shown = { ...read?.attributes, ...attributes };
    const news = Object.entries(attributes).filter(([name]) => !overtaken.has(name));
    const after = { ...read?.attributes, ...Object.fromEntries(news) };
    const isNews = (value: Attributes) => canonicalJson(read?.attributes ?? {}) !== canonicalJson(value);
    known.set(key, shown);
    if (isNews(shown)) misfit ??= misfitOf(ref, shown);
    if (isNews(after)) changes.push({ ref, read, after });
  }
  return { known, changes, misfit };
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

/** Names of attributes that others have written between two looks, in the same incarnation. */
function overtakenNames(key: string, sent: Attributes, [first, ...later]: Looks): ReadonlySet<string> {
  let names = new Set<string>();
  let before = first?.get(key);
  for (const look of later) {
    const read = look.get(key);
    const text = (entity: EntityRead | undefined, name: string) =>
      canonicalJson([entity?.attributes?.[name] ?? null]);
    // What was stored of an earlier incarnation is gone, and must be stored in this one.
    if ((before?.incarnation ?? 0) !== (read?.incarnation ?? 0)) names = new Set();
    else for (const name of Object.keys(sent)) if (text(before, name) !== text(read, name)) names.add(name);
    before = read;
  }
  return names;
}

function misfitOf(ref: EntityRef, attributes: Attributes): TributaryError | undefined {
  const parsed = attributesOf(ref.model_type).safeParse(attributes);
  if (parsed.success) return undefined;
  const [message = "does not fit"] = parsed.error.issues.map((issue) => issue.message);
  const path = entityKey(ref).replace("#", ":");
  return new TributaryError("invalid", `${path}: ${message}`, { errors: [{ path, message }] });
}
