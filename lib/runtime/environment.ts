import * as z from "zod/mini";
import { LIMITS } from "../domain/limits.ts";
import type { Rate } from "../domain/rate.ts";
import { DAY } from "../domain/time.ts";
import { VARIABLE } from "../contract/environment.ts";

const text = z.string().check(z.minLength(1));
const optionalText = z.optional(text);

const positive = z.coerce.number().check(z.positive());

const schema = z
  .object({
    [VARIABLE.tableName]: text,
    [VARIABLE.jwtIssuer]: optionalText,
    [VARIABLE.jwtAudience]: optionalText,
    [VARIABLE.jwksUrl]: optionalText,
    [VARIABLE.entityJobsQueue]: optionalText,
    [VARIABLE.fanOutQueue]: optionalText,
    [VARIABLE.failureQueue]: optionalText,
    [VARIABLE.celebrityFollowers]: z._default(positive, Number.POSITIVE_INFINITY),
    [VARIABLE.eventBus]: optionalText,
    [VARIABLE.canaryQueue]: optionalText,
    [VARIABLE.canaryProbes]: z._default(text, "{}"),
    [VARIABLE.publicUrl]: optionalText,
    [VARIABLE.maxFollows]: z._default(positive, LIMITS.follows),
    [VARIABLE.asleepAfterDays]: z._default(positive, LIMITS.asleepAfter / DAY),
    [VARIABLE.listShards]: z._default(positive, LIMITS.listShards),
    [VARIABLE.notificationDays]: z._default(positive, LIMITS.retention / DAY),
    [VARIABLE.jobConcurrency]: z._default(positive, LIMITS.ranges),
    [VARIABLE.ratePerSecond]: z.optional(positive),
    [VARIABLE.publicReads]: z._default(z.enum(["true", "false"]), "false"),
    [VARIABLE.rateBurst]: z.optional(z.coerce.number().check(z.int(), z.positive())),
  })
  // A limit that is half set must not count as none.
  .check(
    z.refine(
      (values) =>
        (values[VARIABLE.ratePerSecond] === undefined) === (values[VARIABLE.rateBurst] === undefined),
      {
        error: `${VARIABLE.ratePerSecond} and ${VARIABLE.rateBurst} come together`,
      },
    ),
  );

export interface Issuer {
  readonly issuer: string;
  readonly audience: string;
  readonly jwksUrl: string;
}

interface Environment {
  readonly tableName: string;
  /** Absent: users cannot call, services can. */
  readonly issuer: Issuer | undefined;
  readonly entityJobsQueue: string | undefined;
  readonly fanOutQueue: string | undefined;
  readonly failureQueue: string | undefined;
  readonly celebrityFollowers: number;
  readonly eventBus: string | undefined;
  readonly publicUrl: string | undefined;
  readonly canaryQueue: string | undefined;
  readonly canaryProbes: Readonly<Record<string, string>>;
  readonly maxFollows: number;
  readonly asleepAfterDays: number;
  readonly listShards: number;
  readonly notificationDays: number;
  readonly jobConcurrency: number;
  /** Calls that one caller may make; absent: any number. */
  readonly rate: Rate | undefined;
  readonly publicReads: boolean;
}

/** @throws where a variable is missing: then the function cannot start */
export function readEnvironment(variables: NodeJS.ProcessEnv): Environment {
  const { data: values, error } = schema.safeParse(variables);
  if (error)
    throw new Error(`missing or wrong: ${error.issues.map(({ path, message }) => path[0] ?? message)}`);
  const issuer = values[VARIABLE.jwtIssuer];
  const audience = values[VARIABLE.jwtAudience];
  const jwksUrl = values[VARIABLE.jwksUrl];
  const perSecond = values[VARIABLE.ratePerSecond];
  const burst = values[VARIABLE.rateBurst];
  return {
    tableName: values[VARIABLE.tableName],
    issuer:
      issuer === undefined || audience === undefined || jwksUrl === undefined
        ? undefined
        : { issuer, audience, jwksUrl },
    entityJobsQueue: values[VARIABLE.entityJobsQueue],
    fanOutQueue: values[VARIABLE.fanOutQueue],
    failureQueue: values[VARIABLE.failureQueue],
    celebrityFollowers: values[VARIABLE.celebrityFollowers],
    eventBus: values[VARIABLE.eventBus],
    publicUrl: values[VARIABLE.publicUrl],
    canaryQueue: values[VARIABLE.canaryQueue],
    canaryProbes: JSON.parse(values[VARIABLE.canaryProbes]) as Record<string, string>,
    maxFollows: values[VARIABLE.maxFollows],
    asleepAfterDays: values[VARIABLE.asleepAfterDays],
    listShards: values[VARIABLE.listShards],
    notificationDays: values[VARIABLE.notificationDays],
    jobConcurrency: values[VARIABLE.jobConcurrency],
    publicReads: values[VARIABLE.publicReads] === "true",
    rate: perSecond === undefined || burst === undefined ? undefined : { perSecond, burst },
  };
}
