import type { Edge, StoredFollow } from "../../domain/follow.ts";
import { newGeneration } from "../feeds/feed-state.ts";
import { type Key, edgeClass, followerKey, followingKey } from "../../table/keys.ts";
import type { Table } from "../../table/table.ts";
import { transact } from "../../table/transact.ts";

type PastFollow = Edge & Pick<StoredFollow, "nonce" | "actorOnly" | "followerIncarnation">;

const [FOLLOW, STATE] = [0, 2]; // places in a removal

/** F12. At most 33 at once. With `now` each follower's feed begins anew. Follows made again meanwhile stay. */
export async function removeFollows(
  table: Table,
  follows: readonly PastFollow[],
  now: number | undefined,
): Promise<void> {
  const all = follows.flatMap((follow) => removal(table, follow, now));
  if ((await transact(table, all)).length === 0) return;
  for (const follow of follows) {
    const failed = await transact(table, removal(table, follow, now));
    if (failed.includes(STATE) && !failed.includes(FOLLOW))
      await transact(table, removal(table, follow, undefined));
  }
}

function removal(table: Table, follow: PastFollow, now: number | undefined) {
  const remove = (Key: Key) => ({
    Delete: {
      TableName: table.name,
      Key,
      ConditionExpression: "nonce = :nonce",
      ExpressionAttributeValues: { ":nonce": follow.nonce },
    },
  });
  return [
    remove(followingKey(follow)),
    remove(followerKey(follow, edgeClass(follow.actorOnly))),
    ...(now === undefined
      ? []
      : [
          {
            Update: newGeneration(table, follow, {
              change: -1,
              incarnation: follow.followerIncarnation,
              now,
            }),
          },
        ]),
  ];
}
