/**
 * Who may call: `public` nobody need say who they are; `any` a user or a service; `service` services only;
 * `owner` the entity named in the path, or a service. Finer rules (an action's actor) are the handler's.
 */
export type Allow = "public" | "any" | "service" | "owner";

type TableAction =
  | "GetItem"
  | "BatchGetItem"
  | "Query"
  | "PutItem"
  | "UpdateItem"
  | "DeleteItem"
  | "BatchWriteItem"
  | "ConditionCheckItem";

type IndexName = "actor" | "target" | "actionObject" | "follower" | "followed" | "arrival";

export interface Route {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly path: string;
  readonly allow: Allow;
  /** What a service's key must hold. Users hold both. */
  readonly scope: "read" | "write";
  /**
   * DynamoDB actions on the table itself, beyond GetItem (keys and secrets), which every function that asks
   * for a token has.
   */
  readonly table: readonly TableAction[];
  /** Indexes the function queries. */
  readonly indexes: readonly IndexName[];
  /**
   * Who may read besides who has a token: with a feed key for it; anyone, where the deployment's reads are
   * public.
   */
  readonly readers?: readonly ("feed-key" | "anyone")[];
  /** DynamoDB actions on feed keys: what `table` grants does not reach them. */
  readonly feedKeys?: readonly TableAction[];
  /** It answers in pages, so that it may have to make the secret that signs cursors. */
  readonly pages?: true;
}
