import { VARIABLE } from "../contract/environment.ts";
import { METRIC, METRIC_DIMENSION, METRIC_NAMESPACE } from "../contract/metrics.ts";

/**
 * Metrics in CloudWatch's embedded format: lines of a function's log, so that a metric costs no call. A
 * library for it would be 10 KB more to load for every cold read of a feed.
 */

type Name = keyof typeof METRIC;

/** CloudWatch takes no more values of one metric out of one line. */
const MOST_VALUES = 100;

const values = new Map<Name, number[]>();

/** Counts something that has happened in this call. */
export const count = (name: Exclude<Name, "fanOutLag">): void => add(name, 1);

/**
 * Counts rows that have come into feeds, or gone from them, and how long after `committed` (incarnation
 * milliseconds) that was.
 */
export function countDeliveries(rows: number, committed: number | undefined): void {
  if (rows === 0) return;
  add("deliveries", rows);
  // Clocks differ: a lag below zero is none.
  if (committed !== undefined) add("fanOutLag", Math.max(0, Date.now() - committed));
}

function add(name: Name, value: number): void {
  const all = values.get(name) ?? [];
  if (all.push(value) === 1) values.set(name, all);
  if (all.length === MOST_VALUES) publishMetrics();
}

/** Writes what this call has counted; nothing for nothing. */
export function publishMetrics(): void {
  const found = [...values].map(([name, all]) => ({ Name: METRIC[name], Unit: unitOf(name), all }));
  values.clear();
  // Anywhere but on Lambda nobody reads the line.
  if (found.length === 0 || process.env["AWS_LAMBDA_FUNCTION_NAME"] === undefined) return;
  const line = {
    _aws: {
      Timestamp: Date.now(),
      CloudWatchMetrics: [
        {
          Namespace: METRIC_NAMESPACE,
          Dimensions: [[METRIC_DIMENSION]],
          Metrics: found.map(({ Name, Unit }) => ({ Name, Unit })),
        },
      ],
    },
    [METRIC_DIMENSION]: process.env[VARIABLE.serviceName],
    ...Object.fromEntries(found.map(({ Name, all }) => [Name, all])),
  };
  // Not by `console`: on Lambda that puts the time in front, and the line is no JSON any more.
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

const unitOf = (name: Name): string => (name === "fanOutLag" ? "Milliseconds" : "Count");
