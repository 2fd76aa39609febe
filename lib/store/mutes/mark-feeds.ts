import { type EntityRef } from "../../domain/entity.ts";
import { DEFAULT_FLAG } from "../../domain/follow.ts";
import { getStates } from "../feeds/feed-state.ts";
import { flagsOf } from "../graph/edges.ts";
import { getRegister } from "../graph/flags.ts";
import { feedStateKey } from "../../table/keys.ts";
import type { Table } from "../../table/table.ts";

/** Notes in feeds whether their owner mutes anybody, to save a look. Fails if a flag comes in use. */
export async function feedMarks(table: Table, owner: EntityRef, mutesAny: boolean) {
  const { home, flags: registered } = await getRegister(table, {
    follower: owner,
    followed: owner,
    flag: DEFAULT_FLAG,
  });
  const others = [...new Set([...(registered ?? []), ...(await flagsOf(table, owner))])].filter(
    (flag) => flag !== DEFAULT_FLAG,
  );
  const states = await getStates(
    table,
    others.map((flag) => ({ owner, flag })),
  );
  const update = (flag: string, condition = "attribute_exists(pk)", names: object = {}) => ({
    Update: {
      TableName: table.name,
      Key: feedStateKey(owner, flag),
      UpdateExpression: "SET mutes = :mutes",
      ConditionExpression: condition,
      ExpressionAttributeValues: { ":mutes": mutesAny, ...names },
    },
  });
  return [
    home === undefined
      ? {
          ConditionCheck: {
            TableName: table.name,
            Key: feedStateKey(owner, DEFAULT_FLAG),
            ConditionExpression: "attribute_not_exists(pk)",
          },
        }
      : update(DEFAULT_FLAG, ...sameRegister(registered)),
    ...others.filter((_flag, index) => states[index] !== undefined).map((flag) => update(flag)),
  ];
}

/** A condition that the register of flags is as it was read, with its values. */
function sameRegister(flags: ReadonlySet<string> | undefined): [condition: string, values: object] {
  if (flags === undefined) return ["attribute_exists(pk) AND attribute_not_exists(flags)", {}];
  const values = Object.fromEntries([...flags].map((flag, index) => [`:flag${index}`, flag]));
  const holds = Object.keys(values).map((name) => `contains(flags, ${name})`);
  return [["size(flags) = :size", ...holds].join(" AND "), { ...values, ":size": flags.size }];
}
