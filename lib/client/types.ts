import type { components, operations } from "./api.ts";
import type { Page } from "./list.ts";

type Schemas = components["schemas"];

export type Action = Schemas["Action"];
export type NewAction = Schemas["NewAction"];
export type ActionPatch = Schemas["ActionPatch"];
export type NewFollow = Schemas["NewFollow"];
export type BatchFollow = Schemas["BatchFollow"];
export type NewFeedKey = NonNullable<operations["postFeedKey"]["requestBody"]>["content"]["application/json"];
export type FeedKey = Schemas["FeedKey"];
export type MadeFeedKey = Schemas["MadeFeedKey"];
export type Group = Schemas["Group"];
export type NewCount = Schemas["NewCount"];
export type Mute = Schemas["Mute"];
export type NewMute = Schemas["NewMute"];
export type Notification = Schemas["Notification"];
export type NotificationPage = Schemas["NotificationPage"];
export type NotificationCounts = Schemas["NotificationCounts"];
export type Marking = NonNullable<
  operations["markNotifications"]["requestBody"]
>["content"]["application/json"];
export type ShownEntity = Schemas["Entity"];
export type EntityWithCounts = Schemas["EntityWithCounts"];
export type Attributes = Schemas["EntityAttributes"];
export type ActionResult = Schemas["ActionResults"]["results"][number];
export type DescribedEntity = Schemas["DescribedEntity"];
export type EntityResult = Schemas["EntityResults"]["results"][number];
export type FollowResult = Schemas["FollowResults"]["results"][number];
/** One follow; with `flag=*` all follows of a pair, with `flags`. */
export type Follow = Schemas["Follow"] | Schemas["MergedFollow"];

/** The query parameters of an operation, without those that the client sets itself. */
export type QueryOf<O extends keyof operations> = Omit<
  NonNullable<operations[O]["parameters"]["query"]>,
  "cursor" | "format"
>;

type Grouping<Q> = (Q & { readonly group?: unknown })["group"];

export type ItemOf<Q> =
  unknown extends Grouping<Q>
    ? Action
    : Grouping<Q> extends undefined
      ? Action
      : undefined extends Grouping<Q>
        ? Action | Group
        : Group;

/** `mark`: what the first page could see; `null` where filters hid the rest. */
export type FeedPage<Q> = Page<ItemOf<Q>> & Pick<Schemas["FeedPage"], "mark" | "notifications">;
