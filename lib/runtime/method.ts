import { ROUTES, type Route } from "../contract/routes.ts";
import { TributaryError } from "../domain/errors.ts";

/** Paths that begin with a word of the API's own; all others name a collection. */
const WORDS: readonly Route[] = Object.values<Route>(ROUTES).filter(({ path }) => !path.startsWith("/{"));

/** A 405 where a route of the API's own words has this path with other methods, else `undefined`. */
export const otherMethods = (path: string): TributaryError | undefined => methodError(WORDS, path);

/** A 405 where any route has this path, else `undefined`. */
export const anyMethods = (path: string): TributaryError | undefined =>
  otherMethods(path) ?? methodError(Object.values<Route>(ROUTES), path);

function methodError(routes: readonly Route[], path: string): TributaryError | undefined {
  const allowed = [...new Set(routes.filter((route) => matches(route.path, path)).map(({ method }) => method))];
  if (allowed.length === 0) return undefined;
  return new TributaryError("method_not_allowed", `Here you may ${allowed.join(" or ")}.`, {
    headers: { allow: allowed.join(", ") },
  });
}

function matches(template: string, path: string): boolean {
  const [want, have] = [template.split("/"), path.split("/")];
  return (
    want.length === have.length && want.every((part, index) => (part.startsWith("{") ? have[index] !== "" : part === have[index]))
  );
}
