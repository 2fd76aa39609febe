import { VARIABLE } from "../contract/environment.ts";
import { METRIC, METRIC_DIMENSION, METRIC_NAMESPACE } from "../contract/metrics.ts";

/** Metrics in CloudWatch's embedded format: lines of the log need no call, and no library of 10 KB. */

type Name = keyof typeof METRIC;

/** CloudWatch's limit for one metric in one line. */
const MOST_VALUES = 100;

const values = new Map<Name, number[]>();

export const count = (name: Exclude<Name, "fanOutLag">): void => add(name, 1);

/** Counts feed rows that were added or removed, and the lag since `committed` (epoch milliseconds). */
export function countDeliveries(rows: number, committed: number | undefined): void {
  if (rows === 0) return;
  add("deliveries", rows);
  // Clocks differ: a negative lag counts as none.
  if (committed !== undefined) add("fanOutLag", Math.max(0, Date.now() - committed));
}

function add(name: Name, value: number): void {
  const all = values.get(name) ?? [];
  if (all.push(value) === 1) values.set(name, all);
  if (all.length === MOST_VALUES) publishMetrics();
}

export function publishMetrics(): void {
  const found = [...values].map(([name, all]) => ({ Name: METRIC[name], Unit: unitOf(name), all }));
  values.clear();
  // Only Lambda reads the line.
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
  // Not `console`: on Lambda it prefixes the time, and the line would not be JSON.
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

const unitOf = (name: Name): string => (name === "fanOutLag" ? "Milliseconds" : "Count");
