import type { DynamoDBRecord } from "aws-lambda";
import { CANARY_SOURCE, EVENT_SOURCE } from "../contract/events.ts";
import { HEAD_KIND, PREFIX } from "../contract/table.ts";
import { isCanary } from "../domain/canary.ts";
import type { StoredAction } from "../domain/action.ts";
import { type EntityRef } from "../domain/entity.ts";
import { isAction, parseAction } from "../store/actions/action-item.ts";
import { parseFollow } from "../store/graph/edges.ts";
import { parseEntity } from "../store/entities/entities.ts";
import { parseHead } from "../store/notifications/heads.ts";
import { parseNotePartition } from "../table/keys.ts";
import { presentHead } from "../http/notifications.ts";
import { begunIncarnation, itemsOf } from "../store/projections/change-record.ts";
import type { Links } from "../http/links.ts";
import { tracesOf } from "./traces.ts";
import { presentFollow, presentAction, presentEntity } from "../http/present.ts";

type EventType =
  | "action.created"
  | "action.updated"
  | "action.deleted"
  | "follow.created"
  | "follow.deleted"
  | "entity.deleted"
  | "notification.created"
  | "notification.deleted";

/** An event for the bus. A repetition has the same `event_id`. */
export interface ChangeEvent {
  readonly source: string;
  readonly type: EventType;
  readonly time: Date;
  readonly detail: { readonly event_id: string; readonly trace?: string } & (
    | { readonly action: unknown }
    | { readonly follow: unknown }
    | { readonly entity: unknown }
    | { readonly recipient: unknown; readonly notification: unknown }
  );
}

type Item = Record<string, unknown> | undefined;
type Found = readonly [EventType, Omit<ChangeEvent["detail"], "event_id" | "trace">, EntityRef];

export function eventsOf(record: DynamoDBRecord, links: Links): ChangeEvent[] {
  const { eventID: id = "", dynamodb = {} } = record;
  const time = new Date((dynamodb.ApproximateCreationDateTime ?? 0) * 1000);
  const [old, now] = itemsOf(dynamodb);
  const [trace] = tracesOf([record]);
  const found = [
    ...actionEvents(old, now, links),
    ...followEvents(old, now, links),
    ...groupEvents(old, now, links),
  ];
  const begun = begunIncarnation(dynamodb);
  if (begun !== undefined)
    found.push(["entity.deleted", { entity: deletedEntity(links, begun.entity, old) }, begun.entity]);
  return found.map(([type, object, who]) => ({
    source: isCanary(who) ? CANARY_SOURCE : EVENT_SOURCE,
    type,
    time,
    detail: {
      event_id: `${id}-${type}`,
      ...(trace !== undefined && { trace }),
      ...object,
    } as ChangeEvent["detail"],
  }));
}

function actionEvents(old: Item, now: Item, links: Links): Found[] {
  const [before, after] = [old, now].map((item) => (isAction(item) ? parseAction(item) : undefined));
  const action = after ?? before;
  if (action === undefined || before?.version === after?.version) return [];
  const type =
    before === undefined ? "action.created" : after === undefined ? "action.deleted" : "action.updated";
  return [[type, { action: presentAction(links, action, toldIn(action)) }, action.body.actor]];
}

const toldIn = ({ body }: StoredAction) => (body.to_many === true ? undefined : (body.to ?? []));

/** A follow that replaces remains of an earlier incarnation ends them; a new `actor_only` is no event. */
function followEvents(old: Item, now: Item, links: Links): Found[] {
  const [before, after] = [old, now].map((item) =>
    String(item?.["pk"]).startsWith(PREFIX.following) ? parseFollow(item) : undefined,
  );
  const same = before !== undefined && after !== undefined && before.started === after.started;
  if (
    same &&
    before.followerIncarnation === after.followerIncarnation &&
    before.followedIncarnation === after.followedIncarnation
  )
    return [];
  const shown = (follow: NonNullable<typeof before>) => ({
    follow: presentFollow(follow, (ref) => presentEntity(links, ref, {})),
  });
  return [
    ...(before === undefined ? [] : [["follow.deleted", shown(before), before.follower] as const]),
    ...(after === undefined ? [] : [["follow.created", shown(after), after.follower] as const]),
  ];
}

/** Events when a group begins, gains a visible member, or ends. Marks and edits are no events. */
function groupEvents(old: Item, now: Item, links: Links): Found[] {
  const [before, after] = [old, now].map((item) =>
    item?.["kind"] === HEAD_KIND ? parseHead(item) : undefined,
  );
  if (before === undefined && after === undefined) return [];
  const owner = parseNotePartition(String((now ?? old)?.["pk"]));
  const recipient = presentEntity(links, owner, {});
  if (after?.shown !== undefined) {
    const hasArrived = after.newest === after.high && after.high > (before?.high ?? 0);
    if (!hasArrived) return [];
    const notification = presentHead({ links }, { ...after, shown: after.shown });
    return [["notification.created", { recipient, notification }, owner]];
  }
  if (before?.shown === undefined) return [];
  return [["notification.deleted", { recipient, notification: { id: before.id, verb: before.verb } }, owner]];
}

const deletedEntity = (links: Links, entity: EntityRef, old: Item) =>
  presentEntity(links, entity, (old && parseEntity(old).attributes) ?? {});
