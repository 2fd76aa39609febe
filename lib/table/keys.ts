import { createHash } from "node:crypto";
import { type EntityRef, entityKey, parseEntityKey } from "../domain/entity.ts";
import type { Incarnation } from "../domain/incarnation.ts";
import type { PulledEntity } from "../domain/feed.ts";
import type { Edge } from "../domain/follow.ts";
import { type Position, positionOf } from "../domain/position.ts";
import { utf8Bytes } from "../domain/text.ts";
import type { Visibility } from "../domain/visibility.ts";
import { PREFIX } from "../contract/table.ts";

/**
 * Every key of the table. Parts that users choose come last, or end with U+001F, which no id may contain and
 * which sorts below all that may. `docs/access-patterns.md` lists what is read by which.
 */

export interface Key {
  readonly pk: string;
  readonly sk: string;
}

export const keyOfItem = ({ pk, sk }: Readonly<Record<string, unknown>>): Key => ({
  pk: String(pk),
  sk: String(sk),
});

export const textOfKey = ({ pk, sk }: Key): string => JSON.stringify([pk, sk]);

const END = "\u001f";
const STATE = "~"; // sorts above every row of the feed, so that one descending query brings both
const GENERATION_DIGITS = 10;

/* Items ------------------------------------------------------------------------------------------------------------ */

export const actionKey = (id: string): Key => ({ pk: `${PREFIX.action}${id}`, sk: "ACTION" });

export const toKey = (id: string): Key => ({ ...actionKey(id), sk: "TO" });

export const actionIdOf = (pk: string): string => pk.slice(PREFIX.action.length);

export const entityItemKey = (entity: EntityRef): Key => ({
  pk: `${PREFIX.entity}${entityKey(entity)}`,
  sk: "ENTITY",
});

export const apiKeyKey = (hash: string): Key => ({ pk: `${PREFIX.apiKey}${hash}`, sk: "APIKEY" });

export const apiKeyNames: string = PREFIX.apiKeyName;

export const apiKeyNameKey = (name: string): Key => ({ pk: apiKeyNames, sk: name });

export const feedKeyKey = (id: string): Key => ({ pk: `${PREFIX.feedKey}${id}`, sk: "FEEDKEY" });

/** `owner` is the unique text of a caller; no id holds a `#`. */
export const feedKeySlots = (owner: string): string => `${PREFIX.feedKey}OF#${owner}`;

export const feedKeySlotKey = (owner: string, slot: string): Key => ({ pk: feedKeySlots(owner), sk: slot });

export const rateKey = (caller: string): Key => ({ pk: `${PREFIX.rate}${caller}`, sk: "RATE" });

/** Guards the count of followers: the end of one follow was counted. */
export const uncountedKey = (nonce: string): Key => ({ pk: `${PREFIX.uncounted}${nonce}`, sk: "UNCOUNTED" });

export const turnKey = (chain: string, number: number): Key => ({
  pk: `${PREFIX.turn}${chain}`,
  sk: String(number),
});

/** A turn that left some of its lists to ranges; `lists` tells those of a repetition apart that stopped elsewhere. */
export interface Cutter {
  readonly chain: string;
  readonly number: number;
  readonly lists: string;
}

export const rangesKey = ({ chain, number, lists }: Cutter): Key => ({
  pk: `${PREFIX.turn}${chain}`,
  sk: `${number}#RANGES#${lists}`,
});

export const rangeChain = ({ chain, number }: Cutter, range: string): string =>
  `${chain}${END}${number}#${range}`;

/** The chain that delivers one version of an action to one class of an entity's followers. */
export const fanOutChain = (actionId: string, version: string, followers: string): string =>
  `fan-out#${version}#${followers.slice(PREFIX.followers.length)}${END}${actionId}`;

export const listingChain = (nonce: string): string => `listing#${nonce}`;

export const removalChain = (entity: EntityRef, incarnation: Incarnation): string =>
  `remove#${incarnation}#${entityKey(entity)}`;

export const switchChain = (switchId: string): string => `pull#${switchId}`;

export const secretKey = (name: string): Key => ({ pk: `${PREFIX.secret}${name}`, sk: "SECRET" });

/* Follow edges, both sides ------------------------------------------------------------------------------------------ */

/** `actor`: followers of what the entity does; `all`: of what is done to it as well. */
export type EdgeClass = "actor" | "all";

export const edgeClass = (actorOnly: boolean): EdgeClass => (actorOnly ? "actor" : "all");

export const followingPartition = (follower: EntityRef): string =>
  `${PREFIX.following}${entityKey(follower)}`;

export const followersPartition = (followed: EntityRef, edges: EdgeClass): string =>
  `${PREFIX.followers}${edges}#${entityKey(followed)}`;

/** Keys of one group concern one entity's followers, or one item: their records are handled together. */
export const recordGroup = (pk: string): string =>
  pk.startsWith(PREFIX.followers) ? parseFollowersPartition(pk).followed : pk;

/** The follower's side: by flag, then by the followed. */
export const followingKey = ({ follower, followed, flag }: Edge): Key => ({
  pk: followingPartition(follower),
  sk: `${flag}#${entityKey(followed)}`,
});

/** The followed's side: by follower, then by flag, and nothing else, because every fan-out reads it twice. */
export const followerKey = ({ follower, followed, flag }: Edge, edges: EdgeClass): Key => ({
  pk: followersPartition(followed, edges),
  sk: `${entityKey(follower)}${END}${flag}`,
});

export const followsOfOne = (follower: EntityRef): { low: string; high: string } => ({
  low: `${entityKey(follower)}${END}`,
  high: `${entityKey(follower)}${END}\u{10ffff}`,
});

export const flagRange = (flag: string): { low: string; high: string } => ({
  low: `${flag}#`,
  high: `${flag}#\u{10ffff}`,
});

/** The sort key above every edge of `flag` on the follower's side: where the next flag begins. */
export const afterFlag = (flag: string): string => `${flag}$`;

export function parseFollowingSort(sk: string): { flag: string; followed: string } {
  const at = sk.indexOf("#");
  return { flag: sk.slice(0, at), followed: sk.slice(at + 1) };
}

export function parseFollowersPartition(pk: string): { edges: EdgeClass; followed: string } {
  const [edges = "", ...followed] = pk.slice(PREFIX.followers.length).split("#");
  return { edges: edges as EdgeClass, followed: followed.join("#") };
}

export function parseFollowerSort(sk: string): { follower: string; flag: string } {
  const at = sk.indexOf(END);
  return { follower: sk.slice(0, at), flag: sk.slice(at + 1) };
}

/* Feeds and listed streams ------------------------------------------------------------------------------------------ */

export const feedPartition = (owner: EntityRef, flag: string): string =>
  `${PREFIX.feed}${flag}#${entityKey(owner)}`;

export function parseFeedPartition(pk: string): { flag: string; owner: EntityRef } {
  const [flag = "", ...owner] = pk.slice(PREFIX.feed.length).split("#");
  return { flag, owner: parseEntityKey(owner.join("#")) };
}

export const feedStateKey = (owner: EntityRef, flag: string): Key => ({
  pk: feedPartition(owner, flag),
  sk: STATE,
});

export const pulledName = ({ entity, actorOnly }: PulledEntity): string =>
  `${edgeClass(actorOnly)}#${entityKey(entity)}`;

export function parsePulledName(name: string): PulledEntity {
  const at = name.indexOf("#");
  return { entity: parseEntityKey(name.slice(at + 1)), actorOnly: name.slice(0, at) === edgeClass(true) };
}

export const generationPrefix = (generation: number): string =>
  `${String(generation).padStart(GENERATION_DIGITS, "0")}#`;

/** One generation of one feed, or one shard of a listed stream (whose rows have no prefix). */
export interface RowPlace {
  readonly pk: string;
  readonly prefix: string;
}

export const feedPlace = (owner: EntityRef, flag: string, generation: number): RowPlace => ({
  pk: feedPartition(owner, flag),
  prefix: generationPrefix(generation),
});

/** Shard 0 has the key that a listed stream had before there were shards. */
export const publicStreamPlace = (shard: number): RowPlace => listedPlace("public", shard);

export const typeStreamPlace = (type: string, shard: number): RowPlace => listedPlace(`type#${type}`, shard);

const listedPlace = (stream: string, shard: number): RowPlace => ({
  pk: `${PREFIX.stream}${stream}${shard === 0 ? "" : `#${shard}`}`,
  prefix: "",
});

/** How many shards listed streams have had, and which entities are spread over keys. */
export const listShardsKey: Key = { pk: PREFIX.listShards, sk: "SHARDS" };

/** How the list of spread entities names one, and its keys. */
export const spreadName = (entity: EntityRef, keys: number): string => `${keys}#${entityKey(entity)}`;

export function parseSpreadName(name: string): { keys: number; entity: string } {
  const at = name.indexOf("#");
  return { keys: Number(name.slice(0, at)), entity: name.slice(at + 1) };
}

export const rowKey = (place: RowPlace, position: Position): Key => ({
  pk: place.pk,
  sk: place.prefix + position,
});

/* Names that are found ------------------------------------------------------------------------------------------- */

/** Names of one type with one first character have this many partitions: sequential ids begin alike. */
export const FIND_SHARDS = 4;

/** The partition of folded texts that begin like `text`, in one shard. */
export const findPartition = (type: string, text: string, shard: number): string =>
  `${PREFIX.find}${type}#${[...text][0] ?? ""}#${shard}`;

export const findKey = ({ model_type, id }: EntityRef, text: string): Key => ({
  pk: findPartition(model_type, text, shardOf(id)),
  sk: `${text}${END}${id}`,
});

/** Up to the last possible sort key: ids and names may hold the last character, too. */
export const findRange = (prefix: string): { low: string; high: string } => ({
  low: prefix,
  high: prefix + LAST.repeat((SORT_KEY_BYTES - utf8Bytes(prefix)) / utf8Bytes(LAST)),
});

const LAST = "\u{10ffff}";
const SORT_KEY_BYTES = 1024;

export function parseFindSort(sk: string): { text: string; id: string } {
  const at = sk.lastIndexOf(END);
  return { text: sk.slice(0, at), id: sk.slice(at + 1) };
}

/** The entity of a row. A type has no `#`. */
export function findRefOf({ pk, sk }: Key): EntityRef {
  const [model_type = ""] = pk.slice(PREFIX.find.length).split("#");
  return { model_type, id: parseFindSort(sk).id };
}

const shardOf = (id: string): number => createHash("sha256").update(id).digest().readUInt8(0) % FIND_SHARDS;

/* Mutes ------------------------------------------------------------------------------------------------------------- */

export const mutePartition = (muter: EntityRef): string => `${PREFIX.mute}${entityKey(muter)}`;

export const muteKey = (muter: EntityRef, muted: EntityRef): Key => ({
  pk: mutePartition(muter),
  sk: entityKey(muted),
});

export const parseMuteKey = ({ pk, sk }: Key): { muter: EntityRef; muted: EntityRef } => ({
  muter: parseEntityKey(pk.slice(PREFIX.mute.length)),
  muted: parseEntityKey(sk),
});

/** The short form of all mutes of one entity, for its feeds. */
export const muteListKey = (muter: EntityRef): Key => ({
  pk: `${PREFIX.muteList}${entityKey(muter)}`,
  sk: "MUTES",
});

/** The mutes of one entity, by anybody. No flag is written in capitals. */
export const mutedPartition = (muted: EntityRef): string => `${PREFIX.mute}${entityKey(muted)}`;

/* Notifications ----------------------------------------------------------------------------------------------------- */

export const notePartition = (owner: EntityRef): string => `${PREFIX.note}${entityKey(owner)}`;

export const parseNotePartition = (pk: string): EntityRef => parseEntityKey(pk.slice(PREFIX.note.length));

export const noteStateKey = (owner: EntityRef): Key => ({ pk: notePartition(owner), sk: STATE });

export const noteMutesKey = (owner: EntityRef): Key => ({ pk: notePartition(owner), sk: "~MUTES" });

const HEAD = "G#";
const HIDDEN = "H#";
const ARRIVAL_DIGITS = 13;
const INCARNATION_DIGITS = 6;

export const noteHeadKey = (owner: EntityRef, group: string): Key => ({
  pk: notePartition(owner),
  sk: HEAD + group,
});

/** Where marks find a group's newest arrival, though it is hidden. */
export const noteHiddenKey = (owner: EntityRef, group: string): Key => ({
  pk: notePartition(owner),
  sk: HIDDEN + group,
});

/** The group of a head, or of what is hidden in it. */
export const groupOfHead = (sk: string): string => sk.slice(sk.indexOf("#") + 1);

/** Sort keys of all that belongs to one incarnation, and of the state. */
export const noteOthers = { low: HEAD, high: `${STATE}MUTES` };

export const noteHeads = { low: HEAD, high: `${HEAD}~` };

export const arrivalText = (at: number): string => String(at).padStart(ARRIVAL_DIGITS, "0");

/** A member's place in its group: by its first notification, then by its stamp. */
export const memberPlace = ({
  at,
  since = at,
}: {
  readonly at: number;
  readonly since?: number | undefined;
}) => `${arrivalText(since)}.${arrivalText(at)}`;

export const noteRowKey = (owner: EntityRef, group: string, place: string): Key => ({
  pk: notePartition(owner),
  sk: `R#${group}#${place}`,
});

/** The same by actor, so that one actor counts once. */
export const noteActorKey = (owner: EntityRef, group: string, actor: string, id: string): Key => ({
  pk: notePartition(owner),
  sk: `P#${group}#${actor}${END}${id}`,
});

export const noteActorRows = (group: string, actor: string): { low: string; high: string } => ({
  low: `P#${group}#${actor}${END}`,
  high: `P#${group}#${actor}${END}~`,
});

export const noteGroupRows = (group: string): { low: string; high: string }[] =>
  ["R", "P"].map((kind) => ({ low: `${kind}#${group}#`, high: `${kind}#${group}$` }));

/** The group of a member in a row; `undefined` for other sort keys. */
export const groupOfRow = (sk: string): string | undefined => /^[RP]#([^#]+)#/.exec(sk)?.[1];

/** A group's place among its owner's: by incarnation, by its newest arrival, then by id. */
export const arrivedPosition = (incarnation: Incarnation, at: number, group = ""): Position =>
  `${String(incarnation).padStart(INCARNATION_DIGITS, "0")}#${arrivalText(at)}#${group.slice(0, 12)}`;

/** The place of what is hidden: no two of an owner's are equal, or a walk would pass one over. */
export const hiddenPosition = (incarnation: Incarnation, at: number, group: string): Position =>
  `${arrivedPosition(incarnation, at, group)}h`;

export function parseArrived(position: Position): { incarnation: Incarnation; at: number } {
  const [incarnation, at] = position.split("#");
  return { incarnation: Number(incarnation), at: Number(at) };
}

/* Indexes ----------------------------------------------------------------------------------------------------------- */

/**
 * Private actions have index partitions of their own: a public page never reads past them. Of an entity that
 * is spread, key 0 is the one that it had before.
 */
export const actionPartition = (visibility: Visibility, entity: EntityRef, key = 0): string =>
  `${visibility}${key === 0 ? "" : `/${key}`}#${entityKey(entity)}`;

/** The lists of follows, newest first: a follower's in one index, a followed's in the other. */
export const followListPartition = (flag: string, entity: EntityRef): string =>
  `${flag}#${entityKey(entity)}`;

export const followPosition = (started: string, { follower, followed }: Edge): Position =>
  positionOf(started, `${entityKey(follower)}${END}${entityKey(followed)}`);
