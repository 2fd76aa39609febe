import { ATOM, pageLinks } from "./atom-links.ts";
import { type FormPage, type PresentedAction, authorOf, bodyText, linkOf, newestTime } from "./page.ts";
import { type Xml, element, xmlDocument } from "./xml.ts";

// A feed must say when it changed; an empty one says the same always, so that its ETag stays.
const NEVER = "1970-01-01T00:00:00.000Z";

/** A page of a stream as an Atom feed (RFC 4287). */
export function renderAtom(page: FormPage): string {
  return xmlDocument(
    element("feed", { xmlns: ATOM }, [
      element("id", {}, page.stream),
      element("title", {}, page.title),
      element("updated", {}, newestTime(page) ?? NEVER),
      ...pageLinks(page, "link", "application/atom+xml"),
      alternate(page.home),
      ...page.actions.map(entry),
    ]),
  );
}

function entry(action: PresentedAction): Xml {
  const { name, url } = authorOf(action);
  return element("entry", {}, [
    element("id", {}, action.url),
    element("title", {}, action.summary),
    element("updated", {}, action.updated),
    element("published", {}, action.timestamp),
    element("author", {}, [
      element("name", {}, name),
      url === undefined ? undefined : element("uri", {}, url),
    ]),
    element("category", { term: action.verb }),
    alternate(linkOf(action)),
    element("content", { type: "text" }, bodyText(action)),
  ]);
}

const alternate = (href: string | undefined): Xml | undefined =>
  href === undefined ? undefined : element("link", { rel: "alternate", type: "text/html", href });
