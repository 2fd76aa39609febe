import * as z from "zod";
import type { ZodOpenApiOperationObject } from "zod-openapi";
import type { Route } from "../contract/routes.ts";
import type { Takes } from "../runtime/open-request.ts";
import type { Operation } from "./operations.ts";

const parameter = (schema: z.ZodType, description: string) => schema.meta({ param: { description } });

const collection = parameter(
  z.string().min(1).max(63),
  "The collection of a registered type (`users`), or the name of another type.",
);
/** As a client gives it before it is percent-encoded. */
const idInPath = parameter(
  z
    .string()
    .regex(/^([^~/?#%\\\u0000-\u001f\u007f-\u009f]|~(7E|2F|3F|23|25|5C))+$/)
    .max(765),
  "The entity's id. A gateway decodes a path before it routes, so an id writes `~` as `~7E`, `/` as `~2F`, `?` as `~3F`, `#` as `~23`, `%` as `~25` and `\\` as `~5C`; the rest is percent-encoded as usual. Unescaped it has 1 to 255 bytes in UTF-8.",
);
const actionId = parameter(z.string().min(1), "The action's id.");
const idempotencyKey = parameter(
  z
    .string()
    .regex(/^[!-~]{1,255}$/)
    .optional(),
  "The same key and body again answers the first action and stores nothing; another body is 409.",
);
const ifMatch = parameter(
  z.string().optional(),
  "ETags of a `GET`: only if one of them names what is stored now, or `*` if anything is; else 412, and nothing is changed. Counts do not matter.",
);
const ifNoneMatchOfWrite = parameter(
  z.string().optional(),
  "The reverse of `If-Match`: `*` writes only where nothing is stored yet.",
);
const ifNoneMatch = parameter(z.string().optional(), "ETags that the caller holds; 304 where one of them is current.");

/** What a query parameter means, wherever it is taken. */
const MEANING: Readonly<Record<string, string>> = {
  limit: "Most items of a page.",
  cursor: "Where a page begins: taken from `next` or `prev`, it belongs to this list and these filters.",
  verb: "Only actions with exactly this verb.",
  since: "Only what is not older; inclusive.",
  until: "Only what is older; exclusive.",
  expand: "`current` shows entities as they are now, not as they were when the action was stored.",
  format: "The form of the stream, in place of `Accept`.",
  flag: "Which follows; `*` is every flag.",
  own: "`true` adds the entity's own public actions.",
  role: "Only actions in which the entity plays this part.",
  type: "Only entities of this type.",
  send_action: "`true` posts an action that tells of it.",
  user: "For services: who follows. A user may name only himself.",
};

/** Where a route looks for what it is told outside of the body. */
export function parametersOf(
  { path, method }: Route,
  { takesIdempotencyKey, takesPreconditions }: Operation,
  query: Takes["query"],
): Pick<ZodOpenApiOperationObject, "requestParams"> {
  for (const [name, schema] of Object.entries(query?.shape ?? {})) {
    z.globalRegistry.add(schema, { param: { description: MEANING[name] } });
  }
  const inPath = {
    ...(path.includes("{collection}") && { collection }),
    ...(path.includes("{id}") && { id: path.includes("{collection}") ? idInPath : actionId }),
  };
  const inHeader = {
    ...(takesIdempotencyKey === true && { "Idempotency-Key": idempotencyKey }),
    ...(takesPreconditions === true && { "If-Match": ifMatch, "If-None-Match": ifNoneMatchOfWrite }),
    ...(method === "GET" && { "If-None-Match": ifNoneMatch }),
  };
  return {
    requestParams: {
      ...(path.includes("{") && { path: z.object(inPath) }),
      ...(query && { query }),
      ...(Object.keys(inHeader).length > 0 && { header: z.object(inHeader) }),
    },
  };
}
