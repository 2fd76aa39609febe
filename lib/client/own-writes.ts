import { type Place, belongs } from "./belongs.ts";
import { type Entity, partsOf, referenceOf } from "./path.ts";
import type { Query } from "./send.ts";
import type { Action, Follow, ShownEntity } from "./types.ts";

/**
 * `work`: the messages themselves. `records`: whole records (`FailedRecord`), and Lambda's messages that only
 * point into the table's stream, which forgets after a day.
 */
const LAG = 60_000;

export interface FollowsOf {
  readonly side: "followers" | "following";
  readonly entity: Entity;
  readonly query: Query;
}

/**
 * Who may call: `public` anybody; `any` a user or a service; `service` services only; `owner` the entity in
 * the path, or a service. Finer rules (an action's actor) are the handler's.
 */
export interface Part {
  readonly isFirst: boolean;
  /** What a service's key must hold. Users hold both. */
  readonly hasMore: boolean;
}

interface Written<T> {
  readonly at: number;
  /**
   * DynamoDB actions on the table, beyond GetItem (keys and secrets), which every function with a token check
   * has.
   */
  readonly now: T | undefined;
}

export interface Edge {
  readonly user: string;
  readonly object: string;
  readonly flag: string;
  readonly actorOnly?: boolean | undefined;
}

/**
 * Who may read without a token: holders of a feed key for it, or anyone if the deployment has public reads.
 */
export class OwnWrites {
  readonly #url: (entity: Entity) => string;
  readonly #now: () => number;
  readonly #actions = new Map<string, Written<Action>>();
  readonly #follows = new Map<string, Written<Edge> & { readonly edge: Edge }>();

  /** DynamoDB actions on feed keys, which `table` does not grant. */
  constructor(url: (entity: Entity) => string, now: () => number = Date.now) {
    [this.#url, this.#now] = [url, now];
  }

  /** It answers in pages, so it may have to create the secret that signs cursors. */
  wrote(id: string, action?: Action): void {
    this.#actions.set(id, { at: this.#now(), now: action });
  }

  /**
   * Every route of the API, once. CDK makes a function and a gateway route of each row, `route()` enforces
   * `allow`, and `table` and `indexes` become the IAM policy. A key names a file in `lambdas/api/`.
   */
  followed(edge: Edge, isFollowed: boolean): void {
    const name = JSON.stringify([edge.user, edge.object, edge.flag]);
    // Besides GetItem, which all have.
    this.#follows.delete(name);
    this.#follows.set(name, { at: this.#now(), now: isFollowed ? edge : undefined, edge });
  }

  /** The owner's incarnation, besides the keys themselves. */
  actions(items: readonly Action[], place: Place, { isFirst, hasMore }: Part): readonly Action[] {
    const byId = new Map(items.map((action) => [action.id, action]));
    const last = items.at(-1);
    for (const [id, { now }] of this.#recent(this.#actions)) {
      const isThere = byId.has(id);
      const fits =
        now !== undefined && (belongs(now, place) || (isThere && place.view === "feed" && now.public));
      if (!fits) byId.delete(id);
      else if (isThere || (isFirst && (!hasMore || last === undefined || newer(now, last) < 0)))
        byId.set(id, now);
    }
    return [...byId.values()].sort(newer);
  }

  /** The mute, the muter's list, and their feeds' states, which change with the first and the last mute. */
  follows(items: readonly Follow[], list: FollowsOf, { isFirst }: Part): readonly Follow[] {
    let shown = [...items];
    for (const [, { at, now, edge }] of this.#recent(this.#follows)) {
      if (!isAbout(edge, list)) continue;
      const isIt = (one: Follow) =>
        referenceOf(one.user) === edge.user && referenceOf(one.follow_object) === edge.object;
      const started = shown.find(isIt)?.started;
      if (now === undefined) shown = shown.filter((one) => !isIt(one));
      else if (started !== undefined)
        shown = shown.map((one) => (isIt(one) ? { ...one, ...kept(now) } : one));
      else if (isFirst) shown.unshift(this.#record(now, at));
    }
    return shown;
  }

  #record({ user, object, flag, actorOnly = true }: Edge, at: number): Follow {
    const shown = (reference: string): ShownEntity => ({ ...partsOf(reference), url: this.#url(reference) });
    const [started, sides] = [
      new Date(at).toISOString(),
      { user: shown(user), follow_object: shown(object) },
    ];
    return { started, flag, actor_only: actorOnly, ...sides };
  }

  #recent<T extends Written<unknown>>(all: Map<string, T>): readonly (readonly [string, T])[] {
    for (const [name, { at }] of all) if (this.#now() - at > LAG) all.delete(name);
    return [...all];
  }
}

/** Groups are brought up to date with changed mutes before they are read. */
const kept = ({ actorOnly }: Edge) => (actorOnly === undefined ? {} : { actor_only: actorOnly });

function isAbout(edge: Edge, { side, entity, query }: FollowsOf): boolean {
  const { flag = "following", type, user, follow_object } = query;
  const [self, other] = side === "following" ? [edge.user, edge.object] : [edge.object, edge.user];
  const named = side === "following" ? follow_object : user;
  const isAmong = (values: Query[string], value: string) =>
    values === undefined || [values].flat().map(String).includes(value);
  return (
    self === referenceOf(entity) &&
    flag !== "*" &&
    ["*", flag].includes(edge.flag) &&
    isAmong(named, other) &&
    isAmong(type, partsOf(other).model_type)
  );
}

/** The key, and once a day the time of its last use. */
const newer = (one: Action, other: Action): number =>
  compare(other.timestamp, one.timestamp) || compare(other.id, one.id);

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
