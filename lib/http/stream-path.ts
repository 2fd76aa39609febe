import { paramsOfPath } from "../contract/path-template.ts";
import { STREAMS } from "../contract/routes/streams.ts";
import { type EntityRef, entityOfPath, typeOfPath } from "../domain/entity.ts";
import { type FieldError, invalidField } from "../domain/errors.ts";
import { idsOfParams } from "../domain/path-id.ts";
import { KEY_PARAMETER } from "./key-parameter.ts";
import { invalid, parseQuery, parseQueryString } from "./parse.ts";
import { STREAM_QUERIES } from "./stream-queries.ts";

const NO_FILTERS = [
  "limit",
  "cursor",
  "format",
  "expand",
  "group",
  "window",
  "notifications",
  "after",
  "public",
  KEY_PARAMETER,
  "user",
];

type StreamName = keyof typeof STREAMS;

export interface NamedStream {
  readonly route: StreamName;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, readonly string[]>>;
  readonly entity: EntityRef | undefined;
}

/** A stream as its route checks it. @throws 400 for none, or for no filter, 404 for its first word */
export function streamOfPath(text: string): NamedStream {
  const [path = "", ...rest] = text.split("?");
  const found = routeOf(decoded(path));
  if (found === undefined || text.includes("#"))
    throw invalidField("", "must lead to a stream, such as /feed?flag=watching");
  const query = parseQueryString(rest.join("?"));
  const { errors } = parseQuery(STREAM_QUERIES[found.route], query);
  const excluded = Object.keys(query).filter((name) => NO_FILTERS.includes(name));
  const wrong = [...errors.filter(({ path }) => !excluded.includes(path)), ...excluded.map(notHere)];
  if (wrong.length > 0) throw invalid(wrong);
  return { ...found, query, entity: entityIn(found) };
}

const notHere = (path: string): FieldError => ({ path, message: "is not for feed keys" });

function routeOf(path: string): Pick<NamedStream, "route" | "params"> | undefined {
  const parts = path.split("/");
  for (const route of Object.keys(STREAMS) as StreamName[]) {
    const params = paramsOfPath(STREAMS[route].path, parts);
    if (params !== undefined) return { route, params: idsOfParams(params) };
  }
  return undefined;
}

function entityIn({ params: { collection, id } }: Pick<NamedStream, "params">): EntityRef | undefined {
  if (collection === undefined) return undefined;
  if (id !== undefined) return entityOfPath(collection, id);
  typeOfPath(collection);
  return undefined;
}

/** A gateway decodes a path before it routes, and cuts it at a decoded `?`. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path).split("?", 1)[0] ?? "";
  } catch {
    return "";
  }
}
