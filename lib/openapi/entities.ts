import * as z from "zod";
import { entityId, modelType } from "../domain/entity.ts";
import type { EntityType } from "../domain/types/entity-type.ts";
import { TYPES } from "../domain/types/registry.ts";
import { bare } from "./bare.ts";

const CLOSED_TYPE = "A type that is not registered: it has no attributes.";

/** `pull_request` -> `PullRequest`. */
const pascal = (name: string): string => name.replaceAll(/(?:^|[_-])([a-z])/g, (_match, letter: string) => letter.toUpperCase());

/** One schema for each registered type, and one for all others. */
type Options = readonly [z.ZodObject, z.ZodObject, ...z.ZodObject[]];

const perType = (make: (type: EntityType) => z.ZodObject, other: z.ZodObject): Options => [
  other,
  ...(TYPES.map(make) as [z.ZodObject]),
];

const text = z.string().meta({
  id: "ReferenceText",
  pattern: "^[a-z][a-z0-9_]{0,62}:[^\\u0000-\\u001f\\u007f-\\u009f]+$",
  maxLength: 319,
  description: "`type:id`, split at the first colon.",
  examples: ["user:42"],
});

const named = z.strictObject({ model_type: modelType, id: entityId });

const typedReference = ({ name, attributes }: EntityType) =>
  z.strictObject({ model_type: z.literal(name), id: entityId, ...attributes.shape }).meta({ id: `${pascal(name)}Reference` });

/** What `entityInput` takes: a name, or an object that may carry the attributes of its type. */
export const reference = z
  .union([text, ...perType(typedReference, named.clone().meta({ id: "OtherReference", description: CLOSED_TYPE }))])
  .meta({ id: "EntityReference", description: "Names an entity; an object may carry its attributes." });

/** What `entityRef` takes: a name alone. */
export const plainReference = z
  .union([text, named])
  .meta({ id: "PlainReference", description: "Names an entity, without attributes." });

/** The attributes that a `PUT` takes, by the type of the collection. */
export const attributes = z
  .union(TYPES.map(({ name, attributes }) => attributes.clone().meta({ id: `${pascal(name)}Attributes` })) as [z.ZodObject])
  .meta({ id: "EntityAttributes", description: "The attributes of the type whose collection the path names." });

const address = z.url().meta({ description: "Where the API shows the entity." });

const shown = (suffix: string, more: z.ZodRawShape) =>
  z.union(
    perType(
      (type) =>
        z
          .strictObject({
            model_type: z.literal(type.name),
            id: z.string(),
            url: address,
            ...more,
            ...Object.fromEntries(type.shown.map((name) => [name, bare(type.attributes.shape[name] as z.ZodType).optional()])),
          })
          .meta({ id: `${pascal(type.name)}${suffix}` }),
      z
        .strictObject({ model_type: z.string(), id: z.string(), url: address, ...more })
        .meta({ id: `Other${suffix}`, description: CLOSED_TYPE }),
    ),
  );

/** An entity as every answer shows it. */
export const entity = shown("Entity", {}).meta({ id: "Entity", description: "An entity with its shown attributes." });

/** An entity as its own route shows it. */
export const countedEntity = shown("WithCounts", {
  followers_count: z.int().min(0).meta({ description: "Who follow it with the flag `following`." }),
  following_count: z.int().min(0).meta({ description: "Whom it follows with the flag `following`." }),
}).meta({ id: "EntityWithCounts" });
