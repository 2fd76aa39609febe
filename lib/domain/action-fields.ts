import * as z from "zod/mini";
import { type PresentedEntity, type EntitySnapshot, entityInput } from "./entity.ts";
import { recipients, storedRecipients } from "./recipients.ts";
import { jsonObject, nonBlank, optional, shortText, utf8Bytes } from "./text.ts";
import { timestamp } from "./time.ts";

const DATA_BYTES = 8 * 1024;

const data = jsonObject.check(
  z.refine(
    (value) => utf8Bytes(JSON.stringify(value)) <= DATA_BYTES,
    `must have at most ${DATA_BYTES} bytes as JSON`,
  ),
);
const description = shortText(2000);

export const clientId = z
  .string()
  .check(z.regex(/^[A-Za-z0-9_-]{1,64}$/, "must match ^[A-Za-z0-9_-]{1,64}$"));

const snapshot: z.ZodMiniType<EntitySnapshot> = z.looseObject({ model_type: z.string(), id: z.string() });

export const shownEntity = z.custom<PresentedEntity>();
export const shownObject = z.custom<Readonly<Record<string, unknown>>>((value) => typeof value === "object");
export const shownTime = z.string();

interface Field {
  readonly sent?: z.ZodMiniType;
  readonly patch?: z.ZodMiniType;
  /** In the stored body, which rows copy. A new one is optional, because stored actions lack it. */
  readonly kept?: z.ZodMiniType;
  readonly shown?: z.ZodMiniType;
}

/** Every field of an action, in the order of answers. Bodies, items and the description derive from it. */
export const ACTION_FIELDS = {
  id: { sent: optional(clientId), shown: z.string() },
  actor: { sent: optional(entityInput), kept: snapshot, shown: shownEntity },
  verb: { sent: nonBlank(255), kept: z.string(), shown: z.string() },
  action_object: {
    sent: optional(entityInput),
    kept: z.optional(snapshot),
    shown: z.nullable(shownEntity),
  },
  target: { sent: optional(entityInput), kept: z.optional(snapshot), shown: z.nullable(shownEntity) },
  public: {
    sent: optional(z.boolean()),
    patch: optional(z.boolean()),
    kept: z.boolean(),
    shown: z.boolean(),
  },
  description: {
    sent: optional(description),
    patch: z.nullish(description),
    kept: z.optional(z.string()),
    shown: z.nullable(z.string()),
  },
  timestamp: { sent: optional(timestamp), shown: shownTime },
  data: {
    sent: optional(data),
    patch: z.nullish(data),
    kept: z.optional(shownObject),
    shown: z.nullable(shownObject),
  },
  summary: { shown: z.string() },
  updated: { kept: z.optional(z.string()) },
  to: {
    sent: optional(recipients),
    patch: z.nullish(recipients),
    kept: z.optional(storedRecipients),
    shown: z.optional(z.array(shownEntity)),
  },
  /** More than five recipients are stored beside the action, so that no index and no row copies them. */
  to_many: { kept: z.optional(z.literal(true)) },
  notify: { sent: optional(z.boolean()), kept: z.optional(z.literal(false)) },
} satisfies Readonly<Record<string, Field>>;

type Fields = typeof ACTION_FIELDS;

type Column<Name extends keyof Field> = {
  [F in keyof Fields as Fields[F] extends Record<Name, unknown> ? F : never]: Fields[F] extends Record<
    Name,
    infer Schema
  >
    ? Schema
    : never;
};

export const column = <Name extends keyof Field>(name: Name): Column<Name> =>
  Object.fromEntries(
    Object.entries<Field>(ACTION_FIELDS).flatMap(([field, { [name]: schema }]) =>
      schema === undefined ? [] : [[field, schema]],
    ),
  ) as Column<Name>;
