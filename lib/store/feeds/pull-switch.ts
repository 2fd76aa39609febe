import { UpdateCommand, type UpdateCommandInput } from "@aws-sdk/lib-dynamodb";
import { NAMED_ATTRIBUTE } from "../../contract/table.ts";
import { type EntityRef, sameEntity } from "../../domain/entity.ts";
import { type FeedState, type PulledEntity, mayHoldRow } from "../../domain/feed.ts";
import { eachAtMost } from "../../domain/merge.ts";
import { type FollowerFeed, followerFeed } from "../graph/edges.ts";
import type { Mode } from "../entities/entities.ts";
import { addPulledEntities } from "./feed-passes.ts";
import { feedsOf } from "./follower-feeds.ts";
import { type EdgeClass, edgeClass, entityItemKey, followersPartition } from "../../table/keys.ts";
import type { List } from "../jobs/lists.ts";
import type { Table } from "../../table/table.ts";
import { writeIf } from "../../table/write.ts";

/**
 * From push to pull, so that no post is lost: (1) `switching`: builds pull, fan-outs still push; (2) every
 * feed in use is switched; (3) `pull`: fan-outs stop. Back is one step, and feeds pull until their next
 * generation. `switchId` tells a switch from one that was given up.
 */

const AT_ONCE = 8;

interface Switch {
  readonly entity: EntityRef;
  readonly switchId: string;
}

/** W1. Begins the switch to pull. @returns its id, or undefined where the entity is not pushed */
export async function beginPull(table: Table, entity: EntityRef): Promise<string | undefined> {
  const switchId = table.nondeterminism.nonce();
  const begun = await setMode(table, entity, {
    UpdateExpression: `SET pull_mode = :switching, switch_id = :id REMOVE ${NAMED_ATTRIBUTE}`,
    ConditionExpression: "attribute_exists(pk) AND attribute_not_exists(pull_mode)",
    ExpressionAttributeValues: { ":switching": "switching" satisfies Mode, ":id": switchId },
  });
  return begun ? switchId : undefined;
}

/** W2. Returns to push, from any state, unless the entity is spread: deliveries may remember that it is pulled. */
export const push = (table: Table, entity: EntityRef, now: number): Promise<boolean> =>
  setMode(table, entity, {
    UpdateExpression: `SET pushed_at = :now REMOVE pull_mode, switch_id, ${NAMED_ATTRIBUTE}`,
    ConditionExpression: "attribute_exists(pull_mode) AND attribute_not_exists(spread)",
    ExpressionAttributeValues: { ":now": now },
  });

/** W3. An entity's followers of one class, whose feeds a switch tells to pull. */
export const followersToTell = (
  table: Table,
  followed: { readonly entity: EntityRef; readonly edges: EdgeClass },
  now: () => number,
): List => ({
  partition: followersPartition(followed.entity, followed.edges),
  page: table.limits.states,
  work: (items) => tellFollowers(table, followed, items.map(followerFeed), now()),
});

async function tellFollowers(
  table: Table,
  followed: { readonly entity: EntityRef; readonly edges: EdgeClass },
  followers: readonly FollowerFeed[],
  now: number,
): Promise<number> {
  const { entity, edges } = followed;
  const pulled = { entity, actorOnly: edges === edgeClass(true) };
  const isAmong = (some: readonly PulledEntity[]) => some.some((one) => sameEntity(one.entity, entity));
  // New builds see the mode; sleeping feeds are rebuilt before they are read.
  const untold = (state: FeedState) =>
    mayHoldRow(state, now, table.limits) && (!isAmong(state.pulledEntities) || isAmong(state.joined));
  const feeds = await feedsOf(table, followed, followers, untold);
  await eachAtMost(AT_ONCE, feeds, ({ follower, state }) =>
    addPulledEntities(table, follower, state.generation, [pulled]),
  );
  return feeds.length;
}

/** W4. Stops pushing, once this switch has reached every feed. */
export const endPull = (table: Table, { entity, switchId }: Switch): Promise<boolean> =>
  setMode(table, entity, {
    UpdateExpression: `SET pull_mode = :pull REMOVE ${NAMED_ATTRIBUTE}`,
    ConditionExpression: "pull_mode = :switching AND switch_id = :id",
    ExpressionAttributeValues: {
      ":pull": "pull" satisfies Mode,
      ":switching": "switching" satisfies Mode,
      ":id": switchId,
    },
  });

async function setMode(
  table: Table,
  entity: EntityRef,
  change: Partial<UpdateCommandInput>,
): Promise<boolean> {
  return writeIf(
    table,
    new UpdateCommand({
      TableName: table.name,
      Key: entityItemKey(entity),
      ...change,
    }),
  );
}
