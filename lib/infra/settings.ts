import * as z from "zod";

/** CDK context is text on the command line and JSON in cdk.json. */
const flag = z.union([z.boolean(), z.enum(["true", "false"]).transform((text) => text === "true")], {
  error: "must be true or false",
});
const count = z.coerce.number().int();
const ABOVE_ZERO = "must be a number above 0";
const origin = z
  .string()
  .regex(/^(\*|https?:\/\/[^/\s,*]+)$/, "must be * or an origin: https://app.example.com, without a path");
const origins = z.union(
  [
    z.array(origin),
    z
      .string()
      .transform((text) => text.split(","))
      .pipe(z.array(origin)),
  ],
  { error: "must be origins, separated by commas" },
);
const logDays = z.literal([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 3653]);

const TOGETHER = [
  ["jwtIssuer", "jwtAudience", "jwksUrl"],
  ["domainName", "certificateArn"],
  ["hostedZoneId", "zoneName"],
  ["rateLimit", "rateBurst"],
] as const;

/** The settings of a deployment. `npm run deploy -- --help` and docs/deploy.md show these descriptions. */
const schema = z
  .strictObject({
    stage: z
      .string()
      .regex(/^[a-z][a-z0-9-]{0,20}$/, "must be a word of small letters, digits and -, 21 at most")
      .default("dev")
      .describe("Part of the stacks' names, so that several stages live in one account"),
    keepData: flag
      .default(true)
      .describe("The table survives `npm run destroy` and cannot be deleted by mistake"),
    jwtIssuer: z
      .string()
      .min(1)
      .optional()
      .describe("`iss` of your users' tokens; without it only services can call"),
    jwtAudience: z.string().min(1).optional().describe("`aud` of your users' tokens"),
    jwksUrl: z.url().optional().describe("Where the keys that sign your users' tokens are published"),
    maxFollows: count
      .min(1)
      .max(100_000)
      .default(5000)
      .describe("How many entities one follower may follow with one flag; a feed is built from all of them"),
    celebrityFollowers: count
      .min(100)
      .default(10_000)
      .describe(
        "With this many followers an entity is pulled: readers merge its stream into their feeds, and nothing is written for them. With fewer, too, if followers times posts a second are 10,000",
      ),
    asleepAfterDays: count
      .min(2)
      .max(30)
      .default(4)
      .describe(
        "A feed that nobody has read for this many days gets no more rows; its next read builds it, which costs as much as one or two days of rows. A feed that has slept is awake for 32 hours, until it is read on a second day",
      ),
    listShards: count
      .min(1)
      .max(64)
      .default(1)
      .describe(
        "Over how many partition keys the public stream and each type's stream are spread; one takes 1,000 posts a second. It can be raised at any time; lowering it has no effect",
      ),
    notificationDays: count
      .min(1)
      .max(3650)
      .default(90)
      .describe("How many days a group of notifications is kept after its newest arrival"),
    throttleRate: count
      .min(1)
      .default(100)
      .describe("Requests per second that the gateway lets through, of all callers together"),
    throttleBurst: count.min(1).default(200).describe("How many of them may come in one burst"),
    rateLimit: z.coerce
      .number(ABOVE_ZERO)
      .positive(ABOVE_ZERO)
      .optional()
      .describe("Requests per second of one caller; each request then costs a write unit"),
    rateBurst: count.min(1).optional().describe("How many requests one caller may send in one burst"),
    accountConcurrency: count
      .min(1)
      .default(1000)
      .describe(
        "How many functions the account may run at once; with few, those behind the change stream and queues take fewer. `npm run deploy` asks Lambda",
      ),
    feedConcurrency: count
      .min(1)
      .optional()
      .describe(
        "Reserves this many of the account's concurrent executions for `maintain-feeds`, and allows it no more",
      ),
    jobConcurrency: count
      .min(2)
      .max(1000)
      .default(4)
      .describe(
        "How many calls work at once on what deleted entities left and on switches to pulling; so many ranges is a large one cut into, so that many followers take less time",
      ),
    domainName: z
      .hostname()
      .optional()
      .describe("A name of your own for the API; the gateway's own address is then switched off"),
    certificateArn: z
      .string()
      .regex(/^arn:[a-z-]+:acm:/, "must be the ARN of a certificate")
      .optional()
      .describe("The certificate of that name in ACM, in the region of the stack"),
    hostedZoneId: z
      .string()
      .min(1)
      .optional()
      .describe(
        "The Route 53 zone in which the record is created; without it you create the record yourself",
      ),
    zoneName: z.hostname().optional().describe("That zone's own name"),
    publicUrl: z
      .url({ protocol: /^https?$/ })
      .regex(/^[^?#]*[^/?#]$/, "must be an address without a slash at its end")
      .optional()
      .describe(
        "Where people reach the API, if not at its own address (for example through a CDN); all links begin with it",
      ),
    publicReads: flag
      .default(false)
      .describe("Streams, lists, entities, actions and `is-following` can be read without a token"),
    corsOrigins: origins
      .default([])
      .describe("Origins whose pages may call the API, separated by commas; `*` allows every page"),
    console: flag
      .default(false)
      .describe("Serves the console, where your users sign in, at the API's own address: docs/console.md"),
    consoleClientId: z
      .string()
      .min(1)
      .optional()
      .describe("The console's client id at your provider, if it is not `jwtAudience`"),
    consoleScopes: z
      .string()
      .regex(
        /^[\x21\x23-\x5b\x5d-\x7e]+( [\x21\x23-\x5b\x5d-\x7e]+)*$/,
        "must be scopes with blanks between them",
      )
      .default("openid")
      .describe(
        "The scopes that the console asks your provider for; with `openid offline_access` some allow a longer sign-in",
      ),
    logDays: z.coerce.number().pipe(logDays).default(30).describe("How many days logs are kept"),
    tracing: flag.default(false).describe("X-Ray traces of the functions"),
    alarms: flag.default(true).describe("Alarms in CloudWatch"),
    alarmEmail: z.email().optional().describe("Where alarms are mailed, once the address is confirmed"),
    monthlyBudget: count
      .min(1)
      .optional()
      .describe(
        "Dollars a month; a mail goes to `alarmEmail` at 80 % of it, and when a forecast exceeds it. The account's whole bill counts",
      ),
    dashboard: flag.default(true).describe("A dashboard in CloudWatch"),
  })
  .check(({ value, issues }) => {
    const refuse = (name: string, message: string) =>
      issues.push({ code: "custom", input: value, path: [name], message });
    for (const names of TOGETHER) {
      const missing = names.filter((name) => value[name] === undefined);
      if (missing.length === names.length) continue;
      for (const name of missing)
        refuse(name, `is missing: give ${names.join(", ")} together, or none of them`);
    }
    if (value.console && value.jwtIssuer === undefined)
      refuse("console", "is of no use without jwtIssuer, jwtAudience and jwksUrl, where its users sign in");
    if (value.consoleClientId !== undefined && !value.console)
      refuse("consoleClientId", "is of no use without console=true");
    if (value.hostedZoneId !== undefined && value.domainName === undefined)
      refuse("hostedZoneId", "is of no use without domainName");
    if (value.monthlyBudget !== undefined && value.alarmEmail === undefined)
      refuse("monthlyBudget", "is of no use without alarmEmail, which is told");
  });

export type Settings = z.output<typeof schema>;

export function readSettings(context: (name: string) => unknown): Settings {
  const given = Object.fromEntries(Object.keys(schema.shape).map((name) => [name, context(name)]));
  const { data, error } = schema.safeParse(given, { error: wanted });
  if (data !== undefined) return data;
  const wrong = error.issues.map(({ path, message }) => `  ${path.join(".")} ${message}`);
  throw new SettingsError(`The settings are not valid:\n${wrong.join("\n")}`);
}

/** For people who deploy, in place of the validator's words. A rule's own message wins. */
function wanted(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case "invalid_type":
      return issue.expected === "string" ? "must be text" : "must be a whole number";
    case "too_small":
      return issue.origin === "string" ? "must not be empty" : `must be at least ${issue.minimum}`;
    case "too_big":
      return `must be at most ${issue.maximum}`;
    case "invalid_value":
      return `must be one of ${issue.values.join(", ")}`;
    case "invalid_format":
      return FORMATS[issue.format] ?? "has the wrong form";
    default:
      return "is not valid";
  }
}

const FORMATS: Readonly<Record<string, string>> = {
  url: "must be an address: https://example.com",
  hostname: "must be a host name: api.example.com",
  email: "must be an e-mail address",
};

export class SettingsError extends Error {}

export function describeSettings(): {
  readonly name: string;
  readonly standard: string;
  readonly meaning: string;
}[] {
  return Object.entries(schema.shape).map(([name, setting]) => {
    const standard: unknown = setting.parse(undefined);
    const isNone = standard === undefined || (Array.isArray(standard) && standard.length === 0);
    return { name, standard: isNone ? "" : String(standard), meaning: setting.description ?? "" };
  });
}
