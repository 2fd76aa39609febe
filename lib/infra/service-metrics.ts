import * as cloudwatch from "aws-cdk-lib/aws-cloudwatch";
import { INDEXES } from "../contract/table.ts";
import {
  METRIC,
  METRIC_DIMENSION,
  METRIC_NAMESPACE,
  refusedRequests,
  serviceOf,
} from "../contract/metrics.ts";
import { FIVE_MINUTES } from "./alarm.ts";

type Options = cloudwatch.MetricOptions;

export const ownMetric = (stage: string, name: keyof typeof METRIC, options: Options): cloudwatch.Metric =>
  new cloudwatch.Metric({
    namespace: METRIC_NAMESPACE,
    metricName: METRIC[name],
    dimensionsMap: { [METRIC_DIMENSION]: serviceOf(stage) },
    period: FIVE_MINUTES,
    ...options,
  });

export const refusedMetric = (stage: string, options: Options = {}): cloudwatch.Metric =>
  new cloudwatch.Metric({
    namespace: METRIC_NAMESPACE,
    metricName: refusedRequests(stage),
    statistic: "Sum",
    period: FIVE_MINUTES,
    ...options,
  });

/** All functions of the account share its concurrency. */
export const accountMetric = (metricName: string, options: Options): cloudwatch.Metric =>
  new cloudwatch.Metric({ namespace: "AWS/Lambda", metricName, period: FIVE_MINUTES, ...options });

export const sumOf = (metrics: readonly cloudwatch.IMetric[], label: string): cloudwatch.MathExpression =>
  new cloudwatch.MathExpression({
    label,
    expression: metrics.map((_metric, index) => `m${index}`).join(" + "),
    usingMetrics: Object.fromEntries(metrics.map((metric, index) => [`m${index}`, metric])),
    period: FIVE_MINUTES,
  });

/** Throttled calls, without reads of indexes, which fail visibly. A throttled index throttles the table. */
export function throttleMetrics(table: string): cloudwatch.Metric[] {
  const indexes = Object.values(INDEXES).map(({ name }) => refusedWrites(table, name));
  return [refused("ReadThrottleEvents", table), refused("WriteThrottleEvents", table), ...indexes];
}

export const refusedWrites = (table: string, index: string): cloudwatch.Metric =>
  refused("WriteThrottleEvents", table, index);

const refused = (metricName: string, TableName: string, index?: string): cloudwatch.Metric =>
  new cloudwatch.Metric({
    namespace: "AWS/DynamoDB",
    metricName,
    dimensionsMap: { TableName, ...(index !== undefined && { GlobalSecondaryIndexName: index }) },
    statistic: "Sum",
    period: FIVE_MINUTES,
  });
