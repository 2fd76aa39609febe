import { UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { NAMED_ATTRIBUTE, PREFIX } from "../../contract/table.ts";
import type { StoredAction } from "../../domain/action.ts";
import { type EntityRef, entityKey, parseEntityKey } from "../../domain/entity.ts";
import type { Incarnation } from "../../domain/incarnation.ts";
import { DEFAULT_FLAG } from "../../domain/follow.ts";
import { eachAtMost } from "../../domain/merge.ts";
import { after, splitPosition } from "../../domain/position.ts";
import { isPublic } from "../../domain/visibility.ts";
import { isAction, parseAction } from "../actions/action-item.ts";
import { getActions } from "../actions/actions.ts";
import { batchWrite } from "../../table/batch.ts";
import { updateListedStreams } from "../feeds/deliver.ts";
import { CLASSES, followedBy, followerEdges } from "../graph/edges.ts";
import { mendNames } from "../find/names.ts";
import { getEntities, parseEntity } from "../entities/entities.ts";
import { type Feed, startAnew } from "../feeds/feed-state.ts";
import {
  type EdgeClass,
  type Key,
  entityItemKey,
  feedStateKey,
  parseFeedPartition,
} from "../../table/keys.ts";
import { AT_ONCE, type Item, itemsUnder } from "./items.ts";
import { mendNotes } from "./restore-notes.ts";
import type { Table } from "../../table/table.ts";
import { write } from "../../table/write.ts";

/** Z3. Rebuilds what is derived from these items. @returns unfinished deletions */
export async function rebuildDerived(
  table: Table,
  items: readonly Item[],
  now: number,
): Promise<readonly EntityRef[]> {
  await makeFeeds(table, itemsUnder(items, PREFIX.feed), now);
  await removeGone(table, itemsUnder(items, PREFIX.stream));
  const actions = itemsUnder(items, PREFIX.action).filter(isAction).map(parseAction);
  await eachAtMost(AT_ONCE, actions, (action) => updateListedStreams(table, action));
  await mendNotes(table, items, now);
  const entities = itemsUnder(items, PREFIX.entity).map((item) => ({
    entity: parseEntityKey(item.pk.slice(PREFIX.entity.length)),
    ...parseEntity(item),
  }));
  await mendNames(table, itemsUnder(items, PREFIX.find), entities);
  await eachAtMost(AT_ONCE, entities, ({ entity, incarnation, mode }) =>
    recount(table, entity, incarnation, mode === "switching"),
  );
  return entities.filter(({ deleting }) => deleting).map(({ entity }) => entity);
}

async function makeFeeds(table: Table, items: readonly Item[], now: number): Promise<void> {
  const feeds = items
    .map(({ pk, sk }) => ({ ...parseFeedPartition(pk), sk }))
    .filter(({ owner, flag, sk }) => sk === feedStateKey(owner, flag).sk);
  const owners = new Map(feeds.map(({ owner }) => [entityKey(owner), owner]));
  const entities = await getEntities(table, [...owners.values()], true);
  await eachAtMost(AT_ONCE, feeds, async ({ owner, flag }: Feed) => {
    const incarnation = entities.get(entityKey(owner))?.incarnation ?? 0;
    const follows = (await followedBy(table, owner, flag)).filter(
      ({ followerIncarnation }) => followerIncarnation >= incarnation,
    ).length;
    await startAnew(table, { owner, flag }, { incarnation, follows }, now);
  });
}

async function removeGone(table: Table, rows: readonly Item[]): Promise<void> {
  const idOf = ({ sk }: Key) => splitPosition(sk).id;
  const actions = await getActions(table, [...new Set(rows.map(idOf))], true);
  const isShown = (action: StoredAction | undefined) => action !== undefined && isPublic(action);
  const gone = rows.filter((row) => !isShown(actions.get(idOf(row))));
  await batchWrite(table, [], gone);
}

/** Counts followers; an unfinished deletion will subtract. An unfinished switch is undone: no feed knows. */
async function recount(
  table: Table,
  entity: EntityRef,
  incarnation: Incarnation,
  isSwitching: boolean,
): Promise<void> {
  let followers = 0;
  for (const edges of CLASSES) followers += await countEdges(table, entity, edges, incarnation);
  await write(
    table,
    new UpdateCommand({
      TableName: table.name,
      Key: entityItemKey(entity),
      UpdateExpression: `SET followers = :followers REMOVE ${NAMED_ATTRIBUTE}${isSwitching ? ", pull_mode, switch_id" : ""}`,
      ExpressionAttributeValues: { ":followers": followers },
    }),
  );
}

async function countEdges(
  table: Table,
  entity: EntityRef,
  edges: EdgeClass,
  incarnation: Incarnation,
): Promise<number> {
  let [count, low]: [number, string | undefined] = [0, undefined];
  for (;;) {
    const page: Awaited<ReturnType<typeof followerEdges>> = await followerEdges(
      table,
      { entity: entity, edges: edges },
      { low },
      table.limits.page,
    );
    count += page.filter(
      ({ edge }) => edge.flag === DEFAULT_FLAG && edge.followedIncarnation === incarnation,
    ).length;
    const last = page.at(-1);
    if (last === undefined || page.length < table.limits.page) return count;
    low = after(last.sk);
  }
}
