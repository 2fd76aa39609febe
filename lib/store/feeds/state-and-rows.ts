import type { FeedState } from "../../domain/feed.ts";
import type { Walk } from "../../domain/position.ts";
import { feedPartition, feedPlace, feedStateKey, generationPrefix } from "../../table/keys.ts";
import { query } from "../../table/query.ts";
import type { Table } from "../../table/table.ts";
import { type Feed, getState, parseState } from "./feed-state.ts";

export interface Page {
  readonly items: readonly unknown[];
  readonly ended: boolean;
}

interface StateAndRows {
  readonly state: FeedState | undefined;
  readonly first: Page | undefined;
}

/** The state, and the walk's first rows if one round trip brings both. */
export async function readStateAndRows(
  table: Table,
  feed: Feed,
  { range, direction, chunk }: Walk,
  hint: number | undefined,
): Promise<StateAndRows> {
  const { owner, flag } = feed;
  if (range.low === undefined && range.high === undefined && direction === "older") {
    const items = await query(table, feedPartition(owner, flag), { direction, limit: chunk + 1 });
    const [top, ...below] = items;
    if (top === undefined || top["sk"] !== feedStateKey(owner, flag).sk)
      return { state: undefined, first: undefined };
    const state = parseState(top);
    return { state, first: pageOf(below, state.generation, chunk) };
  }
  if (hint === undefined) return { state: await getState(table, owner, flag), first: undefined };
  const place = feedPlace(owner, flag, hint);
  const sort = { low: place.prefix + (range.low ?? ""), high: place.prefix + (range.high ?? "~") };
  const [state, items] = await Promise.all([
    getState(table, owner, flag),
    query(table, place.pk, { range: sort, direction, limit: chunk }),
  ]);
  return { state, first: state?.generation === hint ? pageOf(items, hint, chunk) : undefined };
}

/** Rows of older generations sort below and end these. If a newer one began meanwhile, they say nothing. */
function pageOf(
  items: readonly Record<string, unknown>[],
  generation: number,
  chunk: number,
): Page | undefined {
  const prefix = generationPrefix(generation);
  const isCurrent = ({ sk }: Record<string, unknown>) => String(sk).startsWith(prefix);
  const isOvertaken = items.some((item) => !isCurrent(item) && String(item["sk"]) > prefix);
  const current = items.filter(isCurrent);
  return isOvertaken ? undefined : { items: current, ended: current.length < chunk };
}
