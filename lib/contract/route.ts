/** The followed that are pulled in this generation: their rows are ignored. Entries are only ever added. */
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
  /** Whether the owner mutes anybody. Absent: unknown, so pages must look. */
  readonly scope: "read" | "write";
  /** Up to where the owner has seen it; empty: nothing. It never falls. */
  readonly table: readonly TableAction[];
  readonly indexes: readonly IndexName[];
  /** A followed entity that is pulled; `actorOnly`: only for what it does, not in every role. */
  readonly readers?: readonly ("feed-key" | "anyone")[];
  /** Whether an action is in a feed because of a pulled entity: its stream decides then, not a row. */
  readonly feedKeys?: readonly TableAction[];
  /**
   * What a reader must do before they can use the rows. While another reader settles, rows are not used: some
   * are missing, and some may not be reconciled.
   */
  readonly pages?: true;
}
