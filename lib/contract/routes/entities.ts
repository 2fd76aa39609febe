import type { Route } from "../route.ts";

const READ_ENTITY = ["BatchGetItem", "Query"] as const;

export const ENTITIES = {
  "get-entities": {
    method: "GET",
    path: "/entities",
    allow: "any",
    scope: "read",
    table: READ_ENTITY,
    indexes: [],
  },
  "find-entities": {
    method: "GET",
    path: "/{collection}",
    allow: "any",
    scope: "read",
    table: READ_ENTITY,
    indexes: [],
  },
  "post-entities-batch": {
    method: "POST",
    path: "/entities/batch",
    allow: "service",
    scope: "write",
    table: [...READ_ENTITY, "UpdateItem"],
    indexes: [],
  },
  "get-entity": {
    method: "GET",
    path: "/{collection}/{id}",
    allow: "any",
    scope: "read",
    table: READ_ENTITY,
    indexes: [],
    readers: ["anyone"],
  },
  "put-entity": {
    method: "PUT",
    path: "/{collection}/{id}",
    allow: "owner",
    scope: "write",
    table: [...READ_ENTITY, "UpdateItem"],
    indexes: [],
  },
  "delete-entity": {
    method: "DELETE",
    path: "/{collection}/{id}",
    allow: "owner",
    scope: "write",
    table: [...READ_ENTITY, "UpdateItem"],
    indexes: [],
  },
} as const satisfies Record<string, Route>;
