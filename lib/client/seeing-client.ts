import type { Place } from "./belongs.ts";
import { Client, type PostOptions } from "./client.ts";
import { List, type Page } from "./list.ts";
import { type Edge, type FollowsOf, OwnWrites, type Part } from "./own-writes.ts";
import { type Entity, pathOf, referenceOf } from "./path.ts";
import type { CallOptions, ClientOptions, ReadOptions, WriteOptions } from "./send.ts";
import type * as types from "./types.ts";

export * from "./client.ts";

interface SeeingOptions extends ClientOptions {
  /** The user whose token it is, such as `user:alice`; absent for a service. */
  readonly me?: string | undefined;
}

/** Lists show the client's own writes of the last minute at once. A first page may be longer than `limit`. */
export class SeeingClient extends Client {
  readonly own: OwnWrites;
  readonly #me: string | undefined;

  constructor(options: SeeingOptions) {
    super(options);
    const base = options.url.replace(/\/+$/, "");
    [this.own, this.#me] = [new OwnWrites((entity) => base + pathOf(entity)), options.me];
  }

  override async post(action: types.NewAction, options?: PostOptions): Promise<types.Action> {
    const stored = await super.post(action, options);
    this.own.wrote(stored.id, stored);
    return stored;
  }

  override async postAll(
    actions: readonly types.NewAction[],
    options?: PostOptions,
  ): Promise<types.ActionResult[]> {
    const results = await super.postAll(actions, options);
    for (const result of results) if ("action" in result) this.own.wrote(result.action.id, result.action);
    return results;
  }

  override async patch(id: string, patch: types.ActionPatch, options?: WriteOptions): Promise<types.Action> {
    const stored = await super.patch(id, patch, options);
    this.own.wrote(id, stored);
    return stored;
  }

  override async delete(id: string, options?: WriteOptions): Promise<void> {
    await super.delete(id, options);
    this.own.wrote(id);
  }

  override async follow(entity: Entity, follow: types.NewFollow = {}, options?: CallOptions): Promise<void> {
    await super.follow(entity, follow, options);
    const { user, flag, actor_only } = follow;
    const actorOnly = actor_only ?? undefined;
    this.#followed({ ...this.#edge(entity, user ?? undefined, flag ?? undefined), actorOnly }, true);
  }

  override async followAll(
    follows: readonly types.BatchFollow[],
    options?: CallOptions,
  ): Promise<types.FollowResult[]> {
    const results = await super.followAll(follows, options);
    for (const [index, { user, follow_object, flag, actor_only }] of follows.entries()) {
      if (results[index]?.status !== 204) continue;
      const edge = this.#edge(follow_object, user ?? undefined, flag ?? undefined);
      this.#followed({ ...edge, actorOnly: actor_only ?? undefined }, true);
    }
    return results;
  }

  override async unfollow(
    entity: Entity,
    query: types.QueryOf<"unfollow"> = {},
    options?: CallOptions,
  ): Promise<void> {
    await super.unfollow(entity, query, options);
    this.#followed(this.#edge(entity, query.user, query.flag), false);
  }

  override actions<Q extends types.QueryOf<"getActions"> = object>(
    query?: Q,
    options?: ReadOptions,
  ): List<types.ItemOf<Q>> {
    return this.#stream(super.actions(query, options), { view: "public", subject: "", query: query ?? {} });
  }

  override activity<Q extends types.QueryOf<"getEntityActivity"> = object>(
    entity: Entity,
    query?: Q,
    options?: ReadOptions,
  ): List<types.ItemOf<Q>> {
    return this.#stream(super.activity(entity, query, options), {
      view: "activity",
      subject: referenceOf(entity),
      query: query ?? {},
    });
  }

  override activityOfType<Q extends types.QueryOf<"getTypeActivity"> = object>(
    type: string,
    query?: Q,
    options?: ReadOptions,
  ): List<types.ItemOf<Q>> {
    return this.#stream(super.activityOfType(type, query, options), {
      view: "type",
      subject: type,
      query: query ?? {},
    });
  }

  override feed<Q extends types.QueryOf<"getOwnFeed"> = object>(
    query?: Q,
    options?: ReadOptions,
  ): List<types.ItemOf<Q>, types.FeedPage<Q>> {
    return this.#stream(super.feed(query, options), {
      view: "feed",
      subject: this.#me ?? "",
      query: query ?? {},
    });
  }

  override feedOf<Q extends types.QueryOf<"getEntityFeed"> = object>(
    entity: Entity,
    query?: Q,
    options?: ReadOptions,
  ): List<types.ItemOf<Q>, types.FeedPage<Q>> {
    return this.#stream(super.feedOf(entity, query, options), {
      view: "feed",
      subject: referenceOf(entity),
      query: query ?? {},
    });
  }

  override followers(
    entity: Entity,
    query: types.QueryOf<"getFollowers"> = {},
    options?: ReadOptions,
  ): List<types.Follow> {
    return this.#follows(super.followers(entity, query, options), { side: "followers", entity, query });
  }

  override following(
    entity: Entity,
    query: types.QueryOf<"getFollowing"> = {},
    options?: ReadOptions,
  ): List<types.Follow> {
    return this.#follows(super.following(entity, query, options), { side: "following", entity, query });
  }

  #edge(entity: Entity, user: Entity | undefined, flag = "following"): Edge {
    return { user: referenceOf(user ?? this.#me ?? ""), object: referenceOf(entity), flag };
  }

  #followed(edge: Edge, isFollowed: boolean): void {
    this.own.followed(edge, isFollowed);
  }

  #stream<T extends types.Action | types.Group, P extends Page<T>>(
    list: List<T, P>,
    place: Place,
  ): List<T, P> {
    if (place.query["group"] !== undefined) return list;
    return over(
      list,
      (items, part) => this.own.actions(items as readonly types.Action[], place, part) as readonly T[],
    );
  }

  #follows(list: List<types.Follow>, of: FollowsOf): List<types.Follow> {
    return over(list, (items, part) => this.own.follows(items, of, part));
  }
}

const over = <T, P extends Page<T>>(
  list: List<T, P>,
  change: (items: readonly T[], part: Part) => readonly T[],
): List<T, P> =>
  new List(async (search): Promise<P> => {
    // A list uses only the query of a link.
    const page = await list.page(search && new URL(search, "http://localhost").href);
    const part = { isFirst: search === undefined, hasMore: page.next !== null };
    return { ...page, results: change(page.results, part) };
  });
