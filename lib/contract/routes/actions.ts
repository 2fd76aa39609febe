import type { Route } from "../route.ts";

const WRITE_ACTION = ["BatchGetItem", "PutItem", "UpdateItem"] as const;

export const ACTIONS = {
  "post-action": {
    method: "POST",
    path: "/actions",
    allow: "any",
    scope: "write",
    table: WRITE_ACTION,
    indexes: [],
  },
  "post-actions-batch": {
    method: "POST",
    path: "/actions/batch",
    allow: "service",
    scope: "write",
    table: WRITE_ACTION,
    indexes: [],
  },
  "get-action": {
    method: "GET",
    path: "/actions/{id}",
    allow: "any",
    scope: "read",
    table: ["BatchGetItem"],
    indexes: [],
    readers: ["anyone"],
  },
  "patch-action": {
    method: "PATCH",
    path: "/actions/{id}",
    allow: "any",
    scope: "write",
    table: ["BatchGetItem", "UpdateItem", "PutItem"],
    indexes: [],
  },
  "delete-action": {
    method: "DELETE",
    path: "/actions/{id}",
    allow: "any",
    scope: "write",
    table: ["BatchGetItem", "PutItem"],
    indexes: [],
  },
} as const satisfies Record<string, Route>;
