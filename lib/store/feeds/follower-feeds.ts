import type { EntityRef } from "../../domain/entity.ts";
import type { FeedState } from "../../domain/feed.ts";
import { type FollowerFeed, edgesLeft } from "../graph/edges.ts";
import { getStates } from "./feed-state.ts";
import type { EdgeClass } from "../../table/keys.ts";
import type { Table } from "../../table/table.ts";

/** Whose feeds, and whether their states are read consistently, which costs twice as much. */
interface Audience {
  readonly entity: EntityRef;
  readonly edges: EdgeClass;
  readonly consistent?: boolean;
}

/** Edges are read after the states: an unfollow in between changed either the generation or the edge. */
export async function feedsOf(
  table: Table,
  { entity, edges, consistent = true }: Audience,
  followers: readonly FollowerFeed[],
  wanted: (state: FeedState) => boolean,
): Promise<{ readonly follower: FollowerFeed; readonly state: FeedState }[]> {
  const states = await getStates(table, followers, consistent);
  const feeds = followers.flatMap((follower, index) => {
    const state = states[index];
    // A follow of a deleted follower may still exist; it has no part in their new feed.
    return state !== undefined && state.incarnation === follower.incarnation && wanted(state)
      ? [{ follower, state }]
      : [];
  });
  const [low, high] = [feeds.at(0)?.follower.sk, feeds.at(-1)?.follower.sk];
  if (low === undefined || high === undefined) return [];
  const left = await edgesLeft(table, { entity, edges }, { low, high });
  return feeds.filter(({ follower }) => left.has(follower.sk));
}
