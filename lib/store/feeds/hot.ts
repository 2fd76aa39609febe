import type { EntityRef } from "../../domain/entity.ts";
import { tooManyPosts } from "../../domain/hot.ts";
import { positionOf } from "../../domain/position.ts";
import { toTimestamp } from "../../domain/time.ts";
import { countSince } from "../streams/streams.ts";
import type { Table } from "../../table/table.ts";

interface Audience {
  readonly entity: EntityRef;
  readonly followers: number;
}

/** W5. Whether the posts of an entity in a second, times its followers, are so many. */
export async function isHot(
  table: Table,
  { entity, followers }: Audience,
  deliveries: number,
  now: number,
): Promise<boolean> {
  if (followers === 0) return false;
  const { posts, within } = tooManyPosts(followers, deliveries);
  const low = positionOf(toTimestamp(now - within), "");
  return (await countSince(table, entity, low, posts)) >= posts;
}
