import { type FormAction, type FormPage, authorOf, bodyText, linkOf, nothingLeft } from "./page.ts";

/** A page of a stream as JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/). */
export function renderJsonFeed(page: FormPage): string {
  return JSON.stringify({
    version: "https://jsonfeed.org/version/1.1",
    title: page.title,
    home_page_url: page.home,
    feed_url: page.self,
    next_url: page.next ?? undefined,
    _tributary: { prev_url: page.prev },
    items: page.actions.map(item),
  });
}

function item({ public: _public, ...action }: FormAction) {
  const { id, url, verb, actor, action_object, target, data, description, summary, ...more } = action;
  const { timestamp, updated, ...rest } = more;
  nothingLeft(rest);
  return {
    id: url,
    url: linkOf({ action_object, target }),
    title: summary,
    content_text: bodyText({ description, summary }),
    date_published: timestamp,
    date_modified: updated,
    authors: [authorOf({ actor })],
    tags: [verb],
    _tributary: { id, verb, actor, action_object, target, data },
  };
}
