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

/** A type that takes part in every action that the filters let pass. */
export const clientId = z
  .string()
  .check(z.regex(/^[A-Za-z0-9_-]{1,64}$/, "must match ^[A-Za-z0-9_-]{1,64}$"));

const snapshot: z.ZodMiniType<EntitySnapshot> = z.looseObject({ model_type: z.string(), id: z.string() });

/**
 * The roles in which an entity's actions can pass the filters: a filter that names the entity leaves its role
 * only, one that excludes it leaves all but that role.
 */
export const shownEntity = z.custom<PresentedEntity>();
export const shownObject = z.custom<Readonly<Record<string, unknown>>>((value) => typeof value === "object");
export const shownTime = z.string();

/** Bytes of folded text in a key: a sort key has at most 1,024, and the id beside it up to 255. */
interface Field {
  /**
   * A text for comparison, without marks and case. JavaScript lacks Unicode's full case folding. Lower, upper
   * and lower case again do the same except for two letters: the dotless i, whose upper case is not its own,
   * and the final sigma.
   */
  readonly sent?: z.ZodMiniType;
  /** The folded texts that find an entity: its display name and its id. None if its type is not findable. */
  readonly patch?: z.ZodMiniType;
  /** As much of a folded text as a key holds: whole characters. */
  readonly kept?: z.ZodMiniType;
  /** Every flag at once, where a parameter allows it. */
  readonly shown?: z.ZodMiniType;
}

/** One follow: who follows what with which flag. */
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
  /** Only what the followed does, not what is done to it. */
  timestamp: { sent: optional(timestamp), shown: shownTime },
  data: {
    sent: optional(data),
    patch: z.nullish(data),
    kept: z.optional(shownObject),
    shown: z.nullable(shownObject),
  },
  summary: { shown: z.string() },
  updated: { kept: z.optional(z.string()) },
  /** Tells this follow from every other of the same pair and flag, before or after it. */
  to: {
    sent: optional(recipients),
    patch: z.nullish(recipients),
    kept: z.optional(storedRecipients),
    shown: z.optional(z.array(shownEntity)),
  },
  to_many: { kept: z.optional(z.literal(true)) },
  /** Whether neither side has been deleted since the follow was stored. */
  notify: { sent: optional(z.boolean()), kept: z.optional(z.literal(false)) },
} satisfies Readonly<Record<string, Field>>;

type Fields = typeof ACTION_FIELDS;

/** A follower's flags on one entity, merged for lists of `flag=*`. */
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
