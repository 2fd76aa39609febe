import { displayName } from "../domain/entity.ts";
import { activityType, objectType } from "./as2-types.ts";
import { escapeMarkup } from "./escape.ts";
import { type FormPage, type PresentedAction, type PresentedEntity, avatar, username, webPage } from "./page.ts";

const VOCABULARY = "https://www.w3.org/ns/activitystreams";

/** The vocabulary, and the two words we add: the type is coarser than the verb, and `data` has no place in it. */
const CONTEXT = [VOCABULARY, { verb: "urn:tributary:verb", data: { "@id": "urn:tributary:data", "@type": "@json" } }];

/** A page of a stream as W3C Activity Streams 2.0. */
export function renderAs2(page: FormPage): string {
  return JSON.stringify({
    "@context": CONTEXT,
    id: page.self,
    type: "OrderedCollectionPage",
    name: page.title,
    partOf: page.collection,
    next: page.next ?? undefined,
    prev: page.prev ?? undefined,
    orderedItems: page.actions.map(activity),
  });
}

function activity(action: PresentedAction) {
  const target = action.target === null ? undefined : object(action.target);
  return {
    id: action.url,
    type: activityType(action.verb),
    published: action.timestamp,
    actor: object(action.actor),
    // An activity acts on its object: a Follow or a Like without one says nothing, so the target stands in.
    object: action.action_object === null ? target : object(action.action_object),
    target,
    to: action.public ? `${VOCABULARY}#Public` : undefined,
    // Both are HTML here, unlike `name`.
    summary: escapeMarkup(action.summary),
    content: action.description ? escapeMarkup(action.description) : undefined,
    verb: action.verb,
    data: action.data ?? undefined,
  };
}

function object(entity: PresentedEntity) {
  const image = avatar(entity);
  return {
    id: entity.url,
    type: objectType(entity.model_type),
    name: displayName(entity),
    preferredUsername: username(entity),
    url: webPage(entity),
    icon: image === undefined ? undefined : { type: "Image", url: image },
  };
}
