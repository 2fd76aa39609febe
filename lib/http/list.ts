import * as z from "zod/mini";
import { callerKey } from "../domain/caller.ts";
import { type Order, type Place, type Selection, type Walkable, readPage } from "../domain/page.ts";
import type { Position, Range, Walk } from "../domain/position.ts";
import { canonicalJson } from "../domain/text.ts";
import { type Carried, type Cursor, openCursor, sealCursor } from "../store/access/cursor.ts";
import { type Answer, ok } from "./answer.ts";
import { KEY_PARAMETER } from "./key-parameter.ts";
import type { Request } from "./route.ts";

const MAX_LIMIT = 100;
export const DEFAULT_LIMIT = 25;

export const limitUpTo = (most: number) =>
  z.optional(
    z.pipe(
      z.pipe(
        z.string().check(z.regex(/^\d{1,3}$/, `must be a whole number from 1 to ${most}`)),
        z.transform(Number),
      ),
      z.int().check(z.minimum(1, "must be at least 1"), z.maximum(most, `must be at most ${most}`)),
    ),
  );

/** A cursor of notifications holds the mark of its first page, which names up to a hundred groups. */
export const LONGEST_CURSOR = 4600;

export const listParameters = {
  limit: limitUpTo(MAX_LIMIT),
  cursor: z.optional(z.string().check(z.maxLength(LONGEST_CURSOR, "is no cursor"))),
};

/** `expand=current` shows entities as they are now, for one more batched read. */
export const expand = z.optional(z.literal("current", { error: "must be current" }));

export interface ListQuery {
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
}

interface Walked<T> extends Walkable<T> {
  readonly carried?: Carried | undefined;
}

/** `walk` brings positions and hydrates them, `selection` has the rules, `show` expands and presents. */
export interface Listing<T extends { readonly position: Position }, Shown = unknown> {
  readonly range?: Range | null;
  readonly order?: Order;
  walk(walk: Walk, from: Carried | undefined): Promise<Walked<T>> | Walked<T>;
  /** Which items belong on the page, which is filled up with later ones. Absent: all. */
  readonly selection?: Selection<T> | undefined;
  show(items: readonly T[]): Promise<readonly Shown[]> | readonly Shown[];
  more?(carried: Carried): Promise<object>;
}

interface ListPage<Shown> {
  readonly next: string | null;
  readonly prev: string | null;
  readonly results: readonly Shown[];
  readonly carried: Carried;
}

/** One page with links to its neighbours. @throws 400 for another list's cursor */
export async function answerList<T extends { readonly position: Position }>(
  request: Request<ListQuery>,
  listing: Listing<T>,
): Promise<Answer> {
  const { carried, ...page } = await listPage(request, listing);
  return ok({ ...page, ...(await listing.more?.(carried)) });
}

/** `format` is kept in its links, besides the request's own parameters. */
export async function listPage<T extends { readonly position: Position }, Shown>(
  request: Request<ListQuery>,
  { walk, show, ...source }: Listing<T, Shown>,
  format?: string,
): Promise<ListPage<Shown>> {
  const { limit, from } = await askedPage(request);
  let carried: Carried = {};
  const open = async (wanted: Walk) => {
    const walked = await walk(wanted, from);
    carried = walked.carried ?? {};
    return walked;
  };
  const { items, next, prev } = await readPage({ ...source, open }, limit, from);
  const link = (place: Place | undefined) => linkTo(request, place && { ...place, ...carried }, format);
  const [nextUrl, prevUrl, results] = await Promise.all([link(next), link(prev), show(items)]);
  return { next: nextUrl, prev: prevUrl, results, carried };
}

/** A page's length and place. @throws 400 for a cursor that is not this list's */
export async function askedPage(
  request: Request<ListQuery>,
): Promise<{ readonly limit: number; readonly from: Cursor | undefined }> {
  const { limit = DEFAULT_LIMIT, cursor } = request.query;
  return {
    limit,
    from: cursor === undefined ? undefined : await openCursor(request.table, scopeOf(request), cursor),
  };
}

export async function linkTo(
  request: Request,
  place: Cursor | undefined,
  format?: string,
): Promise<string | null> {
  if (place === undefined) return null;
  // A feed key reads on along `next` only.
  if (request.key !== undefined && place.direction === "newer") return null;
  const cursor = await sealCursor(request.table, scopeOf(request), place);
  const query = pageQuery(request, format, cursor);
  if (request.key !== undefined) query.set(KEY_PARAMETER, request.key);
  return request.links.self(query);
}

/** Parameters that change how a page looks, not what is on it. */
const APPEARANCE: ReadonlySet<string> = new Set(["limit", "cursor", "expand", "format", "notifications"]);

export const listQuery = (request: Request): URLSearchParams =>
  parameters(request, (name, value) => !APPEARANCE.has(name) && STANDARD[name] !== value);

const NOT_IN_LINKS: ReadonlySet<string> = new Set(["cursor", "format", "notifications"]);

export function pageQuery(
  request: Request,
  format: string | undefined,
  cursor: string | undefined,
): URLSearchParams {
  const query = parameters(request, (name) => !NOT_IN_LINKS.has(name));
  const asked = format ?? request.rawQuery["format"]?.[0];
  if (asked !== undefined) query.set("format", asked);
  if (cursor !== undefined) query.set("cursor", cursor);
  return query;
}

const STANDARD: Readonly<Record<string, string>> = { flag: "following", own: "false" };

function parameters({ rawQuery }: Request, keep: (name: string, value: string) => boolean): URLSearchParams {
  const given = Object.entries(rawQuery).flatMap(([name, values]) =>
    values.map((value): [string, string] => [name, value]),
  );
  const query = new URLSearchParams(given.filter(([name, value]) => keep(name, value)));
  query.sort();
  return query;
}

export function scopeOf({ route, params, caller, rawQuery }: Request): string {
  const filters = Object.entries(rawQuery).filter(([name]) => !APPEARANCE.has(name));
  return canonicalJson({ route, params, caller: callerKey(caller), filters: Object.fromEntries(filters) });
}
