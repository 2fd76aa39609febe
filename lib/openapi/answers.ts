import * as z from "zod";
import { column, shownEntity, shownObject, shownTime } from "../domain/action-fields.ts";
import type { PresentedFollow, PresentedMergedFollow } from "../domain/follow.ts";
import type { PresentedMute } from "../domain/mute.ts";
import { countedEntity, entity } from "./entities.ts";
import type { Documented } from "./documented.ts";
import { shownAs } from "./shown-as.ts";

const time = z.string().meta({
  format: "date-time",
  pattern: "\\.\\d{3}Z$",
  examples: ["2020-06-12T15:01:41.000Z"],
  description: "UTC, with milliseconds.",
});

export const problem = z
  .strictObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    errors: z
      .array(z.strictObject({ path: z.string(), message: z.string() }))
      .optional()
      .meta({ description: "Every wrong field at once; `path` is dotted (`target.id`)." }),
  })
  .meta({ id: "Problem" });

export const gatewayMessage = z
  .strictObject({ message: z.string() })
  .meta({ id: "GatewayMessage", description: "From the gateway, before the service was asked." });

/** How the domain's schemas look in the description, where they say nothing by themselves. */
const LOOKS = new Map<z.core.$ZodType, z.ZodType>([
  [shownEntity, entity],
  [shownTime, time],
  [shownObject, z.record(z.string(), z.unknown())],
]);

export const action = z
  .strictObject(
    shownAs(column("shown"), LOOKS, {
      summary: { description: "The action as a sentence.", examples: ["alice pushed v1 on crython"] },
      to: { description: "Who is told besides target and object; shown to its actor and to services." },
    }),
  )
  .meta({ id: "Action" });

const neighbour = z.url().nullable();

const page = <T extends z.ZodType>(id: string, item: T) =>
  z
    .strictObject({
      next: neighbour.meta({ description: "The page of what is older; null on the last." }),
      prev: neighbour.meta({ description: "The page of what is newer; null on the first." }),
      results: z.array(item),
    })
    .meta({ id });

export const actionPage = page("ActionPage", action);

const mark = z.string().nullable().meta({
  description:
    "What the first page's read could see, for `POST /feed/mark`; null where filters or `flag=*` hid the rest.",
});

const group = z
  .strictObject({
    key: z.strictObject({
      verb: z.string(),
      actor: entity.optional(),
      action_object: entity.nullable().optional(),
      target: entity.nullable().optional(),
    }),
    summary: z.string().meta({ examples: ["Ann, Bob and 3 others commented on crython"] }),
    actors: z.array(entity).min(1).max(3).meta({ description: "Different ones, newest first." }),
    actors_count: z.int().min(1),
    actions_count: z.int().min(1),
    complete: z
      .boolean()
      .meta({ description: "false: the window was cut, and the key may come again in the next cut." }),
    first_at: time,
    latest_at: time,
    actions: z.array(action).min(1).max(3).meta({ description: "The newest." }),
  })
  .meta({ id: "Group", description: "Actions of one window that have the parts of `key` in common." });
const groupPage = page("GroupPage", group);

const notificationCountsShape = {
  unseen: z.int().min(0).max(1000),
  unread: z.int().min(0).max(1000),
  more: z.boolean().meta({ description: "Whether either count was cut at 1,000." }),
};
export const notificationCounts = z
  .strictObject(notificationCountsShape)
  .meta({ id: "NotificationCounts", description: "How many groups hold what no mark covers." });

export const streamPage = z.union([actionPage, groupPage]);
const ofFeed = {
  mark,
  notifications: notificationCounts.optional().meta({ description: "With `notifications=counts`." }),
};
export const feedPage = z.union([
  actionPage.extend(ofFeed).meta({ id: "FeedPage" }),
  groupPage.extend(ofFeed).meta({ id: "FeedGroupPage" }),
]);

export const newCount = z
  .strictObject({ new: z.int().min(0).max(100), more: z.boolean() })
  .meta({ id: "NewCount", description: "Of a feed. `more`: there are more than `new`." });

const record = { started: time, actor_only: z.boolean(), user: entity, follow_object: entity };
const follow = z
  .strictObject({ ...record, flag: z.string() } satisfies Documented<PresentedFollow>)
  .meta({ id: "Follow" });
const mergedFollow = z
  .strictObject({ ...record, flags: z.array(z.string()).min(1) } satisfies Documented<PresentedMergedFollow>)
  .meta({ id: "MergedFollow", description: "All follows of one pair, in lists of `flag=*`." });

export const followPage = page("FollowPage", z.union([follow, mergedFollow]));

const mute = z
  .strictObject({
    muted: entity,
    since: time,
    until: time.nullable().meta({ description: "When it ends; null: for good." }),
  } satisfies Documented<PresentedMute>)
  .meta({ id: "Mute" });
export const mutePage = page("MutePage", mute);

const feedKey = z
  .strictObject({
    id: z.string(),
    name: z.string().nullable(),
    path: z.string().meta({ description: "The stream that it reads, as it was asked for." }),
    created: time,
    expires: time.nullable(),
    last_used: time.nullable().meta({ description: "To a day." }),
  })
  .meta({ id: "FeedKey", description: "An address for feed readers, without its secret." });
export const newFeedKey = feedKey
  .extend({ urls: z.strictObject({ atom: z.url(), rss: z.url(), jsonfeed: z.url() }) })
  .meta({ id: "MadeFeedKey", description: "The addresses hold the secret and are shown this once." });
export const feedKeyPage = page("FeedKeyPage", feedKey);

const notification = z
  .strictObject({
    id: z.string(),
    verb: z.string(),
    summary: z
      .string()
      .meta({ description: "The group as a sentence.", examples: ["alice and bob starred crython"] }),
    actors: z.array(entity).max(3).meta({ description: "The newest different ones, newest first." }),
    actors_count: z.int().min(1),
    actions_count: z.int().min(1),
    target: entity.nullable().meta({ description: "That of the newest action." }),
    action_object: entity.nullable().meta({ description: "That of the newest action." }),
    first_at: time,
    latest_at: time,
    latest: z.strictObject({
      id: z.string(),
      timestamp: time,
      description: z.string().nullable().meta({ description: "Its first 200 characters." }),
    }),
    seen: z.boolean(),
    read: z.boolean(),
    mark: z.string().meta({ description: "Covers the actions that the group counts." }),
  })
  .meta({
    id: "Notification",
    description: "What somebody is notified of: actions of one kind, in a group.",
  });

export const notificationPage = page("NotificationPage", notification)
  .extend({
    ...notificationCountsShape,
    mark: z
      .string()
      .nullable()
      .meta({ description: "Covers all that had arrived when the first page was read; null with `verb`." }),
  })
  .meta({ id: "NotificationPage" });

const refused = z.strictObject({ status: z.int().min(400), error: problem });

const batch = (id: string, done: z.ZodObject) =>
  z
    .strictObject({ results: z.array(z.union([done, refused])) })
    .meta({ id, description: "In the order of the items." });

export const actionResults = batch(
  "ActionResults",
  z.strictObject({ status: z.literal([200, 201]), action }),
);
export const entityResults = batch(
  "EntityResults",
  z.strictObject({ status: z.literal([200, 201]), entity: countedEntity }),
);
export const followResults = batch("FollowResults", z.strictObject({ status: z.literal(204) }));

export const lookedUp = z
  .strictObject({ results: z.array(countedEntity.nullable()) })
  .meta({ id: "LookedUpEntities", description: "In the order of the references." });

export const foundEntities = z
  .strictObject({ results: z.array(entity).max(50) })
  .meta({ id: "FoundEntities" });

export const isFollowing = z.strictObject({ is_following: z.boolean() });
export const health = z.strictObject({ status: z.literal("ok") });
export const description = z.looseObject({ openapi: z.string() }).meta({ description: "This document." });

export { countedEntity, entity };
