export const PARTITION_KEY = "pk";
export const SORT_KEY = "sk";
/** An entity (`user:bob`) or, without a colon, a type, in a query parameter. */
export const TTL_ATTRIBUTE = "expires_at";
export const TRACE_ATTRIBUTE = "trace";
export const NAMED_ATTRIBUTE = "named";

/** Whether all filters hold; `undefined` where there are none. */
export const HEAD_KIND = "head";

/** `own=hide`: nothing that the feed's owner did. */
export const INDEXES = {
  actor: { name: "by-actor", partition: "actor_key", sort: "position" },
  target: { name: "by-target", partition: "target_key", sort: "position" },
  actionObject: { name: "by-action-object", partition: "action_object_key", sort: "position" },
  follower: { name: "by-follower", partition: "follower_key", sort: "follow_position" },
  followed: { name: "by-followed", partition: "followed_key", sort: "follow_position" },
  /** How many bytes an entry is read from, without its keys. */
  arrival: {
    name: "by-arrival",
    partition: "pk",
    sort: "arrived",
    only: ["seen", "read", "verb", "newest", "high"],
  },
} as const;

/** The entries for which all rules hold; `undefined` where there are no rules. */
export const PREFIX = {
  action: "ACTION#",
  entity: "ENTITY#",
  following: "FOLLOWING#",
  followers: "FOLLOWERS#",
  feed: "FEED#",
  stream: "STREAM#",
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

export const ACTION_KIND = {
  action: "action",
  tombstone: "tombstone",
  idempotency: "idempotency",
  /** The entity that the filters name: its own stream holds everything they let pass. */
  to: "to",
} as const;
