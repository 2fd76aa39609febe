import { ACTION_KIND, HEAD_KIND, NAMED_ATTRIBUTE, PREFIX } from "./table.ts";

/**
 * Which records of the table's stream wake a function. Rows of feeds are records too, and must wake none. A
 * mapping takes five patterns at most. They say what is there: rules about what is absent are read
 * differently by different readers.
 */
export type Pattern = Readonly<Record<string, unknown>>;

const under = (prefix: string) => ({ pk: { S: [{ prefix }] } });

/**
 * Actions that come or change, tombstones, which come where an action goes, and lists of recipients, which go
 * with a change of the action alone.
 */
export const ACTIONS: readonly Pattern[] = [
  {
    dynamodb: {
      Keys: under(PREFIX.action),
      NewImage: { kind: { S: [ACTION_KIND.action, ACTION_KIND.tombstone, ACTION_KIND.to] } },
    },
  },
];

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

/** Entities that may be called otherwise than before, or are gone. Their counts are no news. */
export const NAMED_ENTITIES: readonly Pattern[] = [
  { dynamodb: { Keys: under(PREFIX.entity), NewImage: { [NAMED_ATTRIBUTE]: { BOOL: [true] } } } },
];

const heads = { kind: { S: [HEAD_KIND] } };

/** Groups of notifications that come, change or go. */
export const NOTIFICATIONS: readonly Pattern[] = [
  { dynamodb: { Keys: under(PREFIX.note), NewImage: heads } },
  { eventName: ["REMOVE"], dynamodb: { Keys: under(PREFIX.note), OldImage: heads } },
];

/** Entities that were deleted and are not removed yet. */
export const DELETED_ENTITIES: readonly Pattern[] = [
  { dynamodb: { Keys: under(PREFIX.entity), NewImage: { deleting: { BOOL: [true] } } } },
];
