import { ATOM, pageLinks } from "./atom-links.ts";
import { escapeMarkup } from "./escape.ts";
import {
  type FormAction,
  type FormPage,
  authorOf,
  bodyText,
  linkOf,
  newestTime,
  nothingLeft,
} from "./page.ts";
import { type Xml, element, xmlDocument } from "./xml.ts";

const NAMESPACES = { "xmlns:atom": ATOM, "xmlns:dc": "http://purl.org/dc/elements/1.1/" };

/** RSS 2.0; paging and authors' names, which it lacks, come from Atom and Dublin Core. */
export function renderRss(page: FormPage): string {
  const newest = newestTime(page);
  const channel = element("channel", {}, [
    element("title", {}, page.title),
    // RSS requires a link, even where there is no web page.
    element("link", {}, page.home ?? page.service),
    element("description", {}, escapeMarkup(page.title)),
    newest === undefined ? undefined : element("lastBuildDate", {}, rfc822(newest)),
    ...pageLinks(page, "atom:link", "application/rss+xml"),
    ...page.actions.map(item),
  ]);
  return xmlDocument(element("rss", { version: "2.0", ...NAMESPACES }, [channel]));
}

/** The summary names the entities already. RSS has no place for changes or `data`. */
function item({ id: _id, public: _public, data: _data, updated: _updated, ...action }: FormAction): Xml {
  const { url, actor, verb, action_object, target, description, timestamp, summary, ...rest } = action;
  nothingLeft(rest);
  const link = linkOf({ action_object, target });
  return element("item", {}, [
    element("title", {}, summary),
    link === undefined ? undefined : element("link", {}, link),
    // It is the action's address, which needs a token: not a link to follow.
    element("guid", { isPermaLink: "false" }, url),
    element("pubDate", {}, rfc822(timestamp)),
    element("category", {}, verb),
    // RSS's own `author` must be an e-mail address.
    element("dc:creator", {}, authorOf({ actor }).name),
    // Readers take it for HTML: plain text is escaped once for that, and again as XML.
    element("description", {}, escapeMarkup(bodyText({ description, summary }))),
  ]);
}

const rfc822 = (timestamp: string): string => new Date(timestamp).toUTCString();
