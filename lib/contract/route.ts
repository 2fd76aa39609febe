/** `any`: users and services; `owner`: the entity in the path, or a service. Handlers have finer rules. */
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
  /** The scope that a service's key needs. Users have both. */
  readonly scope: "read" | "write";
  /** On the table, beyond GetItem (keys and secrets), which every function with a token check has. */
  readonly table: readonly TableAction[];
  readonly indexes: readonly IndexName[];
  /** Who may read without a token: holders of a feed key, or anyone where the deployment has public reads. */
  readonly readers?: readonly ("feed-key" | "anyone")[];
  /** DynamoDB actions on feed keys, which `table` does not grant. */
  readonly feedKeys?: readonly TableAction[];
  /** It answers in pages, so it may have to create the secret that signs cursors. */
  readonly pages?: true;
}
