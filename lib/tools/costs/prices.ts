import type { Units } from "./cost.ts";

const UNITS: Units = { write: 0.625, read: 0.125 };
const GATEWAY = 1;
const FUNCTION_CALLS = 0.2;
const GIGABYTE_SECOND = 0.0000133334;
const FUNCTION_GIGABYTES = 0.5;
const EVENTS = 1;

/** Assumed duration of a request: a few calls of DynamoDB, and own time on a third of a core. */
const REQUEST_MILLISECONDS = 20;
/** Assumed duration for a change record: more calls, one after another. */
const RECORD_MILLISECONDS = 50;
/** One updates feeds and counts, one publishes events. */
const FUNCTIONS_TOLD = 2;

export const dollars = ({ write, read }: Units): number => write * UNITS.write + read * UNITS.read;

const dollarsOfCalls = (milliseconds: number): number =>
  FUNCTION_CALLS + FUNCTION_GIGABYTES * milliseconds * 1000 * GIGABYTE_SECOND;

export const dollarsOfRequests = (): number => GATEWAY + dollarsOfCalls(REQUEST_MILLISECONDS);

export const dollarsOfTelling = (): number => FUNCTIONS_TOLD * dollarsOfCalls(RECORD_MILLISECONDS) + EVENTS;

const MILLION = 1e6;
export const PER_REQUEST = GATEWAY / MILLION;
export const PER_EVENT = EVENTS / MILLION;
export const PER_QUEUE_REQUEST = 0.4 / MILLION;
export const perRequestCall = dollarsOfCalls(REQUEST_MILLISECONDS) / MILLION;
export const perRecordCalls = (FUNCTIONS_TOLD * dollarsOfCalls(RECORD_MILLISECONDS)) / MILLION;
export const perSecond = FUNCTION_GIGABYTES * GIGABYTE_SECOND;
/** A month of a gigabyte in the table and its indexes; of the table alone in recovery, and in one backup. */
export const PER_STORED_GIGABYTE = 0.25;
export const PER_RECOVERY_GIGABYTE = 0.2;
export const PER_BACKUP_GIGABYTE = 0.1;
export const PER_LOG_GIGABYTE = 0.5;
export const PER_EGRESS_GIGABYTE = 0.09;
export const FIXED = 3 + 2.4 + 0.36 + 3 + 1;
