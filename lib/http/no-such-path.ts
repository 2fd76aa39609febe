import { ROUTES } from "../contract/routes.ts";
import { TributaryError } from "../domain/errors.ts";
import { WRITTEN, pathId } from "../domain/path-id.ts";
import { utf8Bytes } from "../domain/text.ts";

const ENTITY = "/{collection}/{id}/";
const VIEWS: ReadonlySet<string> = new Set(
  Object.values(ROUTES).flatMap(({ path }) => (path.startsWith(ENTITY) ? [path.slice(ENTITY.length)] : [])),
);
const LONGEST_ID = 255;

export function noSuchPath(path: string): TributaryError {
  const meant = meantPath(path);
  const hint = meant === undefined ? "" : ` For an id with a slash it is ${meant}: in a path ${WRITTEN}.`;
  return new TributaryError("not_found", `There is no such path; GET /openapi.json lists them all.${hint}`);
}

function meantPath(path: string): string | undefined {
  const [collection = "", ...parts] = path.split("/").slice(1);
  if (collection === "" || parts.length < 2 || parts.at(-1) === "") return undefined;
  const view = parts.length > 2 && VIEWS.has(parts.at(-1) ?? "") ? parts.pop() : undefined;
  const id = parts.join("/");
  if (utf8Bytes(id) > LONGEST_ID) return undefined;
  return `/${[collection, id, ...(view === undefined ? [] : [view])].map(pathId).join("/")}`;
}
