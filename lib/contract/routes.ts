/**
 * Every route of the API, once: CDK makes a function and a gateway route of each row, `route()` enforces `allow`,
 * `action`/`index` become the function's IAM policy, and tests walk the rows.
 */

/**
 * Who may call: `public` nobody need say who he is; `any` a user or a service; `service` services only;
 * `owner` the entity named in the path, or a service. Finer rules (an action's actor) are the handler's.
 */
export type Allow = "public" | "any" | "service" | "owner";

type TableAction =
  "GetItem" | "BatchGetItem" | "Query" | "PutItem" | "UpdateItem" | "DeleteItem" | "BatchWriteItem" | "ConditionCheckItem";

type IndexName = "actor" | "target" | "actionObject" | "follower" | "followed";

export interface Route {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly path: string;
  readonly allow: Allow;
  /** What a service's key must hold. Users hold both. */
  readonly scope: "read" | "write";
  /** DynamoDB actions on the table itself, beyond GetItem (keys and secrets), which every function that asks for a token has. */
  readonly table: readonly TableAction[];
  /** Indexes the function queries. */
  readonly indexes: readonly IndexName[];
  /** It answers in pages, so that it may have to make the secret that signs cursors. */
  readonly pages?: true;
}

const ACTION_INDEXES = ["actor", "target", "actionObject"] as const;
const WRITE_ACTION = ["BatchGetItem", "PutItem", "UpdateItem"] as const;
const WRITE_FOLLOW = ["BatchGetItem", "Query", "PutItem", "UpdateItem", "DeleteItem"] as const;
/** GetItem, which all have, beside what tells an entity's state and counts. */
const READ_ENTITY = ["BatchGetItem", "Query"] as const;
const READ_FEED = ["BatchGetItem", "Query", "UpdateItem", "BatchWriteItem"] as const;

/** The key of a row is the name of its file in `lambdas/api/` and of its function. */
export const ROUTES = {
  "post-action": { method: "POST", path: "/actions", allow: "any", scope: "write", table: WRITE_ACTION, indexes: [] },
  "post-actions-batch": {
    method: "POST",
    path: "/actions/batch",
    allow: "service",
    scope: "write",
    table: WRITE_ACTION,
    indexes: [],
  },
  "get-actions": {
    method: "GET",
    path: "/actions",
    allow: "any",
    scope: "read",
    table: ["BatchGetItem", "Query"],
    indexes: [],
    pages: true,
  },
  "get-action": { method: "GET", path: "/actions/{id}", allow: "any", scope: "read", table: ["BatchGetItem"], indexes: [] },
  "patch-action": {
    method: "PATCH",
    path: "/actions/{id}",
    allow: "any",
    scope: "write",
    table: ["BatchGetItem", "UpdateItem"],
    indexes: [],
  },
  "get-type-activity": {
    method: "GET",
    path: "/{collection}/activity",
    allow: "any",
    scope: "read",
    table: ["BatchGetItem", "Query"],
    indexes: [],
    pages: true,
  },
  "delete-action": {
    method: "DELETE",
    path: "/actions/{id}",
    allow: "any",
    scope: "write",
    table: ["BatchGetItem", "PutItem"],
    indexes: [],
  },
  "get-entity-activity": {
    method: "GET",
    path: "/{collection}/{id}/activity",
    allow: "any",
    scope: "read",
    table: ["BatchGetItem"],
    indexes: ACTION_INDEXES,
    pages: true,
  },
  "get-own-feed": {
    method: "GET",
    path: "/feed",
    allow: "any",
    scope: "read",
    table: READ_FEED,
    indexes: ACTION_INDEXES,
    pages: true,
  },
  "get-entity-feed": {
    method: "GET",
    path: "/{collection}/{id}/feed",
    allow: "owner",
    scope: "read",
    table: READ_FEED,
    indexes: ACTION_INDEXES,
    pages: true,
  },
  follow: { method: "POST", path: "/{collection}/{id}/follow", allow: "any", scope: "write", table: WRITE_FOLLOW, indexes: [] },
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
    allow: "service",
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
    pages: true,
  },
  "get-following": {
    method: "GET",
    path: "/{collection}/{id}/following",
    allow: "any",
    scope: "read",
    table: ["BatchGetItem", "Query"],
    indexes: ["follower"],
    pages: true,
  },
  "is-following": {
    method: "GET",
    path: "/{collection}/{id}/is-following",
    allow: "any",
    scope: "read",
    table: ["BatchGetItem", "Query"],
    indexes: [],
  },
  "get-openapi": { method: "GET", path: "/openapi.json", allow: "public", scope: "read", table: [], indexes: [] },
  "get-entity": { method: "GET", path: "/{collection}/{id}", allow: "any", scope: "read", table: READ_ENTITY, indexes: [] },
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
  "get-health": { method: "GET", path: "/health", allow: "public", scope: "read", table: [], indexes: [] },
} as const satisfies Record<string, Route>;

export type RouteName = keyof typeof ROUTES;
