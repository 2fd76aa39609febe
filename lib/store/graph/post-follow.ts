import type { StoredAction } from "../../domain/action.ts";
import { type EntityRef, entityKey, snapshot } from "../../domain/entity.ts";
import type { Incarnations } from "../../domain/incarnation.ts";
import { ANY_FLAG, type Edge, startedVerb, stoppedVerb } from "../../domain/follow.ts";
import { ownAction } from "../../domain/plans/own-action.ts";
import { notifiesByDefault } from "../../domain/recipients.ts";
import { toTimestamp } from "../../domain/time.ts";
import { flagsOf } from "./edges.ts";
import { getEntities } from "../entities/entities.ts";
import { follow, unfollow } from "./follows.ts";
import type { Table } from "../../table/table.ts";

interface FollowToPost extends Edge {
  readonly callerKey: string;
  readonly actorOnly: boolean | undefined;
  /** For imports; the default is now. */
  readonly started: string | undefined;
  readonly sendAction: boolean;
}

interface UnfollowToPost {
  readonly callerKey: string;
  readonly follower: EntityRef;
  readonly followed: EntityRef;
  readonly flag: string;
  readonly sendAction: boolean;
}

/** P2. Follows and, if new and wanted, posts an action about it. @throws 409 beyond a follower's limits */
export async function postFollow(table: Table, request: FollowToPost, now: number): Promise<void> {
  const started = request.started ?? toTimestamp(now);
  const actionOf = request.sendAction ? await followActionFactory(table, request, now) : undefined;
  await follow(
    table,
    {
      ...request,
      started,
      action: (incarnations) => actionOf?.(startedVerb(request.flag), started, incarnations),
    },
    now,
  );
}

/** P3. Ends follows and, if wanted, posts an action for each flag. */
export async function postUnfollow(table: Table, request: UnfollowToPost, now: number): Promise<void> {
  const { follower, followed, flag } = request;
  const flags = flag === ANY_FLAG ? await flagsOf(table, follower) : [flag];
  const actionOf = request.sendAction ? await followActionFactory(table, request, now) : undefined;
  for (const each of flags) {
    const action = (incarnations: Incarnations) =>
      actionOf?.(stoppedVerb(each), toTimestamp(now), incarnations);
    await unfollow(table, { follower, followed, flag: each }, action, now);
  }
}

async function followActionFactory(
  table: Table,
  { callerKey, follower, followed }: Omit<UnfollowToPost, "flag" | "sendAction">,
  now: number,
) {
  const entities = await getEntities(table, [follower, followed], false);
  const shown = (ref: EntityRef) => snapshot(ref, entities.get(entityKey(ref))?.attributes ?? {});
  const body = { actor: shown(follower), target: shown(followed), public: true };
  return (verb: string, time: string, incarnations: Incarnations): StoredAction => {
    const notify = notifiesByDefault(time, now) ? undefined : (false as const);
    const id = table.nondeterminism.id();
    return ownAction(id, callerKey, { body: { ...body, verb, notify }, time, incarnations });
  };
}
