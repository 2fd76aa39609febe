import type { Route } from "../route.ts";

/** Groups are brought up to date with changed mutes before they are read. */
export const OBEY_MUTES = ["BatchGetItem", "Query", "UpdateItem", "PutItem", "DeleteItem"] as const;

export const NOTIFICATIONS = {
  "get-notifications": {
    method: "GET",
    path: "/notifications",
    allow: "any",
    scope: "read",
    table: OBEY_MUTES,
    indexes: ["arrival"],
    pages: true,
  },
  "get-notification-counts": {
    method: "GET",
    path: "/notifications/counts",
    allow: "any",
    scope: "read",
    table: OBEY_MUTES,
    indexes: ["arrival"],
  },
  "mark-notifications": {
    method: "POST",
    path: "/notifications/mark",
    allow: "any",
    scope: "write",
    table: OBEY_MUTES,
    indexes: ["arrival"],
    pages: true,
  },
  "get-notification-actions": {
    method: "GET",
    path: "/notifications/{id}/actions",
    allow: "any",
    scope: "read",
    table: OBEY_MUTES,
    indexes: [],
    pages: true,
  },
  "delete-notification": {
    method: "DELETE",
    path: "/notifications/{id}",
    allow: "any",
    scope: "write",
    table: ["UpdateItem"],
    indexes: [],
  },
} as const satisfies Record<string, Route>;
