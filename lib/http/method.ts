import type { Route } from "../contract/route.ts";
import { ROUTES } from "../contract/routes.ts";
import { isReservedId, typeOfPath } from "../domain/entity.ts";
import { TributaryError } from "../domain/errors.ts";

const ALL: readonly Route[] = Object.values<Route>(ROUTES);
/** Paths that begin with a word of the API; all others name a collection. */
const [COLLECTIONS, WORDS] = [ALL.filter(isOfCollection), ALL.filter((route) => !isOfCollection(route))];

function isOfCollection({ path }: Route): boolean {
  return path.startsWith("/{");
}

/** Methods of a decoded path; `undefined`: no such path. @throws 404 for its first word, 400 for its type */
export function allowedMethods(path: string): string[] | undefined {
  const own = methodsOf(WORDS, path);
  if (own !== undefined) return own;
  const methods = methodsOf(COLLECTIONS, path);
  if (methods !== undefined) typeOfPath(path.split("/")[1] ?? "");
  return methods;
}

/** A 405 if the API's own routes have this path without this method; else `undefined`. */
export function otherMethods(path: string, method: string): TributaryError | undefined {
  const methods = methodsOf(WORDS, path);
  return methods === undefined || methods.includes(method) ? undefined : wrongMethod(methods);
}

const OR = new Intl.ListFormat("en", { type: "disjunction" });

export function wrongMethod(methods: readonly string[]): TributaryError {
  return new TributaryError("method_not_allowed", `Method not allowed; use ${OR.format(methods)}.`, {
    headers: { allow: methods.join(", ") },
  });
}

function methodsOf(routes: readonly Route[], path: string): string[] | undefined {
  const methods = routes.filter((route) => matches(route.path, path)).map(({ method }) => method);
  if (methods.length === 0) return undefined;
  return [
    ...new Set(methods.flatMap((method) => (method === "GET" ? ["GET", "HEAD"] : [method]))),
    "OPTIONS",
  ];
}

const NO_GROUPS: ReadonlySet<string> = new Set(["counts", "mark"]);

function matches(template: string, path: string): boolean {
  const [want, have] = [template.split("/"), path.split("/")];
  if (want.length !== have.length) return false;
  return want.every((part, index) => {
    const given = have[index] ?? "";
    // `/users/activity` is the stream of a type, because no entity can have that id.
    if (part === "{id}" && have[1] === "notifications" && NO_GROUPS.has(given)) return false;
    if (part === "{id}") return given !== "" && !isReservedId(given);
    return part.startsWith("{") ? given !== "" : part === given;
  });
}
