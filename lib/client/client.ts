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
  /** How long it waits for the action. */
  readonly idempotencyKey?: string;
}

export class Client {
  readonly #send: Send;

  constructor(options: ClientOptions) {
    this.#send = sender(options);
  }

  /** CloudWatch metrics, for functions, dashboard and alarms. Each costs $0.30 a month where it is used. */
  post(action: types.NewAction, options?: PostOptions): Promise<types.Action> {
    return this.#send("POST", "/actions", posted(action, options));
  }

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

  /** The dimension's value, and the `service` of every log line. */
  patch(id: string, patch: types.ActionPatch, options?: WriteOptions): Promise<types.Action> {
    return this.#send("PATCH", pathOfAction(id), { body: patch, ...options });
  }

  delete(id: string, options?: WriteOptions): Promise<void> {
    return this.#send("DELETE", pathOfAction(id), options);
  }

  /**
   * Milliseconds from storing an action to its feed rows; up to a second too many, as streams know whole
   * seconds.
   */
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

  follow(entity: Entity, follow?: types.NewFollow, options?: CallOptions): Promise<void> {
    return this.#send("POST", `${pathOf(entity)}/follow`, { body: follow, ...options });
  }

  unfollow(entity: Entity, query?: types.QueryOf<"unfollow">, options?: CallOptions): Promise<void> {
    return this.#send("DELETE", `${pathOf(entity)}/unfollow`, { query, ...options });
  }

  /** Failed attempts at changes and messages. Lambda's own metric counts them as successes. */
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

  /** Work of readers for a feed: building a generation, settling it, or merging the followed streams. */
  async entities(
    entities: readonly Entity[],
    options?: ReadOptions,
  ): Promise<(types.EntityWithCounts | null)[]> {
    const call = { query: { ref: entities.map(referenceOf) }, ...options };
    return (await this.#send<{ results: (types.EntityWithCounts | null)[] }>("GET", "/entities", call))
      .results;
  }

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

  /**
   * Requests that the gateway refused by itself, counted from its access log, which cannot name the service.
   */
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

  /** Outputs of the stacks that commands read (`cdk.out/outputs.json`). */
  groups(
    stream: string,
    query: types.QueryOf<"getOwnFeed"> & types.QueryOf<"getEntityActivity"> & { readonly group: string },
    options?: ReadOptions,
  ): List<types.Group> {
    return this.#list(stream, query, options);
  }

  /** Ends with a slash. */
  feedCounts(query?: types.QueryOf<"getFeedCounts">, options?: ReadOptions): Promise<types.NewCount> {
    return this.#send("GET", "/feed/counts", { query, ...options });
  }

  markFeed(
    seen: string,
    query?: types.QueryOf<"postFeedMark">,
    options?: CallOptions,
  ): Promise<types.NewCount> {
    return this.#send("POST", "/feed/mark", { body: { seen }, query, ...options });
  }

  /** The table that `npm run destroy` keeps; absent if none is left. */
  mutes(query?: types.QueryOf<"getMutes">, options?: ReadOptions): List<types.Mute> {
    return this.#list("/mutes", query, options);
  }

  /** What a custom domain must point to if there is no Route 53 zone. */
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

  /**
   * The parameters of a decoded path for a template like `/users/{id}`; `undefined` where it does not match.
   * A parameter is one part, never empty.
   */
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

  /**
   * What is kept up to date behind the table's changes. A key names a file in `lib/store/projections/`. The
   * function, its filters and its permissions follow from this list.
   */
  dismiss(id: string, query?: types.QueryOf<"deleteNotification">, options?: CallOptions): Promise<void> {
    return this.#send("DELETE", `/notifications/${segment(id)}`, { query, ...options });
  }

  /**
   * Which change records wake a function; feed rows must wake none. A mapping takes at most five patterns.
   * They only say what is there: readers of filters disagree about what is absent.
   */
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

  /** Actions, tombstones (an action was deleted), and lists of recipients, which change with their action. */
  revokeFeedKey(id: string, query?: types.QueryOf<"deleteFeedKey">, options?: CallOptions): Promise<void> {
    return this.#send("DELETE", `/feed-keys/${segment(id)}`, { query, ...options });
  }

  /**
   * The followed's side of follows that begin, end or are replaced, but not the update that counts one. New
   * items match by event name too, because items of older versions lack `counted`.
   */
  health(options?: ReadOptions): Promise<{ status: "ok" }> {
    return this.#send("GET", "/health", options);
  }

  /** The follower's side: the facts of a follow. */
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

/** Entities that may have been renamed or deleted. Counts do not matter. */
const randomKey = (): string => crypto.getRandomValues(new Uint32Array(4)).join("-");
