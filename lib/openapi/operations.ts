import type * as z from "zod";
import type { RouteName } from "../contract/routes.ts";
import { newAction } from "../domain/action.ts";
import { batchFollow } from "../domain/follow.ts";
import * as answers from "./answers.ts";
import { attributes, described } from "./entities.ts";

export const TAGS = {
  Actions: "Who did what to what: post, read, change and delete actions.",
  Streams: "Actions in order, newest first: of everybody, of a type, of an entity, and of what one follows.",
  Follows: "Who follows what, with which flag.",
  Entities: "What acts and is acted upon: its attributes, counts and deletion.",
  Marks: "What is new in a feed: up to where it has been seen, and how much is above.",
  Mutes:
    "Whose actions an entity does not want to see in its feeds and notifications. Nobody else learns of it.",
  "Feed keys":
    "Addresses for feed readers, which send no headers: each reads one stream, and can be revoked.",
  Notifications: "What concerns somebody, in groups, with what of it is new.",
  Service: "What needs no token.",
} as const;

export interface Operation {
  readonly tag: keyof typeof TAGS;
  readonly summary: string;
  readonly description?: string;
  /** Successful answers by status; `null` has no body. */
  readonly answers: Readonly<Record<number, z.core.$ZodType | null>>;
  readonly errors?: readonly number[];
  readonly item?: z.core.$ZodType;
  /** The body, if it depends on the path, so that `takes` cannot say it. */
  readonly body?: z.core.$ZodType;
  readonly takesIdempotencyKey?: true;
  readonly takesPreconditions?: true;
  readonly hasLocation?: true;
}

const FILTERED =
  "A page with filters is full where enough actions match among 5,000; else it may be short or empty, and `next` goes on.";

const stream = (
  summary: string,
  description: string,
  page: z.core.$ZodType = answers.streamPage,
): Operation => ({
  tag: "Streams",
  summary,
  description: `${description} ${FILTERED}`,
  answers: { 200: page },
  // The feed key has expired.
  errors: [410],
});

const feedOf = (whose: string) =>
  stream(
    `The feed of ${whose}`,
    "Public actions of what it follows with `flag` (default `following`; `*`: every flag), and for follows with `actor_only: false` also what is done to the followed; with `own=true` its own public actions too, with `own=hide` nothing that it did. Newest first, each action once. `mark` says what the first page could see: `POST /feed/mark` takes it.",
    answers.feedPage,
  );

export const OPERATIONS = {
  "post-action": {
    tag: "Actions",
    summary: "Post an action",
    description:
      "201, or 200 where the same request was made before: the same `Idempotency-Key`, or the same `id`, with the same body.",
    answers: { 201: answers.action, 200: answers.action },
    errors: [409],
    takesIdempotencyKey: true,
    hasLocation: true,
  },
  "post-actions-batch": {
    tag: "Actions",
    summary: "Post up to 100 actions",
    description: "For services. One bad item spoils no other: each has its own status.",
    answers: { 200: answers.actionResults },
    item: newAction,
    takesIdempotencyKey: true,
  },
  "get-actions": stream(
    "Every public action",
    "Newest first. A filter that names an entity reads that entity's own stream.",
  ),
  "get-action": { tag: "Actions", summary: "One action", answers: { 200: answers.action } },
  "patch-action": {
    tag: "Actions",
    summary: "Change an action",
    description: "By its actor or a service. What is absent stays, `null` clears, `data` is replaced whole.",
    answers: { 200: answers.action },
    errors: [412],
    takesPreconditions: true,
  },
  "delete-action": {
    tag: "Actions",
    summary: "Delete an action",
    description:
      "By its actor or a service. It leaves every stream and feed. For 60 days the same people are answered 204 again.",
    answers: { 204: null },
    errors: [412],
    takesPreconditions: true,
  },
  "get-type-activity": stream(
    "Public actions in which any part is of a type",
    "Each action once, newest first.",
  ),
  "get-entity-activity": stream(
    "Public actions of an entity",
    "Where it is actor, target or action_object, or only in `role`. With `role=actor` callers see their own private actions too.",
  ),
  "get-own-feed": feedOf("the caller, a user"),
  "get-entity-feed": feedOf("an entity, for itself or a service"),
  follow: {
    tag: "Follows",
    summary: "Follow an entity",
    description:
      "204 also where it is followed already. A new follow posts the action `started following`, unless `send_action` is false. `user` and `started` are for services.",
    answers: { 204: null },
    errors: [409],
  },
  unfollow: {
    tag: "Follows",
    summary: "Follow an entity no more",
    description:
      "204 also where it was not followed. `flag=*` ends all flags; `send_action=true` posts `stopped following`.",
    answers: { 204: null },
  },
  "post-follows-batch": {
    tag: "Follows",
    summary: "Make up to 100 follows",
    description:
      "One bad item spoils no other: each has its own status. A service says which `user` follows; users follow as themselves alone, and set no `started` (else that item is 403).",
    answers: { 200: answers.followResults },
    item: batchFollow,
  },
  "get-followers": {
    tag: "Follows",
    summary: "Who follow an entity",
    description:
      "Newest follow first; with `flag=*` each follower once, by model_type and id. `type` may be repeated: a union; so may `user`: only these.",
    answers: { 200: answers.followPage },
  },
  "get-following": {
    tag: "Follows",
    summary: "What an entity follows",
    description:
      "Newest follow first; with `flag=*` each followed once, by model_type and id. `type` may be repeated: a union; so may `follow_object`: only these.",
    answers: { 200: answers.followPage },
  },
  "is-following": {
    tag: "Follows",
    summary: "Whether the caller, or `user`, follows an entity",
    answers: { 200: answers.isFollowing },
  },
  "get-entities": {
    tag: "Entities",
    summary: "Look up to 100 entities up",
    description:
      "In the order asked, each as its `GET` would answer within seconds, or `null`. Addresses longer than 8 KB are 414: split them.",
    answers: { 200: answers.lookedUp },
  },
  "find-entities": {
    tag: "Entities",
    summary: "Find entities of a type by how their name or id begins",
    description:
      "Stored ones, each once, by the text that matched and then by id; marks and case do not matter. No paging; a type may say that it is not found.",
    answers: { 200: answers.foundEntities },
  },
  "post-entities-batch": {
    tag: "Entities",
    summary: "Store the attributes of up to 100 entities",
    description:
      "For services. Each as its `PUT`, those of one entity in their order. One bad item spoils no other: each has its own status.",
    answers: { 200: answers.entityResults },
    item: described,
  },
  "get-entity": {
    tag: "Entities",
    summary: "An entity with its counts",
    description: "404 while neither attributes nor follows of it are stored.",
    answers: { 200: answers.countedEntity },
  },
  "put-entity": {
    tag: "Entities",
    summary: "Store an entity's attributes",
    description:
      "By itself or a service. 201 where it had none. A type that is not registered has `name` and `html_url`.",
    answers: { 201: answers.countedEntity, 200: answers.countedEntity },
    body: attributes,
    hasLocation: true,
    errors: [412],
    takesPreconditions: true,
  },
  "delete-entity": {
    tag: "Entities",
    summary: "Delete an entity",
    description:
      "By itself or a service, also when repeated. Its actions in any role, its follows either way and their feed entries go.",
    answers: { 202: null },
    errors: [412],
    takesPreconditions: true,
  },
  "get-feed-counts": {
    tag: "Marks",
    summary: "How much is new in a feed",
    description:
      "Entries above the feed's mark; all, where there is none. Exact to 100, then `more`. A service passes `user`.",
    answers: { 200: answers.newCount },
  },
  "post-feed-mark": {
    tag: "Marks",
    summary: "Say what has been seen",
    description:
      "Raises the feed's mark, which never falls, and answers the new counts. `seen` is the `mark` of a page of this feed, or `all`. A service passes `user`.",
    answers: { 200: answers.newCount },
  },
  "get-mutes": {
    tag: "Mutes",
    summary: "What an entity mutes",
    description: "Newest first; mutes that have ended are not listed. A service passes `user`.",
    answers: { 200: answers.mutePage },
  },
  "put-mute": {
    tag: "Mutes",
    summary: "Mute",
    description:
      "Repeating it sets a new `until` (absent: for good). The muter's feeds and their counts obey at the next read. At most 1,000. A service passes `user`.",
    answers: { 204: null },
    errors: [409],
  },
  "delete-mute": {
    tag: "Mutes",
    summary: "Unmute",
    description:
      "Also where there is no mute: what was muted is back at the next read. A service passes `user`.",
    answers: { 204: null },
  },
  "post-feed-key": {
    tag: "Feed keys",
    summary: "Make an address for a feed reader",
    description:
      "`path` is a stream that the owner may read, with its filters. The addresses hold the secret and are shown this once. At most 50 live keys an owner. A service passes `user`, or makes one of its own.",
    answers: { 201: answers.newFeedKey },
    errors: [409],
  },
  "get-feed-keys": {
    tag: "Feed keys",
    summary: "The owner's feed keys",
    description: "Newest first, without addresses; revoked and expired ones are not listed.",
    answers: { 200: answers.feedKeyPage },
  },
  "delete-feed-key": {
    tag: "Feed keys",
    summary: "Revoke a feed key",
    description: "204 also when repeated. Its address then answers 410 for a year.",
    answers: { 204: null },
  },
  "get-notifications": {
    tag: "Notifications",
    summary: "What the caller is notified of, in groups",
    description:
      "By the arrival of each group's newest action, newest first. `mark` covers all that had arrived when the first page was read. A service passes `user`.",
    answers: { 200: answers.notificationPage },
  },
  "get-notification-counts": {
    tag: "Notifications",
    summary: "How many groups are new",
    description: "Exact to 1,000. A service passes `user`.",
    answers: { 200: answers.notificationCounts },
  },
  "mark-notifications": {
    tag: "Notifications",
    summary: "Say what has been seen or read",
    description:
      "`all`, a page's `mark`, or up to 100 groups' marks. What is read is seen. Marks only rise, and never cover what arrived after they were made. Answers the new counts. A service passes `user`.",
    answers: { 200: answers.notificationCounts },
  },
  "get-notification-actions": {
    tag: "Notifications",
    summary: "The actions of a group",
    description: "By arrival, newest first. 404 where there is none. A service passes `user`.",
    answers: { 200: answers.actionPage },
  },
  "delete-notification": {
    tag: "Notifications",
    summary: "Dismiss a group",
    description:
      "Always 204. Its present actions are gone from the notifications for good; a later one starts it again. A service passes `user`.",
    answers: { 204: null },
  },
  "get-health": { tag: "Service", summary: "Whether the service answers", answers: { 200: answers.health } },
  "get-openapi": { tag: "Service", summary: "This description", answers: { 200: answers.description } },
} as const satisfies Record<RouteName, Operation>;
