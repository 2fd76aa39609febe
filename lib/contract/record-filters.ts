import { ACTION_KIND, HEAD_KIND, NAMED_ATTRIBUTE, PREFIX } from "./table.ts";

/** Which change records wake a function: up to five patterns, of what is there, not of what is absent. */
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

/** The followed's side, without the update that counts a follow. Items of older versions lack `counted`. */
export const FOLLOWERS: readonly Pattern[] = [
  { eventName: ["INSERT", "REMOVE"], dynamodb: { Keys: under(PREFIX.followers) } },
  { dynamodb: { Keys: under(PREFIX.followers), NewImage: { counted: { BOOL: [false] } } } },
];

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

export const DELETED_ENTITIES: readonly Pattern[] = [
  { dynamodb: { Keys: under(PREFIX.entity), NewImage: { deleting: { BOOL: [true] } } } },
];
