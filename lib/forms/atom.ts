import { ATOM, pageLinks } from "./atom-links.ts";
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

// Atom requires `updated`. An empty feed always has the same, so that its ETag stays.
const NEVER = "1970-01-01T00:00:00.000Z";

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

/** The summary names the entities already. Atom has no place for `data`. */
function entry({ id: _id, public: _public, data: _data, ...action }: FormAction): Xml {
  const { actor, verb, action_object, target, description, timestamp, updated, summary, ...more } = action;
  const { url: id, ...rest } = more;
  nothingLeft(rest);
  const { name, url } = authorOf({ actor });
  return element("entry", {}, [
    element("id", {}, id),
    element("title", {}, summary),
    element("updated", {}, updated),
    element("published", {}, timestamp),
    element("author", {}, [
      element("name", {}, name),
      url === undefined ? undefined : element("uri", {}, url),
    ]),
    element("category", { term: verb }),
    alternate(linkOf({ action_object, target })),
    element("content", { type: "text" }, bodyText({ description, summary })),
  ]);
}

const alternate = (href: string | undefined): Xml | undefined =>
  href === undefined ? undefined : element("link", { rel: "alternate", type: "text/html", href });
