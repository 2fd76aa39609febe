import { type Entry, type PresentedAction, entryId, rolesOf, summary } from "../domain/action.ts";
import {
  type Attributes,
  type EntityRef,
  type EntitySnapshot,
  type PresentedCountedEntity,
  type PresentedEntity,
  entityKey,
  shownAttributes,
  snapshot,
} from "../domain/entity.ts";
import type { Follow, MergedFollow, PresentedFollow, PresentedMergedFollow } from "../domain/follow.ts";
import type { Mute, PresentedMute } from "../domain/mute.ts";
import { splitPosition } from "../domain/position.ts";
import type { Recipient } from "../domain/recipients.ts";
import { seesRecipients } from "../domain/visibility.ts";
import type { Whole } from "../domain/whole.ts";
import { recipientsOfAll } from "../store/actions/recipients.ts";
import { type CountedEntity } from "../store/entities/counted-entities.ts";
import { getEntities } from "../store/entities/entities.ts";
import type { Links } from "./links.ts";
import type { Request } from "./route.ts";

/** Attributes are filtered again, because a type may hide one later. */
export const presentEntity = (links: Links, ref: EntityRef, attributes: Attributes): PresentedEntity => ({
  ...shownAttributes(ref.model_type, attributes),
  model_type: ref.model_type,
  id: ref.id,
  url: links.entity(ref),
});

export const presentCounted = (
  links: Links,
  ref: EntityRef,
  counted: Pick<CountedEntity, "attributes" | "followers" | "following">,
): PresentedCountedEntity => ({
  ...presentEntity(links, ref, counted.attributes),
  followers_count: counted.followers,
  following_count: counted.following,
});

/** Absent parts are `null`. `to`: only for those who may know it. */
export function presentAction(links: Links, entry: Entry, to?: readonly Recipient[]): PresentedAction {
  const { actor, verb, action_object, target, description, data } = entry.body;
  const shown = (entity: EntitySnapshot) => presentEntity(links, entity, entity);
  return {
    id: entryId(entry),
    actor: shown(actor),
    verb,
    action_object: action_object ? shown(action_object) : null,
    target: target ? shown(target) : null,
    public: entry.body.public,
    description: description ?? null,
    timestamp: splitPosition(entry.position).timestamp,
    data: data ?? null,
    summary: summary(entry.body),
    to: to?.map((recipient) => presentEntity(links, recipient, { ...recipient })),
  } satisfies Whole<PresentedAction>;
}

/** Actions as callers see them; with `current` their entities are as they are now, else as stored. */
export async function presentActions(
  { table, links, caller }: Pick<Request, "table" | "links" | "caller">,
  entries: readonly Entry[],
  expand: "current" | undefined,
  consistent = false,
) {
  const lists = await recipientsOfAll(
    table,
    entries.filter((entry) => seesRecipients(caller, entry)),
    consistent,
  );
  const told = (entry: Entry) => (seesRecipients(caller, entry) ? lists.get(entryId(entry)) : undefined);
  if (expand === undefined) return entries.map((entry) => presentAction(links, entry, told(entry)));
  const roles = entries.flatMap(({ body }) => Object.values(rolesOf(body)));
  const entities = await getEntities(table, [...roles, ...[...lists.values()].flat()], consistent);
  const now = (entity: EntityRef) => snapshot(entity, entities.get(entityKey(entity))?.attributes ?? {});
  return entries.map((entry) => {
    const { actor, action_object, target } = entry.body;
    const current = {
      actor: now(actor),
      action_object: action_object && now(action_object),
      target: target && now(target),
    };
    const to = told(entry)?.map((recipient) => ({ ...now(recipient) }));
    return presentAction(links, { ...entry, body: { ...entry.body, ...current } }, to);
  });
}

export async function presentFollows({ table, links }: Request, follows: readonly (Follow | MergedFollow)[]) {
  const sides = follows.flatMap(({ follower, followed }) => [follower, followed]);
  const entities = await getEntities(table, sides, false);
  const shown = (ref: EntityRef) => presentEntity(links, ref, entities.get(entityKey(ref))?.attributes ?? {});
  return follows.map((follow) => presentFollow(follow, shown));
}

export async function presentMutes({ table, links }: Request, mutes: readonly Mute[]) {
  const entities = await getEntities(
    table,
    mutes.map(({ muted }) => muted),
    false,
  );
  return mutes.map((mute) => {
    const attributes = entities.get(entityKey(mute.muted))?.attributes ?? {};
    return presentMute(mute, presentEntity(links, mute.muted, attributes));
  });
}

export const presentMute = ({ since, until }: Mute, muted: PresentedEntity): PresentedMute => ({
  muted,
  since,
  until: until ?? null,
});

export const presentFollow = (
  follow: Follow | MergedFollow,
  shown: (ref: EntityRef) => PresentedEntity,
): PresentedFollow | PresentedMergedFollow => ({
  started: follow.started,
  ...("flags" in follow ? { flags: follow.flags } : { flag: follow.flag }),
  actor_only: follow.actorOnly,
  user: shown(follow.follower),
  follow_object: shown(follow.followed),
});
