import type { Route } from "../route.ts";
import { ACTION_INDEXES, READ_FEED } from "./streams.ts";

export const MARKS = {
  "get-feed-counts": {
    method: "GET",
    path: "/feed/counts",
    allow: "any",
    scope: "read",
    table: READ_FEED,
    indexes: ACTION_INDEXES,
  },
  "post-feed-mark": {
    method: "POST",
    path: "/feed/mark",
    allow: "any",
    scope: "write",
    table: READ_FEED,
    indexes: ACTION_INDEXES,
    pages: true,
  },
} as const satisfies Record<string, Route>;
