import type { Route } from "../route.ts";

const WRITE_FOLLOW = ["BatchGetItem", "Query", "PutItem", "UpdateItem", "DeleteItem"] as const;

export const FOLLOWS = {
  follow: {
    method: "POST",
    path: "/{collection}/{id}/follow",
    allow: "any",
    scope: "write",
    table: WRITE_FOLLOW,
    indexes: [],
  },
  unfollow: {
    method: "DELETE",
    path: "/{collection}/{id}/unfollow",
    allow: "any",
    scope: "write",
    table: WRITE_FOLLOW,
    indexes: [],
  },
  "post-follows-batch": {
    method: "POST",
    path: "/follows/batch",
    allow: "any",
    scope: "write",
    table: WRITE_FOLLOW,
    indexes: [],
  },
  "get-followers": {
    method: "GET",
    path: "/{collection}/{id}/followers",
    allow: "any",
    scope: "read",
    table: ["BatchGetItem", "Query"],
    indexes: ["followed"],
    readers: ["anyone"],
    pages: true,
  },
  "get-following": {
    method: "GET",
    path: "/{collection}/{id}/following",
    allow: "any",
    scope: "read",
    table: ["BatchGetItem", "Query"],
    indexes: ["follower"],
    readers: ["anyone"],
    pages: true,
  },
  "is-following": {
    method: "GET",
    path: "/{collection}/{id}/is-following",
    allow: "any",
    scope: "read",
    table: ["BatchGetItem", "Query"],
    indexes: [],
    readers: ["anyone"],
  },
} as const satisfies Record<string, Route>;
