import { type Place, belongs } from "./belongs.ts";
import { type Entity, partsOf, referenceOf } from "./path.ts";
import type { Query } from "./send.ts";
import type { Action, Follow, ShownEntity } from "./types.ts";

/** For this long a list may not show a write. */
const LAG = 60_000;

export interface FollowsOf {
  readonly side: "followers" | "following";
  readonly entity: Entity;
  readonly query: Query;
}

export interface Part {
  readonly isFirst: boolean;
  readonly hasMore: boolean;
}

interface Written<T> {
  readonly at: number;
  readonly now: T | undefined;
}

export interface Edge {
  readonly user: string;
  readonly object: string;
  readonly flag: string;
  readonly actorOnly?: boolean | undefined;
}

/** A client's writes of the last minute, laid over lists, which lag by seconds. It sends no requests. */
export class OwnWrites {
  readonly #url: (entity: Entity) => string;
  readonly #now: () => number;
  readonly #actions = new Map<string, Written<Action>>();
  readonly #follows = new Map<string, Written<Edge> & { readonly edge: Edge }>();

  constructor(url: (entity: Entity) => string, now: () => number = Date.now) {
    [this.#url, this.#now] = [url, now];
  }

  /** Notes an answer: the action as it is now, or that it was deleted. */
  wrote(id: string, action?: Action): void {
    this.#actions.set(id, { at: this.#now(), now: action });
  }

  followed(edge: Edge, isFollowed: boolean): void {
    const name = JSON.stringify([edge.user, edge.object, edge.flag]);
    // The latest write must be the last entry.
    this.#follows.delete(name);
    this.#follows.set(name, { at: this.#now(), now: isFollowed ? edge : undefined, edge });
  }

  /** A stream's actions with the writes laid over them. New posts come first on the first page. */
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

  /** The same for a list of follows with one flag. `*` merges flags, and stays as the service shows it. */
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

const newer = (one: Action, other: Action): number =>
  compare(other.timestamp, one.timestamp) || compare(other.id, one.id);

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
