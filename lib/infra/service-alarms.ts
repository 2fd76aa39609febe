import * as cloudwatch from "aws-cdk-lib/aws-cloudwatch";
import { Construct } from "constructs";
import { Alarm, FIVE_MINUTES, ONE_MINUTE } from "./alarm.ts";
import { INDEX_OF_ROLE } from "../contract/table.ts";
import {
  accountMetric,
  ownMetric,
  refusedMetric,
  refusedWrites,
  sumOf,
  throttleMetrics,
} from "./service-metrics.ts";
import type { Watched } from "./watched.ts";

/** Below this many failed requests in five minutes a percentage means nothing. */
const FEWEST_ERRORS = 5;

export class ServiceAlarms extends Construct {
  constructor(scope: Construct, id: string, watched: Watched) {
    super(scope, id);
    this.#callers(watched);
    this.#feeds(watched);
  }

  #callers({ stage, api, table }: Watched): void {
    new Alarm(this, "ApiFailing", {
      metric: new cloudwatch.MathExpression({
        label: "failed requests in a hundred",
        expression: `IF(errors >= ${FEWEST_ERRORS}, 100 * errors / requests, 0)`,
        usingMetrics: {
          errors: api.metricServerError({ statistic: "Sum" }),
          requests: api.metricCount({ statistic: "Sum" }),
        },
        period: FIVE_MINUTES,
      }),
      threshold: 1,
      periods: 2,
      hurts: "Callers get errors: of a hundred requests at least one fails on our side.",
      anchor: "api-failing",
    });
    new Alarm(this, "ApiSlow", {
      metric: api.metricLatency({ statistic: "p99", period: FIVE_MINUTES }),
      threshold: 3000,
      periods: 3,
      hurts: "Callers wait: of a hundred requests at least one takes three seconds.",
      anchor: "api-slow",
    });
    new Alarm(this, "CallersRefused", {
      metric: refusedMetric(stage),
      threshold: 100,
      periods: 1,
      hurts: "Callers are turned away (429): together they send more than the gateway lets through.",
      anchor: "callers-refused",
    });
    new Alarm(this, "FunctionsThrottled", {
      metric: accountMetric("Throttles", { statistic: "Sum" }),
      threshold: 10,
      periods: 2,
      hurts:
        "Callers get errors and feeds are late: functions are wanted more often at once than the account allows.",
      anchor: "functions-throttled",
    });
    new Alarm(this, "TableThrottled", {
      metric: sumOf(throttleMetrics(table.tableName), "refused reads and writes"),
      threshold: 100,
      periods: 2,
      hurts: "Callers get 503 and feeds are late: the table refuses reads or writes.",
      anchor: "table-throttled",
    });
    new Alarm(this, "IndexThrottled", {
      metric: sumOf(
        Object.values(INDEX_OF_ROLE).map(({ name }) => refusedWrites(table.tableName, name)),
        "refused writes of entities' streams",
      ),
      threshold: 100,
      periods: 2,
      hurts:
        "Callers get 503: one entity takes part in more actions a second than a key of an index takes. " +
        "Spread it over more keys: npm run spread -- repository:ID --keys 16 --outputs cdk.out/outputs.json.",
      anchor: "index-throttled",
    });
  }

  #feeds({ stage, workers }: Watched): void {
    new Alarm(this, "FeedsLate", {
      metric: ownMetric(stage, "fanOutLag", { statistic: "p99", period: ONE_MINUTE }),
      threshold: 60_000,
      periods: 3,
      hurts: "Followers see actions, and still see retracted ones, more than a minute late.",
      anchor: "feeds-late",
    });
    new Alarm(this, "WorkFailing", {
      metric: ownMetric(stage, "failures", { statistic: "Sum" }),
      threshold: 10,
      periods: 1,
      hurts: "Some feeds, counts, deletions or events are late: what makes them fails, and is tried again.",
      anchor: "work-failing",
    });
    new Alarm(this, "WorkersCrashing", {
      metric: sumOf(
        workers.map(({ is }) => is.metricErrors({ period: FIVE_MINUTES })),
        "crashes",
      ),
      threshold: 3,
      periods: 1,
      hurts:
        "Feeds, counts, deletions or events are late: a function that makes them crashes or runs out of time.",
      anchor: "work-failing",
    });
  }
}
