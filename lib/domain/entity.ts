import * as z from "zod/mini";
import { isCanary } from "./canary.ts";
import { TributaryError, invalidField } from "./errors.ts";
import { NOT_KNOWN, addIssue } from "./issue.ts";
import { jsonObject, utf8Bytes } from "./text.ts";
import { isReserved, registeredType, typeNamed, typeOfCollection } from "./types/registry.ts";

export interface EntityRef {
  readonly model_type: string;
  readonly id: string;
}

export type Attributes = Readonly<Record<string, unknown>>;

export interface EntityInput {
  readonly ref: EntityRef;
  readonly attributes: Attributes | undefined;
}

export interface EntityDescription {
  readonly ref: EntityRef;
  readonly attributes: Attributes;
}

export type EntitySnapshot = EntityRef & Attributes;

export interface PresentedEntity extends EntityRef {
  readonly url: string;
  readonly [attribute: string]: unknown;
}

export interface PresentedCountedEntity extends PresentedEntity {
  readonly followers_count: number;
  readonly following_count: number;
}

export const TYPE_PATTERN = /^[a-z][a-z0-9_]{0,62}$/;
/** Ids that would be read as parts of paths. */
export const RESERVED_IDS: ReadonlySet<string> = new Set(["activity", ".", ".."]);
export const isReservedId = (id: string): boolean => RESERVED_IDS.has(id);
const SHOWN_BYTES = 1024;
const SEE_ALL = "GET /openapi.json lists all paths.";
const NO_REFERENCE = "must be 'type:id' or an object with model_type and id";

export const modelType = z.string().check(
  z.regex(TYPE_PATTERN, `must match ${TYPE_PATTERN.source}`),
  z.refine((name) => !isReserved(name), "is the name of a collection or route, not of a type"),
);

export const entityId = z.string().check(
  z.refine((id) => id.isWellFormed(), "must be well-formed Unicode"),
  z.refine((id) => id !== "" && utf8Bytes(id) <= 255, "must have 1 to 255 bytes in UTF-8"),
  z.refine((id) => !/\p{Cc}/u.test(id), "must not contain control characters"),
  z.refine((id) => !isReservedId(id), "must not be 'activity', '.' or '..'"),
);

const refObject = z.strictObject({ model_type: modelType, id: entityId });

/** The unique text of a reference. `#` sorts below every character of a type: keys sort by type, then id. */
export const entityKey = (ref: EntityRef): string => `${ref.model_type}#${ref.id}`;

export function parseEntityKey(key: string): EntityRef {
  const at = key.indexOf("#");
  return { model_type: key.slice(0, at), id: key.slice(at + 1) };
}

export const sameEntity = (a: EntityRef, b: EntityRef): boolean =>
  a.model_type === b.model_type && a.id === b.id;

export function attributesOf(type: string): z.ZodMiniType<Attributes> {
  return z
    .pipe(typeNamed(type).attributes, z.transform(definedOnly))
    .check(
      z.refine(
        (values) => utf8Bytes(JSON.stringify(shownAttributes(type, values))) <= SHOWN_BYTES,
        `shown attributes must have at most ${SHOWN_BYTES} bytes together`,
      ),
    );
}

export const describedEntity = z.pipe(
  jsonObject,
  z.transform(({ model_type, id, ...rest }: Record<string, unknown>, context): EntityDescription => {
    const ref = refObject.safeParse({ model_type, id });
    const given = typeof model_type === "string" && TYPE_PATTERN.test(model_type) ? model_type : undefined;
    const attributes = given === undefined ? undefined : attributesOf(given).safeParse(rest);
    passOn(context, [...(ref.error?.issues ?? []), ...(attributes?.error?.issues ?? [])]);
    return ref.success && attributes?.success === true
      ? { ref: ref.data, attributes: attributes.data }
      : z.NEVER;
  }),
);

export const entityInput = z.pipe(
  z.unknown(),
  z.transform((value, context): EntityInput => {
    if (typeof value === "string") {
      const at = value.indexOf(":");
      if (at < 0) return addIssue(context, NO_REFERENCE);
      const parsed = refObject.safeParse({ model_type: value.slice(0, at), id: value.slice(at + 1) });
      // A string is one value: its issues belong to the reference, not to fields that the caller never wrote.
      for (const { path, message } of parsed.error?.issues ?? [])
        addIssue(context, `${path.join(".")} ${message}`);
      return parsed.success ? { ref: parsed.data, attributes: undefined } : z.NEVER;
    }
    if (typeof value !== "object" || value === null || Array.isArray(value))
      return addIssue(context, NO_REFERENCE);
    const described = describedEntity.safeParse(value);
    passOn(context, described.error?.issues ?? []);
    if (!described.success) return z.NEVER;
    const { ref, attributes } = described.data;
    return { ref, attributes: Object.keys(attributes).length === 0 ? undefined : attributes };
  }),
);

function passOn(context: z.core.ParsePayload, issues: readonly z.core.$ZodIssue[]): void {
  for (const issue of issues) {
    // Pipes go on after this code, although there is no reference to go on with.
    if (issue.code === "unrecognized_keys")
      for (const key of issue.keys) addIssue(context, NOT_KNOWN, [...issue.path, key]);
    else addIssue(context, issue.message, issue.path);
  }
}

export const entityRef = z.pipe(
  entityInput,
  z.transform(({ ref, attributes }: EntityInput, context): EntityRef =>
    attributes === undefined ? ref : addIssue(context, "takes no attributes"),
  ),
);

export const entityText = z.pipe(
  z.string(),
  z.transform((text: string, context): EntityRef => {
    const parsed = entityRef.safeParse(text);
    for (const { message } of parsed.error?.issues ?? []) addIssue(context, message);
    return parsed.success ? parsed.data : z.NEVER;
  }),
);

export function shownAttributes(type: string, attributes: Attributes): Attributes {
  const shown: Record<string, unknown> = {};
  for (const name of typeNamed(type).shown)
    if (attributes[name] !== undefined) shown[name] = attributes[name];
  return shown;
}

export function snapshot(ref: EntityRef, attributes: Attributes): EntitySnapshot {
  return { ...shownAttributes(ref.model_type, attributes), model_type: ref.model_type, id: ref.id };
}

export function displayName(entity: EntitySnapshot): string {
  return typeNamed(entity.model_type).displayName(entity) ?? entity.id;
}

/** The entity that a path names. @throws 404 for a reserved word or a type's name, 400 for no entity */
export function entityOfPath(collection: string, id: string): EntityRef {
  const model_type = typeOfPath(collection);
  const parsedId = entityId.safeParse(id);
  if (!parsedId.success) throw invalidField("id", parsedId.error.issues[0]?.message ?? "is not an id");
  return { model_type, id: parsedId.data };
}

export function typeOfPath(collection: string): string {
  if (isCanary({ model_type: collection })) throw new TributaryError("not_found", "There is nothing here.");
  const registered = typeOfCollection(collection);
  if (registered !== undefined) return registered.name;
  const ownName = registeredType(collection);
  if (ownName !== undefined) {
    throw new TributaryError("not_found", `The type '${collection}' answers at /${ownName.collection}.`);
  }
  if (isReserved(collection))
    throw new TributaryError("not_found", `'${collection}' is no collection; ${SEE_ALL}`);
  const parsed = modelType.safeParse(collection);
  if (!parsed.success) throw invalidField("collection", parsed.error.issues[0]?.message ?? "is not a type");
  return parsed.data;
}

function definedOnly(values: Attributes): Attributes {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
