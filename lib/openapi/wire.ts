import * as z from "zod";
import { actionPatch, newAction } from "../domain/action.ts";
import { RESERVED_IDS, entityId, entityInput, entityRef, entityText, modelType } from "../domain/entity.ts";
import { PART, partFilter } from "../domain/filters.ts";
import { batchFollow, flag, flagOrAny, followBody } from "../domain/follow.ts";
import { timeParameter, timestamp } from "../domain/time.ts";
import { RESERVED, TYPES, typeOfCollection } from "../domain/types/registry.ts";
import { address, count, line, paragraph } from "../domain/types/entity-type.ts";
import { newMute } from "../domain/mute.ts";
import { newFeedKey, streamPath } from "../http/feed-keys.ts";
import { findParameters } from "../http/find-query.ts";
import { newFeedMark } from "../http/feed-mark.ts";
import { groupParameters } from "../http/group-list.ts";
import { listParameters } from "../http/list.ts";
import { markingBody } from "../http/notification-marks.ts";
import { bare } from "./bare.ts";
import { STREAM_PATH } from "./stream-path.ts";

type JsonSchema = z.core.JSONSchema.BaseSchema;

/** Stands for a `$ref` until the document is complete: zod-openapi would resolve a real one. */
const PLACEHOLDER = "x-component";
const ref = (name: string): JsonSchema => ({ [PLACEHOLDER]: name });

/** Invisible characters up to U+FFFF: not every regular expression engine knows more. */
const INVISIBLE =
  "\\u0000-\\u0020\\u007f-\\u00a0\\u00ad\\u034f\\u0600-\\u0605\\u061c\\u06dd\\u070f\\u0890-\\u0891\\u08e2\\u115f-\\u1160" +
  "\\u1680\\u17b4-\\u17b5\\u180b-\\u180f\\u2000-\\u200f\\u2028-\\u202f\\u205f-\\u206f\\u2800\\u3000\\u3164\\ufdd0-\\ufdef" +
  "\\ufe00-\\ufe0f\\ufeff\\uffa0\\ufff0-\\ufffb\\ufffe-\\uffff";

/** Words that are no types: they begin routes or are collections. */
const NO_TYPE = { enum: [...RESERVED] };

/** A registered type answers under its collection only. */
export const NO_COLLECTION = {
  enum: [...RESERVED, ...TYPES.map(({ name }) => name)].filter(
    (word) => typeOfCollection(word) === undefined,
  ),
};

const spoken = (maxLength: number): JsonSchema => ({
  type: "string",
  minLength: 1,
  maxLength,
  pattern: `[^${INVISIBLE}]`,
});

const TIME: JsonSchema = {
  type: "string",
  format: "date-time",
  description: "RFC 3339 with seconds, any offset.",
  examples: ["2020-06-12T15:01:41Z"],
};

/** Rules that are functions in zod. As metadata in the domain they would be in functions' bundles. */
const WIRE = new Map<z.core.$ZodType, JsonSchema>([
  [
    entityId,
    {
      type: "string",
      minLength: 1,
      maxLength: 255,
      pattern: "^[^\\u0000-\\u001f\\u007f-\\u009f]*$",
      not: { enum: [...RESERVED_IDS] },
      description: "1 to 255 bytes in UTF-8.",
    },
  ],
  [modelType, { not: NO_TYPE }],
  [entityInput, ref("EntityReference")],
  [entityRef, ref("PlainReference")],
  [entityText, ref("ReferenceText")],
  [partFilter, { type: "string", pattern: PART.source, maxLength: 319, not: NO_TYPE }],
  [timestamp, TIME],
  [timeParameter, TIME],
  [newAction.shape.verb, spoken(255)],
  [bare(newAction.shape.description), { type: "string", maxLength: 2000 }],
  [
    bare(newAction.shape.data),
    { type: "object", additionalProperties: true, description: "At most 8 KiB as JSON." },
  ],
  [actionPatch, { minProperties: 1 }],
  [markingBody, { minProperties: 1 }],
  [bare(line), spoken(255)],
  [
    bare(address),
    {
      type: "string",
      format: "uri",
      maxLength: 1000,
      description: "http or https, without credentials; kept as the URL standard writes it.",
    },
  ],
  [bare(paragraph), { type: "string", maxLength: 1000 }],
  [
    streamPath,
    {
      type: "string",
      maxLength: 4096,
      pattern: STREAM_PATH,
      description: "A stream with its filters.",
      examples: ["/repositories/crython/activity?verb=pushed"],
    },
  ],
  [bare(newFeedKey.shape.name), { type: "string", maxLength: 100 }],
  [
    bare(newFeedKey.shape.expires),
    { ...TIME, description: "Must lie ahead.", examples: ["2099-01-01T00:00:00Z"] },
  ],
  [
    bare(newMute.shape.until),
    { ...TIME, description: "Must lie ahead.", examples: ["2099-01-01T00:00:00Z"] },
  ],
  [
    bare(groupParameters.group),
    {
      type: "string",
      pattern:
        "^(?=(.*,)?verb(,|$))(verb|actor|target|action_object)(,(verb|actor|target|action_object)){1,3}$",
      examples: ["verb,target"],
    },
  ],
  [
    newFeedMark.shape.seen,
    { type: "string", minLength: 1, maxLength: 4096, description: "A page's `mark`, or `all`." },
  ],
  [bare(listParameters.limit), { type: "integer", minimum: 1, maximum: 100, default: 25 }],
  [bare(findParameters.limit), { type: "integer", minimum: 1, maximum: 50, default: 10 }],
  [findParameters.prefix, { type: "string", minLength: 1, maxLength: 64 }],
  [flag, { default: "following" }],
  [flagOrAny, { type: "string", pattern: "^(\\*|[a-z][a-z0-9_-]{0,62})$", default: "following" }],
  [bare(listParameters.cursor), { minLength: 1 }],
]);

const NAMED = {
  NewAction: newAction,
  ActionPatch: actionPatch,
  NewFollow: followBody,
  NewMute: newMute,
  BatchFollow: batchFollow,
  EntityId: entityId,
  Line: line,
  Paragraph: paragraph,
  WebAddress: address,
  Count: count,
};
for (const [id, schema] of Object.entries<z.core.$ZodType>(NAMED)) z.globalRegistry.add(schema, { id });

/** Replaces what zod-openapi made of a schema; rules of an object are added to its own. */
export function override({
  zodSchema,
  jsonSchema,
}: {
  zodSchema: z.core.$ZodType;
  jsonSchema: JsonSchema;
}): void {
  const wire = WIRE.get(zodSchema) ?? writtenBoolean(zodSchema);
  if (wire === undefined) return;
  const isWhole = ["type", "anyOf", PLACEHOLDER].some((key) => key in wire);
  if (isWhole) for (const key of Object.keys(jsonSchema)) delete jsonSchema[key];
  Object.assign(jsonSchema, wire);
}

/** A boolean in a query is text; further words may stand in its place. */
function writtenBoolean(schema: z.core.$ZodType): JsonSchema | undefined {
  const words = schema instanceof z.core.$ZodEnum ? Object.values(schema._zod.def.entries) : [];
  if (!words.includes("true") || !words.includes("false")) return undefined;
  const others = words.filter((word) => word !== "true" && word !== "false");
  return others.length === 0
    ? { type: "boolean" }
    : { anyOf: [{ type: "boolean" }, { type: "string", enum: others }] };
}

export const withReferences = <T extends object>(document: T): T =>
  JSON.parse(JSON.stringify(document), (_key, value: unknown) =>
    typeof value === "object" && value !== null && PLACEHOLDER in value
      ? { $ref: `#/components/schemas/${String(value[PLACEHOLDER])}` }
      : value,
  ) as T;
