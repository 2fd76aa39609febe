import * as z from "zod";
import { type PresentedCountedEntity, type PresentedEntity, entityId, modelType } from "../domain/entity.ts";
import type { EntityType } from "../domain/types/entity-type.ts";
import { TYPES, UNREGISTERED } from "../domain/types/registry.ts";
import { bare } from "./bare.ts";
import type { Documented } from "./documented.ts";

/** `pull_request` -> `PullRequest`. */
export const pascal = (name: string): string =>
  name.replaceAll(/(?:^|[_-])([a-z])/g, (_match, letter: string) => letter.toUpperCase());

const text = z.string().meta({
  id: "ReferenceText",
  pattern: "^[a-z][a-z0-9_]{0,62}:[^\\u0000-\\u001f\\u007f-\\u009f]+$",
  maxLength: 319,
  description: "`type:id`, split at the first colon.",
  examples: ["user:42"],
});

const named = z.strictObject({ model_type: modelType, id: entityId });

const typedReference = ({ name, attributes }: EntityType) =>
  z
    .strictObject({ model_type: z.literal(name), id: entityId, ...attributes.shape })
    .meta({ id: `${pascal(name)}Reference` });

const otherReference = named.extend(UNREGISTERED.attributes.shape).meta({
  id: "OtherReference",
  description: "Of a type that is not registered: a name and an address at most.",
});

export const described = z
  .union([otherReference, ...TYPES.map(typedReference)])
  .meta({ id: "DescribedEntity", description: "An entity with its attributes; those that are absent go." });

export const reference = z
  .union([text, otherReference, ...TYPES.map(typedReference)])
  .meta({ id: "EntityReference", description: "Names an entity; an object may carry its attributes." });

export const plainReference = z
  .union([text, named])
  .meta({ id: "PlainReference", description: "Names an entity, without attributes." });

export const attributes = z
  .union(
    [...TYPES, { ...UNREGISTERED, name: "other" }].map(({ name, attributes }) =>
      attributes.clone().register(z.globalRegistry, { id: `${pascal(name)}Attributes` }),
    ),
  )
  .meta({
    id: "EntityAttributes",
    description: "The attributes of the type whose collection the path names.",
  });

const shownAttributes = Object.fromEntries(
  TYPES.flatMap(({ shown, attributes }) =>
    shown.map((name) => [name, z.optional(bare(attributes.shape[name] as z.core.$ZodType))]),
  ),
);

/** One schema for all types: readers look for what they know. */
export const entity = z
  .strictObject({
    model_type: z.string(),
    id: z.string(),
    url: z.url().meta({ description: "Where the API shows the entity." }),
    ...shownAttributes,
  } satisfies Documented<PresentedEntity>)
  .meta({ id: "Entity", description: "An entity with those attributes that its type has and shows." });

export const countedEntity = entity
  .extend({
    followers_count: z.int().min(0).meta({ description: "Who follow it with the flag `following`." }),
    following_count: z.int().min(0).meta({ description: "What it follows with the flag `following`." }),
  } satisfies Omit<Documented<PresentedCountedEntity>, keyof Documented<PresentedEntity>>)
  .meta({ id: "EntityWithCounts" });
