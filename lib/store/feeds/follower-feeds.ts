import type { EntityRef } from "../../domain/entity.ts";
import type { FeedState } from "../../domain/feed.ts";
import { type FollowerFeed, followersOf } from "../graph/edges.ts";
import { getStates } from "./feed-state.ts";
import type { EdgeClass } from "../../table/keys.ts";
import type { Table } from "../../table/table.ts";

/**
 * The feeds, of some followers in the order of their keys, whose states are `wanted`, each with its
 * generation as of a moment at which the follow stood. Edges are read once more after the states: who has
 * unfollowed in between has bumped the very generation that was just read, or is no longer among them.
 */
export async function feedsOf(
  table: Table,
  { entity, edges }: { readonly entity: EntityRef; readonly edges: EdgeClass },
  followers: readonly FollowerFeed[],
  wanted: (state: FeedState) => boolean,
): Promise<{ readonly follower: FollowerFeed; readonly state: FeedState }[]> {
  const states = await getStates(table, followers);
  const feeds = followers.flatMap((follower, index) => {
    const state = states[index];
    // A follow that its follower's deletion has ended may not be removed yet: it has no part in their new
    // feed.
    return state !== undefined && state.incarnation === follower.incarnation && wanted(state)
      ? [{ follower, state }]
      : [];
  });
  const [low, high] = [feeds.at(0)?.follower.sk, feeds.at(-1)?.follower.sk];
  if (low === undefined || high === undefined) return [];
  const still = new Set((await followersOf(table, { entity, edges }, { low, high })).map(({ sk }) => sk));
  return feeds.filter(({ follower }) => still.has(follower.sk));
}
