import { useEffect, useState } from "preact/hooks";
import { pathOf, pathOfType } from "../lib/client/path.ts";
import { arrive, leave } from "./history.ts";

/** Pages that are about nothing in particular, or about the caller. */
const ALONE = ["public", "notifications", "mutes"] as const;
const VIEWS = [...ALONE, "type", "activity", "feed", "followers", "following", "action"] as const;

export type View = (typeof VIEWS)[number];

/** What is shown. The address holds all of it, so that links, reloading and going back work. */
export interface Route {
  readonly view: View;
  /** `user:alice`; for `type` a type's name, for `action` its id; nothing for pages that stand alone. */
  readonly subject: string;
  /** Parameters of the API, as the address has them. */
  readonly filters: Readonly<Record<string, string>>;
}

export const standsAlone = (view: View): view is (typeof ALONE)[number] => ALONE.some((one) => one === view);

/** `#/feed/user:alice?flag=*` and the like; what is not understood is the public stream. */
export function parseRoute(hash: string): Route {
  const [path = "", query = ""] = hash.replace(/^#\/?/, "").split(/\?(.*)/s);
  const [word = "", ...rest] = path.split("/");
  const subject = decoded(rest.join("/"));
  const view = VIEWS.find((one) => one === word) ?? "public";
  const filters = Object.fromEntries(new URLSearchParams(query));
  if (standsAlone(view)) return { view, subject: "", filters };
  if (subject === "") return { view: "public", subject, filters };
  if (view !== "type" && view !== "action" && !/^[^:]+:./s.test(subject))
    return { view: "public", subject: "", filters: {} };
  return { view, subject, filters };
}

export function hrefOf({ view, subject, filters = {} }: Omit<Route, "filters"> & Partial<Route>): string {
  const query = new URLSearchParams(Object.entries(filters).filter(([, value]) => value !== ""));
  const path = standsAlone(view) ? view : `${view}/${encodeURIComponent(subject).replaceAll("%3A", ":")}`;
  return `#/${path}${query.size > 0 ? `?${query}` : ""}`;
}

/** Where the API has the stream that a route shows, with its filters. */
export function pathOfStream({ view, subject, filters }: Route, me: string | undefined): string {
  const paths: Partial<Record<View, () => string>> = {
    type: () => `${pathOfType(subject)}/activity`,
    activity: () => `${pathOf(subject)}/activity`,
    feed: () => (subject === me ? "/feed" : `${pathOf(subject)}/feed`),
  };
  // Feed readers know no groups.
  const { group: _group, window: _window, ...others } = filters;
  const query = new URLSearchParams(Object.entries(others).filter(([, value]) => value !== ""));
  return `${paths[view]?.() ?? "/actions"}${query.size > 0 ? `?${query}` : ""}`;
}

export function useRoute(): Route {
  const [route, setRoute] = useState(() => parseRoute(location.hash));
  useEffect(() => {
    const change = () => {
      leave();
      arrive();
      setRoute(parseRoute(location.hash));
    };
    addEventListener("hashchange", change);
    return () => removeEventListener("hashchange", change);
  }, []);
  return route;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
