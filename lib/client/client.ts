import { List, type Page } from "./list.ts";
import { type Entity, pathOf, pathOfType, referenceOf, segment } from "./path.ts";
import {
  type CallOptions,
  type ClientOptions,
  type Query,
  type ReadOptions,
  type Send,
  type WriteOptions,
  sender,
} from "./send.ts";
import type * as types from "./types.ts";

export { ProblemError } from "./problem.ts";

export interface PostOptions extends CallOptions {
  /** Repeating the same key and body stores nothing; each call gets its own key by default. */
  readonly idempotencyKey?: string;
}

/** One method an operation. Throws `ProblemError` where the service refuses; retries what is temporary. */
export class Client {
  readonly #send: Send;

  constructor(options: ClientOptions) {
    this.#send = sender(options);
  }

  /** Posts an action; retries do not post it twice. */
  post(action: types.NewAction, options?: PostOptions): Promise<types.Action> {
    return this.#send("POST", "/actions", posted(action, options));
  }

  /** Posts up to 100 actions, each with its own result: for services. */
  async postAll(actions: readonly types.NewAction[], options?: PostOptions): Promise<types.ActionResult[]> {
    return (
      await this.#send<{ results: types.ActionResult[] }>(
        "POST",
        "/actions/batch",
        posted({ actions }, options),
      )
    ).results;
  }

  action(id: string, query: types.QueryOf<"getAction"> = {}, options?: ReadOptions): Promise<types.Action> {
    return this.#send("GET", pathOfAction(id), { query, ...options });
  }

  /** Changes what is given, clears what is `null`. */
  patch(id: string, patch: types.ActionPatch, options?: WriteOptions): Promise<types.Action> {
    return this.#send("PATCH", pathOfAction(id), { body: patch, ...options });
  }

  delete(id: string, options?: WriteOptions): Promise<void> {
    return this.#send("DELETE", pathOfAction(id), options);
  }

  actions<Q extends types.QueryOf<"getActions"> = object>(
    query?: Q,
    options?: ReadOptions,
  ): List<types.ItemOf<Q>> {
    return this.#list("/actions", query, options);
  }

  activity<Q extends types.QueryOf<"getEntityActivity"> = object>(
    entity: Entity,
    query?: Q,
    options?: ReadOptions,
  ): List<types.ItemOf<Q>> {
    return this.#list(`${pathOf(entity)}/activity`, query, options);
  }

  activityOfType<Q extends types.QueryOf<"getTypeActivity"> = object>(
    type: string,
    query?: Q,
    options?: ReadOptions,
  ): List<types.ItemOf<Q>> {
    return this.#list(`${pathOfType(type)}/activity`, query, options);
  }

  feed<Q extends types.QueryOf<"getOwnFeed"> = object>(
    query?: Q,
    options?: ReadOptions,
  ): List<types.ItemOf<Q>, types.FeedPage<Q>> {
    return this.#list("/feed", query, options);
  }

  feedOf<Q extends types.QueryOf<"getEntityFeed"> = object>(
    entity: Entity,
    query?: Q,
    options?: ReadOptions,
  ): List<types.ItemOf<Q>, types.FeedPage<Q>> {
    return this.#list(`${pathOf(entity)}/feed`, query, options);
  }

  /** A page of any stream in groups: `stream` is its path, such as `/feed` or `/users/ann/activity`. */
  groups(
    stream: string,
    query: types.QueryOf<"getOwnFeed"> & types.QueryOf<"getEntityActivity"> & { readonly group: string },
    options?: ReadOptions,
  ): List<types.Group> {
    return this.#list(stream, query, options);
  }

  feedCounts(query?: types.QueryOf<"getFeedCounts">, options?: ReadOptions): Promise<types.NewCount> {
    return this.#send("GET", "/feed/counts", { query, ...options });
  }

  /** Marks the feed as seen, as far as a page's `mark`, or `all`. */
  markFeed(
    seen: string,
    query?: types.QueryOf<"postFeedMark">,
    options?: CallOptions,
  ): Promise<types.NewCount> {
    return this.#send("POST", "/feed/mark", { body: { seen }, query, ...options });
  }

  follow(entity: Entity, follow?: types.NewFollow, options?: CallOptions): Promise<void> {
    return this.#send("POST", `${pathOf(entity)}/follow`, { body: follow, ...options });
  }

  unfollow(entity: Entity, query?: types.QueryOf<"unfollow">, options?: CallOptions): Promise<void> {
    return this.#send("DELETE", `${pathOf(entity)}/unfollow`, { query, ...options });
  }

  /** Makes up to 100 follows, each with its own result; a user's are made as themselves. */
  async followAll(
    follows: readonly types.BatchFollow[],
    options?: CallOptions,
  ): Promise<types.FollowResult[]> {
    const call = { body: { follows }, ...options };
    return (await this.#send<{ results: types.FollowResult[] }>("POST", "/follows/batch", call)).results;
  }

  followers(
    entity: Entity,
    query?: types.QueryOf<"getFollowers">,
    options?: ReadOptions,
  ): List<types.Follow> {
    return this.#list(`${pathOf(entity)}/followers`, query, options);
  }

  following(
    entity: Entity,
    query?: types.QueryOf<"getFollowing">,
    options?: ReadOptions,
  ): List<types.Follow> {
    return this.#list(`${pathOf(entity)}/following`, query, options);
  }

  async isFollowing(
    entity: Entity,
    query?: types.QueryOf<"isFollowing">,
    options?: ReadOptions,
  ): Promise<boolean> {
    const call = { query, ...options };
    return (await this.#send<{ is_following: boolean }>("GET", `${pathOf(entity)}/is-following`, call))
      .is_following;
  }

  /** Up to 100 entities in the order asked, or `null` for those that are unknown. */
  async entities(
    entities: readonly Entity[],
    options?: ReadOptions,
  ): Promise<(types.EntityWithCounts | null)[]> {
    const call = { query: { ref: entities.map(referenceOf) }, ...options };
    return (await this.#send<{ results: (types.EntityWithCounts | null)[] }>("GET", "/entities", call))
      .results;
  }

  /** Entities of a type whose name or id begins so. */
  async find(
    type: string,
    query: types.QueryOf<"findEntities">,
    options?: ReadOptions,
  ): Promise<types.ShownEntity[]> {
    return (
      await this.#send<{ results: types.ShownEntity[] }>("GET", pathOfType(type), { query, ...options })
    ).results;
  }

  entity(
    entity: Entity,
    query?: types.QueryOf<"getEntity">,
    options?: ReadOptions,
  ): Promise<types.EntityWithCounts> {
    return this.#send("GET", pathOf(entity), { query, ...options });
  }

  put(entity: Entity, attributes: types.Attributes, options?: WriteOptions): Promise<types.EntityWithCounts> {
    return this.#send("PUT", pathOf(entity), { body: attributes, ...options });
  }

  /** Stores the attributes of up to 100 entities, each with its own result: for services. */
  async putAll(
    entities: readonly types.DescribedEntity[],
    options?: CallOptions,
  ): Promise<types.EntityResult[]> {
    const call = { body: { entities }, ...options };
    return (await this.#send<{ results: types.EntityResult[] }>("POST", "/entities/batch", call)).results;
  }

  deleteEntity(entity: Entity, options?: WriteOptions): Promise<void> {
    return this.#send("DELETE", pathOf(entity), options);
  }

  mutes(query?: types.QueryOf<"getMutes">, options?: ReadOptions): List<types.Mute> {
    return this.#list("/mutes", query, options);
  }

  /** Hides what an entity does from the caller's feeds and notifications, forever or `until` a time. */
  mute(
    entity: Entity,
    mute?: types.NewMute,
    query?: types.QueryOf<"putMute">,
    options?: CallOptions,
  ): Promise<void> {
    return this.#send("PUT", `/mutes${pathOf(entity)}`, { body: mute, query, ...options });
  }

  unmute(entity: Entity, query?: types.QueryOf<"deleteMute">, options?: CallOptions): Promise<void> {
    return this.#send("DELETE", `/mutes${pathOf(entity)}`, { query, ...options });
  }

  /** What the caller is notified of, in groups. Each page has the counts and a `mark`. */
  notifications(
    query?: types.QueryOf<"getNotifications">,
    options?: ReadOptions,
  ): List<types.Notification, types.NotificationPage> {
    return this.#list("/notifications", query, options);
  }

  notificationCounts(
    query?: types.QueryOf<"getNotificationCounts">,
    options?: ReadOptions,
  ): Promise<types.NotificationCounts> {
    return this.#send("GET", "/notifications/counts", { query, ...options });
  }

  /** Marks as seen or read: `all`, a page's `mark`, or groups' marks. */
  markNotifications(
    marking: types.Marking,
    query?: types.QueryOf<"markNotifications">,
    options?: CallOptions,
  ): Promise<types.NotificationCounts> {
    return this.#send("POST", "/notifications/mark", { body: marking, query, ...options });
  }

  notificationActions(
    id: string,
    query?: types.QueryOf<"getNotificationActions">,
    options?: ReadOptions,
  ): List<types.Action> {
    return this.#list(`/notifications/${segment(id)}/actions`, query, options);
  }

  dismiss(id: string, query?: types.QueryOf<"deleteNotification">, options?: CallOptions): Promise<void> {
    return this.#send("DELETE", `/notifications/${segment(id)}`, { query, ...options });
  }

  /** Makes addresses of a stream for feed readers. They hold a secret, and are only shown now. */
  makeFeedKey(
    key: types.NewFeedKey,
    query?: types.QueryOf<"postFeedKey">,
    options?: CallOptions,
  ): Promise<types.MadeFeedKey> {
    return this.#send("POST", "/feed-keys", { body: key, query, ...options });
  }

  feedKeys(query?: types.QueryOf<"getFeedKeys">, options?: ReadOptions): List<types.FeedKey> {
    return this.#list("/feed-keys", query, options);
  }

  revokeFeedKey(id: string, query?: types.QueryOf<"deleteFeedKey">, options?: CallOptions): Promise<void> {
    return this.#send("DELETE", `/feed-keys/${segment(id)}`, { query, ...options });
  }

  health(options?: ReadOptions): Promise<{ status: "ok" }> {
    return this.#send("GET", "/health", options);
  }

  description(options?: ReadOptions): Promise<{ openapi: string }> {
    return this.#send("GET", "/openapi.json", options);
  }

  #list<T, P extends Page<T> = Page<T>>(
    path: string,
    query: Query | undefined,
    options: ReadOptions | undefined,
  ): List<T, P> {
    return new List<T, P>((search) => this.#send<P>("GET", path, { query: search ?? query, ...options }));
  }
}

const pathOfAction = (id: string): string => `/actions/${segment(id)}`;

const posted = (body: unknown, { idempotencyKey = randomKey(), ...options }: PostOptions = {}) => ({
  body,
  headers: { "idempotency-key": idempotencyKey },
  ...options,
});

/** `crypto.randomUUID` is missing in pages that were loaded over plain HTTP. */
const randomKey = (): string => crypto.getRandomValues(new Uint32Array(4)).join("-");
