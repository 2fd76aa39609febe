import * as z from "zod";

/**
 * What a deployment decides, read once at synthesis from CDK context (`-c stage=prod`, or `context` in cdk.json).
 */
const schema = z
  .strictObject({
    /** Part of the stacks' names, so that several stages live in one account. */
    stage: z
      .string()
      .regex(/^[a-z][a-z0-9-]{0,20}$/)
      .default("dev"),
    /** `true`: the table survives `destroy`, and cannot be deleted by mistake. */
    keepData: z.union([z.boolean(), z.enum(["true", "false"]).transform((text) => text === "true")]).default(true),
    /** How many entities one follower may follow with one flag: a feed is built out of them all. */
    maxFollows: z.coerce.number().int().min(1).max(100_000).default(5000),
    /**
     * From how many followers on an entity's actions are pulled by who reads, not pushed to everybody. Pushing pays while
     * followers open their feeds more than about twice as often as the entity posts.
     */
    celebrityFollowers: z.coerce.number().int().min(100).default(10_000),
    /** The OIDC provider of the users' tokens: all three, or none and only services can call. */
    jwtIssuer: z.string().min(1).optional(),
    jwtAudience: z.string().min(1).optional(),
    jwksUrl: z.url().optional(),
  })
  .refine(
    ({ jwtIssuer, jwtAudience, jwksUrl }) =>
      new Set([jwtIssuer, jwtAudience, jwksUrl].map((one) => one === undefined)).size === 1,
    "give jwtIssuer, jwtAudience and jwksUrl together, or none of them",
  );

export type Settings = z.output<typeof schema>;

/** @throws with every wrong setting named */
export function readSettings(context: (name: string) => unknown): Settings {
  const names = ["stage", "keepData", "celebrityFollowers", "maxFollows", "jwtIssuer", "jwtAudience", "jwksUrl"];
  const parsed = schema.safeParse(Object.fromEntries(names.map((name) => [name, context(name)])));
  if (!parsed.success) throw new Error(`The settings are not valid:\n${z.prettifyError(parsed.error)}`);
  return parsed.data;
}
