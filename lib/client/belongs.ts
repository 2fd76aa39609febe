import { referenceOf } from "./path.ts";
import type { Query } from "./send.ts";
import type { Action, ShownEntity } from "./types.ts";

export interface Place {
  readonly view: "public" | "type" | "activity" | "feed";
  /** `user:alice` of an activity or a feed, a type's name of its stream, empty for the public stream. */
  readonly subject: string;
  readonly query: Query;
}

/** Whether a stream shows its reader's post: private ones among own actions, feeds with `own=true`. */
export function belongs(action: Action, { view, subject, query }: Place): boolean {
  const parts = { actor: action.actor, target: action.target, action_object: action.action_object };
  if (Object.entries(parts).some(([part, entity]) => !passes(query[part], entity))) return false;
  const { role, verb, since, until, public: shown = "true" } = query;
  if (verb !== undefined && verb !== "" && ![verb].flat().includes(action.verb as never)) return false;
  const time = Date.parse(action.timestamp);
  if (since && time < Date.parse(String(since))) return false;
  if (until && time >= Date.parse(String(until))) return false;
  const isOwn = view === "activity" && role === "actor" && referenceOf(action.actor) === subject;
  if (shown === "false" ? action.public : !action.public && !isOwn && shown !== "all") return false;
  const named = Object.entries(parts).filter(([part]) => !role || role === part);
  if (view === "activity")
    return named.some(([, entity]) => entity !== null && referenceOf(entity) === subject);
  if (view === "type") return Object.values(parts).some((entity) => entity?.model_type === subject);
  return (
    view === "public" ||
    (String(query["own"]) === "true" && [referenceOf(action.actor), ""].includes(subject))
  );
}

const passes = (filter: Query[string], entity: ShownEntity | null): boolean =>
  !filter ||
  (entity !== null &&
    (String(filter).includes(":") ? referenceOf(entity) : entity.model_type) === String(filter));
