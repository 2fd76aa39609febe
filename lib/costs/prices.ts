import type { Units } from "./cost.ts";

/** Published prices, in US dollars, us-east-1, on demand, without free tiers. docs/costs.md names where each stands. */

/** A million request units of DynamoDB. */
const UNITS: Units = { write: 0.625, read: 0.125 };
/** A million requests to an HTTP API, and as many calls of a function. */
const GATEWAY = 1;
const FUNCTION_CALLS = 0.2;
/** A gigabyte-second of a function on ARM. */
const GIGABYTE_SECOND = 0.0000133334;
const FUNCTION_GIGABYTES = 0.5;

/** How long a function is taken to work on a request: a few calls of DynamoDB, and its own time on a third of a core. */
export const FUNCTION_MILLISECONDS = 20;

/** What a million operations cost at DynamoDB. */
export const dollars = ({ write, read }: Units): number => write * UNITS.write + read * UNITS.read;

/** What it costs to have a million requests come in and be worked on, before DynamoDB. */
export const dollarsOfRequests = (): number =>
  GATEWAY + FUNCTION_CALLS + FUNCTION_GIGABYTES * FUNCTION_MILLISECONDS * 1000 * GIGABYTE_SECOND;
