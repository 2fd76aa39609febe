import type { Route } from "../route.ts";
import { OBEY_MUTES } from "./notifications.ts";

const USE_FEED_KEY = ["GetItem", "UpdateItem"] as const;
export const ACTION_INDEXES = ["actor", "target", "actionObject"] as const;
export const READ_FEED = ["BatchGetItem", "Query", "UpdateItem", "BatchWriteItem"] as const;

const PAGE_OF_FEED = {
  table: [...OBEY_MUTES, "BatchWriteItem"],
  indexes: [...ACTION_INDEXES, "arrival"],
} as const;

export const STREAMS = {
  "get-actions": {
    method: "GET",
    path: "/actions",
    allow: "any",
    scope: "read",
    table: ["BatchGetItem", "Query"],
    indexes: ACTION_INDEXES,
    readers: ["feed-key", "anyone"],
    feedKeys: USE_FEED_KEY,
    pages: true,
  },
  "get-type-activity": {
    method: "GET",
    path: "/{collection}/activity",
    allow: "any",
    scope: "read",
    table: ["BatchGetItem", "Query"],
    indexes: ACTION_INDEXES,
    readers: ["feed-key", "anyone"],
    feedKeys: USE_FEED_KEY,
    pages: true,
  },
  "get-entity-activity": {
    method: "GET",
    path: "/{collection}/{id}/activity",
    allow: "any",
    scope: "read",
    table: ["BatchGetItem"],
    indexes: ACTION_INDEXES,
    readers: ["feed-key", "anyone"],
    feedKeys: USE_FEED_KEY,
    pages: true,
  },
  "get-own-feed": {
    method: "GET",
    path: "/feed",
    allow: "any",
    scope: "read",
    ...PAGE_OF_FEED,
    readers: ["feed-key"],
    feedKeys: USE_FEED_KEY,
    pages: true,
  },
  "get-entity-feed": {
    method: "GET",
    path: "/{collection}/{id}/feed",
    allow: "owner",
    scope: "read",
    ...PAGE_OF_FEED,
    readers: ["feed-key"],
    feedKeys: USE_FEED_KEY,
    pages: true,
  },
} as const satisfies Record<string, Route>;
