import { type EntityRef, type EntitySnapshot, entityKey, snapshot } from "../domain/entity.ts";
import { groupSummary } from "../domain/groups.ts";
import type { Shown } from "../domain/notifications/head.ts";
import { type Watermarks, isRead, isSeen } from "../domain/notifications/marks.ts";
import { toTimestamp } from "../domain/time.ts";
import { getEntities } from "../store/entities/entities.ts";
import type { ShownHead } from "../store/notifications/list.ts";
import { sealMark } from "../store/notifications/mark.ts";
import type { Caller } from "../domain/caller.ts";
import { presentEntity } from "./present.ts";
import type { Request } from "./route.ts";

type CallerRequest<Query = unknown> = Request<Query, unknown, Caller>;

/** Groups as their recipient sees them; with `current` their entities are as they are now, else as stored. */
export async function presentGroups(
  request: CallerRequest,
  owner: EntityRef,
  heads: readonly ShownHead[],
  { marks, expand }: { readonly marks: Watermarks; readonly expand: "current" | undefined },
) {
  const refs = heads.flatMap(({ shown }) => entitiesIn(shown));
  const entities = expand === undefined ? undefined : await getEntities(request.table, refs, false);
  const seen = (entity: EntitySnapshot): EntitySnapshot =>
    entities === undefined ? entity : snapshot(entity, entities.get(entityKey(entity))?.attributes ?? {});
  return Promise.all(
    heads.map(async (head) => {
      const own = { at: head.newest, seen: head.seen, read: head.read };
      const groups = [{ id: head.id, at: head.newest }];
      return {
        ...presentHead(request, head, seen),
        seen: isSeen(own, marks),
        read: isRead(own, marks),
        mark: await sealMark(request.table, owner, { kind: "group", until: 0, groups }),
      };
    }),
  );
}

export function presentHead(
  { links }: Pick<Request, "links">,
  { id, verb, actors, actions, first, newest, shown }: ShownHead,
  seen: (entity: EntitySnapshot) => EntitySnapshot = (entity) => entity,
) {
  const present = (entity: EntitySnapshot) => presentEntity(links, entity, entity);
  const [target, object] = [
    shown.target && seen(shown.target),
    shown.action_object && seen(shown.action_object),
  ];
  const names = shown.actors.map(({ entity }) => seen(entity));
  return {
    id,
    verb,
    summary: groupSummary({
      ...{ verb, actors: names, actorsCount: actors, actionsCount: actions, hasObject: shown.hasObject },
      target: shown.same.target ? target : undefined,
      action_object: shown.same.action_object ? object : undefined,
    }),
    actors: names.map(present),
    actors_count: actors,
    actions_count: actions,
    target: target ? present(target) : null,
    action_object: object ? present(object) : null,
    first_at: toTimestamp(first),
    latest_at: toTimestamp(newest),
    latest: shown.latest,
  };
}

const entitiesIn = ({ actors, target, action_object }: Shown): EntityRef[] =>
  [...actors.map(({ entity }) => entity), target, action_object].filter((entity) => entity !== undefined);
