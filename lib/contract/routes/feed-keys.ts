import type { Route } from "../route.ts";

const READ_OWNER = ["BatchGetItem"] as const;

export const FEED_KEYS = {
  "post-feed-key": {
    method: "POST",
    path: "/feed-keys",
    allow: "any",
    scope: "write",
    table: READ_OWNER,
    indexes: [],
    feedKeys: ["Query", "BatchGetItem", "PutItem"],
  },
  "get-feed-keys": {
    method: "GET",
    path: "/feed-keys",
    allow: "any",
    scope: "read",
    table: READ_OWNER,
    indexes: [],
    feedKeys: ["Query", "BatchGetItem"],
    pages: true,
  },
  "delete-feed-key": {
    method: "DELETE",
    path: "/feed-keys/{id}",
    allow: "any",
    scope: "write",
    table: READ_OWNER,
    indexes: [],
    feedKeys: ["GetItem", "UpdateItem"],
  },
} as const satisfies Record<string, Route>;
