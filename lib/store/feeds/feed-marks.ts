import { UpdateCommand } from "@aws-sdk/lib-dynamodb";
import type { Mark } from "../access/cursor.ts";
import { feedStateKey } from "../../table/keys.ts";
import type { Table } from "../../table/table.ts";
import { writeIf } from "../../table/write.ts";
import { type Feed, inIncarnation } from "./feed-state.ts";
import { type FeedWork, openFeed } from "./feeds.ts";

/** More are not counted one by one. */
const MOST = 100;
/** Usually there are few, which are read together with the state. */
const FIRST = 9;

export interface NewCount {
  readonly new: number;
  readonly more: boolean;
}

/** G16. What is above a feed's mark, exact up to a hundred. `known`: a mark that the read may not see yet. */
export async function countNew(
  table: Table,
  { feed, known, onWork }: { feed: Feed; known?: Mark; onWork?: (work: FeedWork) => void },
  now: number,
): Promise<NewCount> {
  const walk = { range: {}, direction: "older" as const, chunk: FIRST, mostChunk: MOST + 1 };
  const opened = await openFeed(table, { ...feed, own: false, walk, ...(onWork && { onWork }) }, now);
  const raised = known?.incarnation === opened.incarnation ? known.position : "";
  const seen = opened.seen > raised ? opened.seen : raised;
  const { rule = () => true } = opened;
  let [count, examined] = [0, 0];
  for await (const { position, body } of opened.entries) {
    if (position <= seen) return { new: count, more: false };
    if (examined++ === table.limits.examined) return { new: count, more: true };
    if (!rule(body)) continue;
    if (count === MOST) return { new: MOST, more: true };
    count++;
  }
  return { new: count, more: false };
}

/** G17. The mark that covers the newest entry that a read shows now. */
export async function newestMark(table: Table, feed: Feed, now: number): Promise<Mark> {
  const walk = { range: {}, direction: "older" as const, chunk: 1, mostChunk: table.limits.filteredChunk };
  const { newest, incarnation } = await openFeed(table, { ...feed, own: false, walk, newest: true }, now);
  return { position: newest, incarnation };
}

/** G18. Raises a feed's mark. It never falls; a mark of an earlier incarnation is ignored. */
export async function raiseMark(
  table: Table,
  { owner, flag }: Feed,
  { position, incarnation }: Mark,
): Promise<void> {
  if (position === "") return;
  await writeIf(
    table,
    new UpdateCommand({
      TableName: table.name,
      Key: feedStateKey(owner, flag),
      UpdateExpression: "SET seen = :seen",
      ConditionExpression: `attribute_exists(pk) AND (attribute_not_exists(seen) OR seen < :seen) AND ${inIncarnation(incarnation)}`,
      ExpressionAttributeValues: { ":seen": position, ...(incarnation > 0 && { ":epoch": incarnation }) },
    }),
  );
}
