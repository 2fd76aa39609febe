import { displayName } from "../domain/entity.ts";
import { activityType, objectType } from "./as2-types.ts";
import { escapeMarkup } from "./escape.ts";
import {
  type FormPage,
  type PresentedAction,
  type PresentedEntity,
  type StreamName,
  avatar,
  linkOf,
  username,
  webPage,
} from "./page.ts";

const VOCABULARY = "https://www.w3.org/ns/activitystreams";

/**
 * The vocabulary, and the two words we add: the type is coarser than the verb, and `data` has no place in it.
 */
const CONTEXT = [
  VOCABULARY,
  { verb: "urn:tributary:verb", data: { "@id": "urn:tributary:data", "@type": "@json" } },
];

/** A page of a stream as W3C Activity Streams 2.0. */
export function renderAs2(page: FormPage): string {
  return JSON.stringify({
    "@context": CONTEXT,
    id: page.id,
    type: "OrderedCollectionPage",
    name: page.title,
    partOf: page.collection,
    next: page.next ?? undefined,
    prev: page.prev ?? undefined,
    orderedItems: page.actions.map(activity),
  });
}

/** The stream of which the pages are part. */
export function renderAs2Collection({ collection, title, first }: StreamName): string {
  return JSON.stringify({
    "@context": VOCABULARY,
    id: collection,
    type: "OrderedCollection",
    name: title,
    first,
  });
}

function activity(action: PresentedAction) {
  return {
    id: action.url,
    type: activityType(action.verb),
    url: linkOf(action),
    published: action.timestamp,
    updated: action.updated,
    actor: object(action.actor),
    object: action.action_object === null ? undefined : object(action.action_object),
    target: action.target === null ? undefined : object(action.target),
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
