import { type StoredAction, referencesOf } from "../../domain/action.ts";
import { entityKey } from "../../domain/entity.ts";
import type { TributaryError } from "../../domain/errors.ts";
import { type PostPlan, entitiesOf, planPost } from "../../domain/plans/post.ts";
import { type Post, type PostNames, namesOf } from "../../domain/plans/post-names.ts";
import { type Occupant, firstIdOf, repeated } from "../../domain/plans/repeat.ts";
import type { EntityReads } from "../../domain/plans/sent-attributes.ts";
import {
  createAction,
  getLiveAction,
  getOccupant,
  putIdempotencyKey,
  putNewAction,
  reserveKey,
} from "./actions.ts";
import { putRecipients } from "./recipients.ts";
import { type BoundedAction, withinBounds } from "../entities/bounds.ts";
import { NOTHING, type StoredEntity, getEntities } from "../entities/entities.ts";
import { putAttributes } from "../entities/put-entity.ts";
import { recallEntities, untilForgotten } from "../entities/remembered.ts";
import { AGAIN, withBackoff } from "../../table/retry.ts";
import type { Table } from "../../table/table.ts";
import { tryTransact } from "../../table/transact.ts";

interface Posted {
  readonly action: StoredAction;
  /** False where an earlier request had posted it already. */
  readonly created: boolean;
}

/**
 * P1. Posts an action once, with attributes in the same transaction; a repeat gets the first. @throws 409 for
 * an id or key that was used for something else or deleted; 400 for too large attributes
 */
export async function postAction(table: Table, post: Post, now: number): Promise<Posted> {
  const names = namesOf(post, () => table.nondeterminism.id());
  const entities = entitiesOf(post);
  const reads: EntityReads[] = [];
  return withBackoff(table, async () => {
    // Consistent: the action belongs to incarnations that have begun, and a retry sees what failed.
    const known = await (reads.length === 0
      ? recallEntities(table, entities)
      : getEntities(table, entities, true));
    reads.push(known);
    const plan = planPost(post, names, reads, now);
    if (plan.kind === "invalid") return earlierOr(table, plan.error, names, now);
    const action = await withinBounds(table, plan.action, known, now);
    const posted = await (plan.kind === "put"
      ? put(table, action, names, now)
      : putTogether(table, { ...plan, action }, names, now));
    if (posted !== AGAIN) await untilDescribed(table, post, { plan, posted, known });
    return posted;
  });
}

interface Done {
  readonly plan: PostPlan;
  readonly posted: Posted;
  readonly known: ReadonlyMap<string, StoredEntity>;
}

/** Waits until no post shows an entity as it was before this post, or its first, described it. */
async function untilDescribed(table: Table, { input }: Post, { plan, posted, known }: Done): Promise<void> {
  const changed = plan.kind === "transact" ? plan.changes.map(({ ref }) => ref) : [];
  const sent = referencesOf(input).flatMap(([, { ref, attributes }]) => (attributes ? [ref] : []));
  const described = posted.created ? changed : sent;
  await Promise.all(described.map((ref) => untilForgotten(table, known.get(entityKey(ref)) ?? NOTHING)));
}

async function earlierOr(
  table: Table,
  error: TributaryError,
  names: PostNames,
  now: number,
): Promise<Posted | typeof AGAIN> {
  const first = await earlier(table, names, now);
  if (first === undefined) throw error;
  return first;
}

async function put(
  table: Table,
  action: BoundedAction,
  { isOwnId, fingerprint }: PostNames,
  now: number,
): Promise<Posted | typeof AGAIN> {
  const occupant = await createAction(table, action, now);
  if (occupant === AGAIN) return AGAIN;
  if (occupant === undefined) return { action, created: true };
  // Under an id of its own: the SDK repeated a call whose answer was lost.
  return { action: await firstOf(table, occupant, fingerprint), created: isOwnId };
}

interface Transaction extends Extract<PostPlan, { kind: "transact" }> {
  readonly action: BoundedAction;
}

async function putTogether(
  table: Table,
  { action, reserve, changes, beside }: Transaction,
  names: PostNames,
  now: number,
): Promise<Posted | typeof AGAIN> {
  const once = [
    { Put: putNewAction(table, action, now) },
    ...(reserve === undefined ? [] : [{ Put: putIdempotencyKey(table, reserve, action, now) }]),
  ];
  const updates = changes.map(({ ref, after, read }) => ({ Update: putAttributes(table, ref, after, read) }));
  const recipients = beside === undefined ? [] : [{ Put: putRecipients(table, action, beside) }];
  const failed = await tryTransact(table, [...once, ...updates, ...recipients]);
  if (failed === AGAIN) return AGAIN;
  if (failed.length === 0) return { action, created: true };
  // Else only attributes have moved under the reader.
  const isRepeat = failed.some((index) => index < once.length);
  return isRepeat ? ((await earlier(table, names, now)) ?? AGAIN) : AGAIN;
}

async function earlier(
  table: Table,
  { id, reserve, fingerprint }: PostNames,
  now: number,
): Promise<Posted | typeof AGAIN | undefined> {
  const byKey = reserve === undefined ? undefined : await getOccupant(table, reserve);
  const occupant = byKey ?? (await getOccupant(table, id));
  if (occupant === undefined) return undefined;
  const action = await firstOf(table, occupant, fingerprint);
  const isReserved =
    reserve === undefined || byKey !== undefined || (await reserveKey(table, reserve, action, now));
  return isReserved ? { action, created: false } : AGAIN;
}

/** The action that an earlier request made of the same id or key. @throws 409 as `repeated` */
async function firstOf(table: Table, occupant: Occupant, fingerprint: string): Promise<StoredAction> {
  return repeated(occupant, await getLiveAction(table, firstIdOf(occupant)), fingerprint);
}
