import { createHash } from "node:crypto";
import {
  type ActionBody,
  type NewAction,
  type StoredAction,
  entryId,
  fingerprintText,
  newEntry,
  referencesOf,
} from "../../domain/action.ts";
import { type Attributes, type EntityRef, attributesOf, entityKey, snapshot } from "../../domain/entity.ts";
import { TributaryError } from "../../domain/errors.ts";
import { addressed, notifiesByDefault } from "../../domain/recipients.ts";
import { canonicalJson } from "../../domain/text.ts";
import { toTimestamp } from "../../domain/time.ts";
import { type Incarnations, roleIncarnations } from "../../domain/incarnation.ts";
import {
  type Occupant,
  createAction,
  getLiveAction,
  getOccupant,
  putIdempotencyKey,
  putNewAction,
  reserveKey,
} from "./actions.ts";
import { putRecipients } from "./recipients.ts";
import { type StoredEntity, incarnationsOf, getEntities } from "../entities/entities.ts";
import { putAttributes } from "../entities/put-entity.ts";
import { AGAIN, withBackoff } from "../../table/retry.ts";
import type { Table } from "../../table/table.ts";
import { tryTransact } from "../../table/transact.ts";

/** A checked request to post an action. */
export interface Post {
  /** Unique text of who posts: keys and repeats are their own. */
  readonly callerKey: string;
  readonly actor: EntityRef;
  readonly input: NewAction;
  readonly idempotencyKey?: string | undefined;
}

interface Posted {
  readonly action: StoredAction;
  /** False where an earlier request had posted it already. */
  readonly created: boolean;
}

const FINGERPRINT = 22; // 132 bits of base64url

/**
 * P1. Posts an action once: a repeat with the same id or idempotency key answers the first. Attributes sent
 * with it are stored in the same transaction, where they change anything.
 * @throws 409 where the id or key was used for something else, or is a deleted action's; 400 where attributes
 * do not fit
 */
export async function postAction(table: Table, post: Post, now: number): Promise<Posted> {
  const { callerKey, input, idempotencyKey } = post;
  const keyId = idempotencyKey === undefined ? undefined : idOfKey(callerKey, idempotencyKey);
  const id = input.id ?? keyId ?? table.nondeterminism.id();
  const names: Names = {
    id,
    reserve: keyId === id ? undefined : keyId,
    fingerprint: hash(fingerprintText(callerKey, input)).slice(0, FINGERPRINT),
  };
  let gathered: Gathered | undefined;
  return withBackoff(table, async () => {
    gathered = await gatherAttributes(table, post, gathered);
    // Attributes that fitted the first time may not fit any more: a repeat is a repeat all the same.
    if (gathered.misfit !== undefined) {
      const first = await earlier(table, names, now);
      if (first === undefined) throw gathered.misfit;
      return first;
    }
    const { known, changed, incarnations } = gathered;
    const time = input.timestamp ?? toTimestamp(now);
    const body = describe(post, known, input.notify ?? notifiesByDefault(time, now));
    const action = {
      ...newEntry(id, time, body),
      ...beginsPrivate(body),
      fingerprint: names.fingerprint,
      incarnations: roleIncarnations(body, incarnations),
      stored: now,
    };
    if (names.reserve === undefined && changed.length === 0 && body.to_many === undefined) {
      const occupant = await createAction(table, action, now);
      if (occupant === AGAIN) return AGAIN;
      if (occupant === undefined) return { action, created: true };
      const first = await firstOf(table, occupant, names.fingerprint);
      // Nobody else can know a random id: the SDK repeated a call whose answer was lost.
      return { action: first, created: input.id === undefined && keyId === undefined };
    }
    const once = [
      { Put: putNewAction(table, action, now) },
      ...(names.reserve === undefined ? [] : [{ Put: putIdempotencyKey(table, names.reserve, action, now) }]),
    ];
    const updates = changed.map((change) => ({
      Update: putAttributes(table, change.ref, change.after, change.read),
    }));
    const beside = body.to_many === true ? [{ Put: putRecipients(table, action, input.to ?? []) }] : [];
    const failed = await tryTransact(table, [...once, ...updates, ...beside]);
    if (failed === AGAIN) return AGAIN;
    if (failed.length === 0) return { action, created: true };
    // Else only attributes have moved under the reader.
    return failed.some((index) => index < once.length)
      ? ((await earlier(table, names, now)) ?? AGAIN)
      : AGAIN;
  });
}

/** What a request is known by. */
interface Names {
  readonly id: string;
  /** Where the key counts, if it is not the id itself. */
  readonly reserve: string | undefined;
  readonly fingerprint: string;
}

/**
 * What an earlier request made of the key or the id. A key counts from now on where the id alone has answered
 * so far.
 */
async function earlier(
  table: Table,
  { id, reserve, fingerprint }: Names,
  now: number,
): Promise<Posted | typeof AGAIN | undefined> {
  const byKey = reserve === undefined ? undefined : await getOccupant(table, reserve);
  const occupant = byKey ?? (await getOccupant(table, id));
  if (occupant === undefined) return undefined;
  const action = await firstOf(table, occupant, fingerprint);
  const isCounted =
    reserve === undefined || byKey !== undefined || (await reserveKey(table, reserve, action, now));
  return isCounted ? { action, created: false } : AGAIN;
}

interface Told {
  readonly body: ActionBody;
  readonly time: string;
  readonly incarnations: Incarnations;
}

/** An action of the service's own making (a follow's, for one), ready to be stored. */
export function ownAction(id: string, callerKey: string, told: Told): StoredAction {
  const { body, time, incarnations } = told;
  const fingerprint = hash(canonicalJson([callerKey, id])).slice(0, FINGERPRINT);
  return { ...newEntry(id, time, body), fingerprint, incarnations: roleIncarnations(body, incarnations) };
}

/** What says of an action that nobody was told of it when it was stored. */
const beginsPrivate = (body: ActionBody): { first_public?: 0 } => (body.public ? {} : { first_public: 0 });

interface Change {
  readonly ref: EntityRef;
  readonly read: StoredEntity | undefined;
  readonly after: Attributes;
}

/** Stored attributes with those sent laid over them, and which of them are news. */
interface Gathered {
  readonly stored: ReadonlyMap<string, StoredEntity>;
  readonly known: ReadonlyMap<string, Attributes>;
  readonly changed: readonly Change[];
  readonly incarnations: Incarnations;
  readonly misfit: TributaryError | undefined;
  /** Names of attributes, by entity, that others have written since the first look. */
  readonly overtaken: ReadonlyMap<string, ReadonlySet<string>>;
}

/**
 * What others wrote since the look `before` counts as written after what this request sends: so many who
 * describe one entity at once need not take turns, and each is stored as if it had come before the last of
 * them.
 */
async function gatherAttributes(
  table: Table,
  { actor, input }: Post,
  before: Gathered | undefined,
): Promise<Gathered> {
  const sent = new Map<string, Attributes>();
  const entities = new Map<string, EntityRef>([[entityKey(actor), actor]]);
  for (const [, { ref, attributes }] of referencesOf(input)) {
    entities.set(entityKey(ref), ref);
    if (attributes !== undefined) sent.set(entityKey(ref), { ...sent.get(entityKey(ref)), ...attributes });
  }
  // Consistent, so that the action belongs to the incarnations that have begun, and a failed condition is
  // seen next time.
  const stored = await getEntities(table, [...entities.values()], true);
  const known = new Map([...stored].map(([key, { attributes = {} }]) => [key, attributes]));
  const changed: Change[] = [];
  const overtaken = new Map<string, ReadonlySet<string>>();
  let misfit: TributaryError | undefined;
  for (const [key, attributes] of sent) {
    const ref = entities.get(key) as EntityRef;
    const read = stored.get(key);
    const lost = overtakenNames(key, attributes, before, read);
    overtaken.set(key, lost);
    const shown = { ...read?.attributes, ...attributes };
    known.set(key, shown);
    const news = Object.entries(attributes).filter(([name]) => !lost.has(name));
    const after = { ...read?.attributes, ...Object.fromEntries(news) };
    const isNews = (value: Attributes) => canonicalJson(read?.attributes ?? {}) !== canonicalJson(value);
    if (isNews(shown)) misfit ??= misfitOf(ref, shown);
    if (isNews(after)) changed.push({ ref, read, after });
  }
  return { stored, known, changed, incarnations: incarnationsOf(stored), misfit, overtaken };
}

function overtakenNames(
  key: string,
  sent: Attributes,
  before: Gathered | undefined,
  read: StoredEntity | undefined,
): ReadonlySet<string> {
  const seen = before?.stored.get(key);
  // What was stored of an earlier incarnation is gone, and must be stored in this one.
  if (before === undefined || (seen?.incarnation ?? 0) !== (read?.incarnation ?? 0)) return new Set();
  const text = (entity: StoredEntity | undefined, name: string) =>
    canonicalJson([entity?.attributes?.[name] ?? null]);
  const moved = Object.keys(sent).filter((name) => text(seen, name) !== text(read, name));
  return new Set([...(before.overtaken.get(key) ?? []), ...moved]);
}

/** Each part was small enough; together they may not be. */
function misfitOf(ref: EntityRef, attributes: Attributes): TributaryError | undefined {
  const parsed = attributesOf(ref.model_type).safeParse(attributes);
  if (parsed.success) return undefined;
  const [message = "does not fit"] = parsed.error.issues.map((issue) => issue.message);
  const path = entityKey(ref).replace("#", ":");
  return new TributaryError("invalid", `${path}: ${message}`, { errors: [{ path, message }] });
}

function describe(
  { actor, input }: Post,
  known: ReadonlyMap<string, Attributes>,
  notify: boolean,
): ActionBody {
  const shown = (ref: EntityRef) => snapshot(ref, known.get(entityKey(ref)) ?? {});
  return {
    actor: shown(actor),
    verb: input.verb,
    action_object: input.action_object && shown(input.action_object.ref),
    target: input.target && shown(input.target.ref),
    public: input.public ?? true,
    description: input.description,
    data: input.data,
    ...addressed(input.to ?? []),
    notify: notify ? undefined : false,
  };
}

/** The action that an earlier request made of the same id or key. */
async function firstOf(table: Table, occupant: Occupant, fingerprint: string): Promise<StoredAction> {
  if (occupant.kind === "tombstone") throw conflict("This id or key belonged to an action that was deleted.");
  const first = await getLiveAction(
    table,
    occupant.kind === "action" ? entryId(occupant.action) : occupant.actionId,
  );
  if (first === undefined) throw conflict("This key belonged to an action that was deleted.");
  const print = occupant.kind === "action" ? first.fingerprint : occupant.fingerprint;
  if (print !== fingerprint) throw conflict("This id or key was used for another request.");
  return first;
}

const conflict = (message: string): TributaryError => new TributaryError("conflict", message);

const hash = (text: string): string => createHash("sha256").update(text).digest("base64url");

/** The dot keeps these apart from every id that a client may choose. */
const idOfKey = (callerKey: string, key: string): string => `k.${hash(`${callerKey}\0${key}`)}`;
