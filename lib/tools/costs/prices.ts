import type { Units } from "./cost.ts";

/**
 * Published prices in US dollars: us-east-1, on demand, without free tiers. docs/costs.md gives the sources.
 */

/** A million request units of DynamoDB. */
const UNITS: Units = { write: 0.625, read: 0.125 };
/** A million requests to an HTTP API, and a million calls of a function. */
const GATEWAY = 1;
const FUNCTION_CALLS = 0.2;
/** A gigabyte-second of a function on ARM. */
const GIGABYTE_SECOND = 0.0000133334;
const FUNCTION_GIGABYTES = 0.5;
/** A million events on the bus. */
const EVENTS = 1;

/** Assumed duration of a request: a few calls of DynamoDB, and own time on a third of a core. */
const REQUEST_MILLISECONDS = 20;
/** Assumed duration for a change record: more calls, one after another. */
const RECORD_MILLISECONDS = 50;
/** One updates feeds and counts, one publishes events. */
const FUNCTIONS_TOLD = 2;

/** DynamoDB's price of a million operations. */
export const dollars = ({ write, read }: Units): number => write * UNITS.write + read * UNITS.read;

const dollarsOfCalls = (milliseconds: number): number =>
  FUNCTION_CALLS + FUNCTION_GIGABYTES * milliseconds * 1000 * GIGABYTE_SECOND;

/** A million requests without DynamoDB. */
export const dollarsOfRequests = (): number => GATEWAY + dollarsOfCalls(REQUEST_MILLISECONDS);

/** The stream's functions and the bus for a million separate changes; changes of a batch share calls. */
export const dollarsOfTelling = (): number => FUNCTIONS_TOLD * dollarsOfCalls(RECORD_MILLISECONDS) + EVENTS;

// For a month's bill, the price of one:

const MILLION = 1e6;
export const PER_REQUEST = GATEWAY / MILLION;
export const PER_EVENT = EVENTS / MILLION;
export const PER_QUEUE_REQUEST = 0.4 / MILLION;
export const perRequestCall = dollarsOfCalls(REQUEST_MILLISECONDS) / MILLION;
export const perRecordCalls = (FUNCTIONS_TOLD * dollarsOfCalls(RECORD_MILLISECONDS)) / MILLION;
/** A second of a function. */
export const perSecond = FUNCTION_GIGABYTES * GIGABYTE_SECOND;
/** A month of a gigabyte in the table and its indexes, with point-in-time recovery and one backup. */
export const PER_STORED_GIGABYTE = 0.25;
export const PER_RECOVERY_GIGABYTE = 0.2;
export const PER_BACKUP_GIGABYTE = 0.1;
export const PER_LOG_GIGABYTE = 0.5;
export const PER_EGRESS_GIGABYTE = 0.09;
/** A month of an unused deployment: docs/costs.md, "What looking costs". */
export const FIXED = 2.7 + 2.4 + 0.36 + 3 + 1;
