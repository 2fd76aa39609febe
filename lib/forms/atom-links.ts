import type { FormPage } from "./page.ts";
import { type Xml, element } from "./xml.ts";

export const ATOM = "http://www.w3.org/2005/Atom";

/** Links of RFC 5005. The newer neighbour has both names that IANA registers: readers look for either. */
export function pageLinks(page: FormPage, name: "link" | "atom:link", type: string): Xml[] {
  const link = (rel: string, href: string | null) =>
    href === null ? [] : [element(name, { rel, type, href })];
  return [
    ...link("self", page.self),
    ...link("next", page.next),
    ...link("previous", page.prev),
    ...link("prev", page.prev),
  ];
}
