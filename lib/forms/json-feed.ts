import { type FormPage, type PresentedAction, authorOf, bodyText, linkOf } from "./page.ts";

/** A page of a stream as JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/). */
export function renderJsonFeed(page: FormPage): string {
  return JSON.stringify({
    version: "https://jsonfeed.org/version/1.1",
    title: page.title,
    home_page_url: page.home,
    feed_url: page.self,
    next_url: page.next ?? undefined,
    // JSON Feed knows the way forward alone.
    _tributary: { prev_url: page.prev },
    items: page.actions.map(item),
  });
}

function item(action: PresentedAction) {
  const { id, url, verb, actor, action_object, target, data } = action;
  return {
    id: url,
    url: linkOf(action),
    title: action.summary,
    content_text: bodyText(action),
    date_published: action.timestamp,
    date_modified: action.updated,
    authors: [authorOf(action)],
    tags: [verb],
    _tributary: { id, verb, actor, action_object, target, data },
  };
}
