import { FilterCriteria, FilterRule } from "aws-cdk-lib/aws-lambda";
import { ACTION_KIND, PREFIX } from "../contract/table.ts";

/** Which records of the table's stream wake a function. Rows of feeds are records too, and must wake none. */
export type Pattern = Readonly<Record<string, unknown>>;

export const recordFilter = (pattern: Pattern): Record<string, unknown> => FilterCriteria.filter(pattern);

const under = (prefix: string) => ({ pk: { S: FilterRule.beginsWith(prefix) } });

/** Actions that come, change or go. Their tombstones and idempotency keys are not meant. */
export const ACTIONS: readonly Pattern[] = ["NewImage", "OldImage"].map((image) => ({
  dynamodb: { Keys: under(PREFIX.action), [image]: { kind: { S: FilterRule.isEqual(ACTION_KIND.action) } } },
}));

/** The followed's side of follows that come or go; that one was counted is no news. */
export const FOLLOWERS: readonly Pattern[] = [
  { eventName: FilterRule.isEqual("REMOVE"), dynamodb: { Keys: under(PREFIX.followers) } },
  { dynamodb: { Keys: under(PREFIX.followers), NewImage: { counted: { BOOL: FilterRule.notExists() } } } },
];

/** The follower's side: the facts of a follow. */
export const FOLLOWS: readonly Pattern[] = [{ dynamodb: { Keys: under(PREFIX.following) } }];

/** Entities that were deleted and are not removed yet. */
export const DELETED_ENTITIES: readonly Pattern[] = [
  { dynamodb: { Keys: under(PREFIX.entity), NewImage: { deleting: { BOOL: [true] } } } },
];
