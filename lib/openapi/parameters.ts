import * as z from "zod";
import type { ZodOpenApiOperationObject } from "zod-openapi";
import type { Route } from "../contract/route.ts";
import { TYPE_PATTERN } from "../domain/entity.ts";
import { GROUP_ID } from "../domain/notifications/group-id.ts";
import { OWN_ID } from "../domain/path-id.ts";
import type { Takes } from "../http/open-request.ts";
import { isList } from "../http/parse.ts";
import { PARAMETERS } from "./examples.ts";
import type { Operation } from "./operations.ts";
import { NO_COLLECTION } from "./wire.ts";

const parameter = (name: string, schema: z.ZodType, description: string) =>
  schema.meta({ param: { description, ...exampleOf(name) } });

const exampleOf = (name: string, several = false) => {
  const example = PARAMETERS[name];
  return example === undefined ? {} : { example: several ? [example] : example };
};

const collection = parameter(
  "collection",
  z.string().regex(TYPE_PATTERN).meta({ not: NO_COLLECTION }),
  "The collection of a registered type (`users`), or the name of another type. A registered type's own name is 404.",
);
/** As a client gives it before it is percent-encoded. */
const idInPath = parameter(
  "id",
  z
    .string()
    .regex(/^([^~/?#%\\\u0000-\u001f\u007f-\u009f]|~(7E|2F|3F|23|25|5C))+$/)
    .max(765),
  "The entity's id. A gateway decodes a path before it routes, so an id writes `~` as `~7E`, `/` as `~2F`, `?` as `~3F`, `#` as `~23`, `%` as `~25` and `\\` as `~5C`; the rest is percent-encoded as usual. Unescaped it has 1 to 255 bytes in UTF-8.",
);
const ownId = (description: string) => parameter("", z.string().regex(OWN_ID), description);
const actionId = ownId("The action's id.");
const feedKeyId = ownId("The feed key's id.");
const groupId = z
  .string()
  .regex(GROUP_ID)
  .meta({ param: { description: "The group's id.", example: "4ffa5a2f0c1d4b7e9a3c6d8e0f1a2b3c" } });
const idempotencyKey = parameter(
  "Idempotency-Key",
  z
    .string()
    .regex(/^[!-~]{1,255}$/)
    .optional(),
  "The same key and body again answers the first action and stores nothing; another body is 409.",
);
const ifMatch = parameter(
  "If-Match",
  z.string().optional(),
  "ETags of a `GET`: only if one of them names what is stored now, or `*` if anything is; else 412, and nothing is changed. Counts do not matter.",
);
const ifNoneMatchOfWrite = parameter(
  "If-None-Match",
  z.string().optional(),
  "The reverse of `If-Match`: `*` writes only where nothing is stored yet.",
);
const ifNoneMatch = parameter(
  "If-None-Match",
  z.string().optional(),
  "ETags that the caller holds; 304 where one of them is current.",
);

const MEANING: Readonly<Record<string, string>> = {
  limit: "Most items of a page.",
  cursor: "Where a page begins: taken from `next` or `prev`, it belongs to this list and these filters.",
  verb: "Only actions with exactly this verb, or with any of up to 10.",
  actor: "Only actions of this entity (`user:bob`), or of entities of this type (`user`).",
  target: "Only actions with this entity, or an entity of this type, as target.",
  action_object: "Only actions with this entity, or an entity of this type, as action object.",
  since: "Only what is not older; inclusive.",
  until: "Only what is older; exclusive. Later than `since`.",
  expand: "`current` shows entities as they are now, not as they were when the action was stored.",
  format:
    "Another form of the stream than JSON, in place of `Accept`: a page of Activity Streams 2.0 (`as2`), Atom, JSON Feed 1.1 or RSS 2.0, or the collection that AS2 pages are part of.",
  flag: "Which follows; `*` is every flag.",
  own: "`true` adds the entity's own public actions; `hide` leaves out whatever the entity did.",
  notifications:
    "`counts` brings `notifications` with the page: how many groups of theirs are new, as `GET /notifications/counts` says. JSON alone; `next` and `prev` are without it.",
  public: "For services: `all` adds private actions, in any role; `false` shows them alone. 403 for others.",
  group:
    "Answers the stream in groups: `verb` and one or more of `actor`, `target`, `action_object`, with commas. JSON alone.",
  window: "How long groups are, in UTC: a day unless said. It goes with `group` alone, so it has no default.",
  role: "Only actions in which the entity plays this part.",
  type: "Only entities of this type.",
  send_action: "`true` posts an action that tells of it.",
  user: "For services: who it is done or asked for. A user may name only themselves.",
  "user[]": "Only these followers, up to 100.",
  "follow_object[]": "Only these, up to 100.",
  unseen: "Only groups that hold what is not seen.",
  unread: "Only groups that hold what is not read.",
  prefix: "How a name or an id begins, 1 to 64 characters.",
  "ref[]": "The entities that are asked for, 1 to 100.",
};

function idOf(path: string): z.ZodType {
  if (path.includes("{collection}")) return idInPath;
  if (path.startsWith("/notifications")) return groupId;
  return path.startsWith("/feed-keys") ? feedKeyId : actionId;
}

export function parametersOf(
  { path, method }: Route,
  { takesIdempotencyKey, takesPreconditions }: Operation,
  query: Takes["query"],
): Pick<ZodOpenApiOperationObject, "requestParams"> {
  for (const [name, schema] of Object.entries(query?.shape ?? {})) {
    const description = (isList(schema) ? MEANING[`${name}[]`] : undefined) ?? MEANING[name];
    z.globalRegistry.add(schema, { param: { description, ...exampleOf(name, isList(schema)) } });
  }
  const inPath = {
    ...(path.includes("{collection}") && { collection }),
    ...(path.includes("{id}") && { id: idOf(path) }),
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
