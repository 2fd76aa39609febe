import type { Action } from "../../lib/client/types.ts";
import { referenceOf } from "../names.ts";
import type { Route } from "../route.ts";
import { merged } from "./stream-state.ts";

/** So long an index may not have it yet. */
const LAG = 60_000;

/**
 * A stream with what the caller has just posted, which the service has answered and its index may not show
 * yet. From then on the service's list decides.
 */
export function withPosted(
  items: readonly Action[],
  posted: Action | undefined,
  route: Route,
  now: number,
): readonly Action[] {
  if (posted === undefined || now - Date.parse(posted.timestamp) > LAG || !belongs(posted, route))
    return items;
  return merged([posted], items);
}

/**
 * Whether a stream shows an action that the caller has posted: a private one only among their own actions.
 */
export function belongs(action: Action, { view, subject, filters }: Route): boolean {
  const parts = { actor: action.actor, target: action.target, action_object: action.action_object };
  const named = Object.entries(parts).flatMap(([role, entity]) =>
    entity === null ? [] : [{ role, entity }],
  );
  const isFiltered = Object.entries(parts).some(([part, entity]) => !passes(filters[part], entity));
  if (isFiltered) return false;
  const { role = "", verb = "", since = "", until = "" } = filters;
  if (verb !== "" && verb !== action.verb) return false;
  if (since !== "" && Date.parse(action.timestamp) < Date.parse(since)) return false;
  if (until !== "" && Date.parse(action.timestamp) >= Date.parse(until)) return false;
  if (view === "activity") {
    const fits = named.some(
      (part) => referenceOf(part.entity) === subject && (role === "" || role === part.role),
    );
    return fits && (action.public || (role === "actor" && referenceOf(action.actor) === subject));
  }
  if (!action.public) return false;
  if (view === "feed") return filters["own"] === "true" && referenceOf(action.actor) === subject;
  if (view === "type") return named.some(({ entity }) => entity.model_type === subject);
  return view === "public";
}

/** Whether a part of an action passes the filter for it: a reference, or a type. */
const passes = (filter: string | undefined, entity: Action["target"]): boolean =>
  !filter ||
  (entity !== null && (filter.includes(":") ? referenceOf(entity) === filter : entity.model_type === filter));
