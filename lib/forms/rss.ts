import { ATOM, pageLinks } from "./atom-links.ts";
import { type FormPage, type PresentedAction, authorOf, bodyText, newestTime } from "./page.ts";
import { type Xml, element, xmlDocument } from "./xml.ts";

const NAMESPACES = { "xmlns:atom": ATOM, "xmlns:dc": "http://purl.org/dc/elements/1.1/" };

/** A page of a stream as RSS 2.0. What RSS lacks (paging, names of authors) is said with Atom and Dublin Core. */
export function renderRss(page: FormPage): string {
  const newest = newestTime(page);
  const channel = element("channel", {}, [
    element("title", {}, page.title),
    element("link", {}, page.collection),
    element("description", {}, page.title),
    newest === undefined ? undefined : element("lastBuildDate", {}, rfc822(newest)),
    ...pageLinks(page, "atom:link", "application/rss+xml"),
    ...page.actions.map(item),
  ]);
  return xmlDocument(element("rss", { version: "2.0", ...NAMESPACES }, [channel]));
}

function item(action: PresentedAction): Xml {
  return element("item", {}, [
    element("title", {}, action.summary),
    element("link", {}, action.url),
    element("guid", { isPermaLink: "true" }, action.url),
    element("pubDate", {}, rfc822(action.timestamp)),
    element("category", {}, action.verb),
    // RSS's own `author` is an e-mail address.
    element("dc:creator", {}, authorOf(action).name),
    element("description", {}, bodyText(action)),
  ]);
}

const rfc822 = (timestamp: string): string => new Date(timestamp).toUTCString();
