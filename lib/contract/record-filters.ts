import { ACTION_KIND, PREFIX } from "./table.ts";

/**
 * Which records of the table's stream wake a function. Rows of feeds are records too, and must wake none. A
 * mapping takes five patterns at most. They say what is there: rules about what is absent are read
 * differently by different readers.
 */
export type Pattern = Readonly<Record<string, unknown>>;

const under = (prefix: string) => ({ pk: { S: [{ prefix }] } });

/** Actions that come, change or go, and whom they tell. Their tombstones and idempotency keys are not meant. */
export const ACTIONS: readonly Pattern[] = ["NewImage", "OldImage"].map((image) => ({
  dynamodb: { Keys: under(PREFIX.action), [image]: { kind: { S: [ACTION_KIND.action, ACTION_KIND.to] } } },
}));

/**
 * The followed's side of follows that come, go or are replaced; that one was counted is no news. What is new
 * is told by its event too, so that items of an earlier version, which do not say that they are not counted,
 * are counted as well.
 */
export const FOLLOWERS: readonly Pattern[] = [
  { eventName: ["INSERT", "REMOVE"], dynamodb: { Keys: under(PREFIX.followers) } },
  { dynamodb: { Keys: under(PREFIX.followers), NewImage: { counted: { BOOL: [false] } } } },
];

/** The follower's side: the facts of a follow. */
export const FOLLOWS: readonly Pattern[] = [{ dynamodb: { Keys: under(PREFIX.following) } }];

/** Entities that were deleted and are not removed yet. */
export const DELETED_ENTITIES: readonly Pattern[] = [
  { dynamodb: { Keys: under(PREFIX.entity), NewImage: { deleting: { BOOL: [true] } } } },
];
