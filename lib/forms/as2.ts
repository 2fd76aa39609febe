import { type PresentedEntity, displayName } from "../domain/entity.ts";
import { activityType, objectType } from "./as2-types.ts";
import { escapeMarkup } from "./escape.ts";
import {
  type FormAction,
  type FormPage,
  type StreamName,
  avatar,
  linkOf,
  nothingLeft,
  username,
  webPage,
} from "./page.ts";

const VOCABULARY = "https://www.w3.org/ns/activitystreams";

/** The vocabulary's types are coarser than our verbs, and it has no place for `data`: we add two words. */
const CONTEXT = [
  VOCABULARY,
  { verb: "urn:tributary:verb", data: { "@id": "urn:tributary:data", "@type": "@json" } },
];

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

export function renderAs2Collection({ collection, title, first }: StreamName): string {
  return JSON.stringify({
    "@context": VOCABULARY,
    id: collection,
    type: "OrderedCollection",
    name: title,
    first,
  });
}

function activity({ id: _id, url, summary, description, ...action }: FormAction) {
  const { actor, verb, action_object, target, public: isPublic, timestamp, updated, data, ...rest } = action;
  nothingLeft(rest);
  return {
    id: url,
    type: activityType(verb),
    url: linkOf({ action_object, target }),
    published: timestamp,
    updated,
    actor: object(actor),
    object: action_object === null ? undefined : object(action_object),
    target: target === null ? undefined : object(target),
    to: isPublic ? `${VOCABULARY}#Public` : undefined,
    // Unlike `name`, AS2's `summary` is HTML.
    summary: escapeMarkup(summary),
    content: description ? escapeMarkup(description) : undefined,
    verb,
    data: data ?? undefined,
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
