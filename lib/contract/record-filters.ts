import { ACTION_KIND, HEAD_KIND, NAMED_ATTRIBUTE, PREFIX } from "./table.ts";

export type Pattern = Readonly<Record<string, unknown>>;

const under = (prefix: string) => ({ pk: { S: [{ prefix }] } });

/** When a key ends or has ended, in epoch milliseconds; every use puts it off. */
export const ACTIONS: readonly Pattern[] = [
  {
    dynamodb: {
      Keys: under(PREFIX.action),
      NewImage: { kind: { S: [ACTION_KIND.action, ACTION_KIND.tombstone, ACTION_KIND.to] } },
    },
  },
];

/** Until when its holder is told that it has ended. */
export const FOLLOWERS: readonly Pattern[] = [
  { eventName: ["INSERT", "REMOVE"], dynamodb: { Keys: under(PREFIX.followers) } },
  { dynamodb: { Keys: under(PREFIX.followers), NewImage: { counted: { BOOL: [false] } } } },
];

/** Whether a use at this moment must be stored. */
export const FOLLOWS: readonly Pattern[] = [{ dynamodb: { Keys: under(PREFIX.following) } }];

/** Parameters that change how a page looks or where it begins, not which stream it is of. */
export const NAMED_ENTITIES: readonly Pattern[] = [
  { dynamodb: { Keys: under(PREFIX.entity), NewImage: { [NAMED_ATTRIBUTE]: { BOOL: [true] } } } },
];

const heads = { kind: { S: [HEAD_KIND] } };

export const NOTIFICATIONS: readonly Pattern[] = [
  { dynamodb: { Keys: under(PREFIX.note), NewImage: heads } },
  { eventName: ["REMOVE"], dynamodb: { Keys: under(PREFIX.note), OldImage: heads } },
];

/** Names exactly one path with its filters, which are compared as a set. */
export const DELETED_ENTITIES: readonly Pattern[] = [
  { dynamodb: { Keys: under(PREFIX.entity), NewImage: { deleting: { BOOL: [true] } } } },
];
