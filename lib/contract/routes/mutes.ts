import type { Route } from "../route.ts";

/** The mute, the muter's list, and their feeds' states, which change with the first and the last mute. */
const WRITE_MUTE = ["BatchGetItem", "Query", "PutItem", "UpdateItem", "ConditionCheckItem"] as const;

export const MUTES = {
  "get-mutes": {
    method: "GET",
    path: "/mutes",
    allow: "any",
    scope: "read",
    table: ["BatchGetItem", "Query"],
    indexes: [],
    pages: true,
  },
  "put-mute": {
    method: "PUT",
    path: "/mutes/{collection}/{id}",
    allow: "any",
    scope: "write",
    table: WRITE_MUTE,
    indexes: [],
  },
  "delete-mute": {
    method: "DELETE",
    path: "/mutes/{collection}/{id}",
    allow: "any",
    scope: "write",
    table: [...WRITE_MUTE, "DeleteItem"],
    indexes: [],
  },
} as const satisfies Record<string, Route>;
