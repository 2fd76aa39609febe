import { ACTION_KIND, HEAD_KIND, NAMED_ATTRIBUTE, PREFIX } from "./table.ts";

/**
 * Which change records wake a function; feed rows must wake none. A mapping takes at most five patterns. They
 * only say what is there: readers of filters disagree about what is absent.
 */
export type Pattern = Readonly<Record<string, unknown>>;

const under = (prefix: string) => ({ pk: { S: [{ prefix }] } });

/** Actions, tombstones (an action was deleted), and lists of recipients, which change with their action. */
export const ACTIONS: readonly Pattern[] = [
  {
    dynamodb: {
      Keys: under(PREFIX.action),
      NewImage: { kind: { S: [ACTION_KIND.action, ACTION_KIND.tombstone, ACTION_KIND.to] } },
    },
  },
];

/**
 * The followed's side of follows that begin, end or are replaced, but not the update that counts one. New
 * items match by event name too, because items of older versions lack `counted`.
 */
export const FOLLOWERS: readonly Pattern[] = [
  { eventName: ["INSERT", "REMOVE"], dynamodb: { Keys: under(PREFIX.followers) } },
  { dynamodb: { Keys: under(PREFIX.followers), NewImage: { counted: { BOOL: [false] } } } },
];

/** The follower's side: the facts of a follow. */
export const FOLLOWS: readonly Pattern[] = [{ dynamodb: { Keys: under(PREFIX.following) } }];

/** Entities that may have been renamed or deleted. Counts do not matter. */
export const NAMED_ENTITIES: readonly Pattern[] = [
  { dynamodb: { Keys: under(PREFIX.entity), NewImage: { [NAMED_ATTRIBUTE]: { BOOL: [true] } } } },
];

const heads = { kind: { S: [HEAD_KIND] } };

export const NOTIFICATIONS: readonly Pattern[] = [
  { dynamodb: { Keys: under(PREFIX.note), NewImage: heads } },
  { eventName: ["REMOVE"], dynamodb: { Keys: under(PREFIX.note), OldImage: heads } },
];

/** Entities that were deleted and whose data is still being removed. */
export const DELETED_ENTITIES: readonly Pattern[] = [
  { dynamodb: { Keys: under(PREFIX.entity), NewImage: { deleting: { BOOL: [true] } } } },
];
