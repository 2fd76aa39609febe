import type { NewAction } from "../domain/action.ts";
import type { Caller } from "../domain/caller.ts";
import type { EntityRef } from "../domain/entity.ts";
import { TributaryError } from "../domain/errors.ts";
import type { Edge } from "../domain/follow.ts";

/** An action that is about to be posted, with its actor settled. */
export interface PendingAction {
  readonly caller: Caller;
  readonly actor: EntityRef;
  readonly input: NewAction;
}

/** A follow that is about to be made or changed, or to end; `flag` is `*` where every flag is unfollowed. */
export interface PendingFollow extends Edge {
  readonly caller: Caller;
}

type Before<T> = (pending: T) => void | Promise<void>;

/** A deployment's own rules. Each runs in the request, before anything is stored, and may `refuse`. */
export interface Hooks {
  readonly action: readonly Before<PendingAction>[];
  readonly follow: readonly Before<PendingFollow>[];
  readonly unfollow: readonly Before<PendingFollow>[];
}

/** Refuses what is about to happen. @throws 403 with the reason, which the caller sees. @public for hooks */
export function refuse(reason: string): never {
  throw new TributaryError("forbidden", reason);
}

/** Runs hooks one after the other. @throws what the first that refuses throws */
export async function runHooks<T>(hooks: readonly Before<T>[], pending: T): Promise<void> {
  for (const hook of hooks) await hook(pending);
}
