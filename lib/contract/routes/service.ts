import type { Route } from "../route.ts";

export const SERVICE = {
  "get-health": { method: "GET", path: "/health", allow: "public", scope: "read", table: [], indexes: [] },
  "get-openapi": {
    method: "GET",
    path: "/openapi.json",
    allow: "public",
    scope: "read",
    table: [],
    indexes: [],
  },
} as const satisfies Record<string, Route>;
