export const PARTITION_KEY = "pk";
export const SORT_KEY = "sk";
/** Epoch seconds; DynamoDB deletes an item some time after it. */
export const TTL_ATTRIBUTE = "expires_at";
export const TRACE_ATTRIBUTE = "trace";
/** True on an entity's item if its last write may have renamed or spread it. Every other write removes it. */
export const NAMED_ATTRIBUTE = "named";

export const HEAD_KIND = "head";

/** Indexes project all attributes, so that a page needs the index only, except where `only` lists them. */
export const INDEXES = {
  actor: { name: "by-actor", partition: "actor_key", sort: "position" },
  target: { name: "by-target", partition: "target_key", sort: "position" },
  actionObject: { name: "by-action-object", partition: "action_object_key", sort: "position" },
  follower: { name: "by-follower", partition: "follower_key", sort: "follow_position" },
  followed: { name: "by-followed", partition: "followed_key", sort: "follow_position" },
  /** Notification groups, slim: counting a thousand must not read what a thousand groups show. */
  arrival: {
    name: "by-arrival",
    partition: "pk",
    sort: "arrived",
    only: ["seen", "read", "verb", "newest", "high"],
  },
} as const;

export const INDEX_OF_ROLE = {
  actor: INDEXES.actor,
  target: INDEXES.target,
  action_object: INDEXES.actionObject,
} as const;

/** How items' partition keys begin. Event filters need the first; `lib/table/keys.ts` makes all keys. */
export const PREFIX = {
  action: "ACTION#",
  entity: "ENTITY#",
  following: "FOLLOWING#",
  followers: "FOLLOWERS#",
  feed: "FEED#",
  stream: "STREAM#",
  listShards: "LISTSHARDS",
  find: "FIND#",
  apiKey: "APIKEY#",
  apiKeyName: "APIKEYS",
  feedKey: "FEEDKEY#",
  rate: "RATE#",
  secret: "SECRET#",
  uncounted: "UNCOUNTED#",
  turn: "TURN#",
  mute: "MUTE#",
  muteList: "MUTES#",
  note: "NOTE#",
} as const;

/** The `kind` of an item under an action's key. Changes of all but `idempotency` wake functions. */
export const ACTION_KIND = {
  action: "action",
  tombstone: "tombstone",
  idempotency: "idempotency",
  to: "to",
} as const;
