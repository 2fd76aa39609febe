import { Duration } from "aws-cdk-lib";
import type { ITableV2 } from "aws-cdk-lib/aws-dynamodb";
import * as iam from "aws-cdk-lib/aws-iam";
import * as lambda from "aws-cdk-lib/aws-lambda";
import { SqsDlq, SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
import { Construct } from "constructs";
import type { StreamSettings } from "../contract/functions.ts";
import { Alarm, type Hurt, ONE_MINUTE } from "./alarm.ts";
import { ApiFunction, type FunctionDefaults } from "./api-function.ts";
import { type Pattern, recordFilter } from "./record-filters.ts";
import { FailureQueue } from "./failure-queue.ts";

/** Until a replay that was cut off is tried again. */
const AFTER_TIMEOUT_SECONDS = 30;

interface Props {
  readonly table: ITableV2;
  readonly settings: StreamSettings;
  readonly defaults: FunctionDefaults;
  /** What the function must know beyond that. */
  readonly environment: Record<string, string>;
  readonly policy: readonly iam.PolicyStatement[];
  readonly reservedConcurrency?: number | undefined;
  /** Which records wake the function: those that any of them passes. */
  readonly filters: readonly Pattern[];
  /** Who is hurt when records are late, and from how many seconds on. */
  readonly late: Hurt & { readonly seconds: number };
  /** Who is hurt when a record is given up. */
  readonly lostAlarm: string;
}

/** A function behind the table's stream: in order, a finite number of times, and what fails for good waits in a queue. */
export class StreamConsumer extends Construct {
  readonly function: lambda.Function;

  constructor(scope: Construct, id: string, props: Props) {
    super(scope, id);
    const { table, settings, defaults, environment, policy, reservedConcurrency, filters, late, lostAlarm } = props;
    const streamArn = table.tableStreamArn ?? "";
    this.function = new ApiFunction(this, "Consumer", {
      name: settings.name,
      defaults,
      environment,
      reservedConcurrency,
      timeoutSeconds: settings.timeoutSeconds,
      policy: [
        ...policy,
        new iam.PolicyStatement({
          actions: ["DescribeStream", "GetRecords", "GetShardIterator", "ListStreams"].map((action) => `dynamodb:${action}`),
          resources: [streamArn],
        }),
      ],
    }).function;
    const failures = new FailureQueue(this, "Failures", { alarm: lostAlarm });
    new lambda.EventSourceMapping(this, "Stream", {
      target: this.function,
      eventSourceArn: streamArn,
      startingPosition: lambda.StartingPosition.TRIM_HORIZON,
      batchSize: settings.batchSize,
      bisectBatchOnError: true,
      reportBatchItemFailures: true,
      retryAttempts: settings.retryAttempts,
      maxRecordAge: Duration.seconds(settings.maxRecordAgeSeconds),
      parallelizationFactor: settings.parallelizationFactor,
      onFailure: new SqsDlq(failures.queue),
      filters: filters.map(recordFilter),
    });
    const replays = failures.source(this, "Replays", {
      worker: settings.name,
      holds: "records",
      visibilitySeconds: settings.timeoutSeconds + AFTER_TIMEOUT_SECONDS,
      maxReceiveCount: 2,
    });
    this.function.addEventSource(new SqsEventSource(replays, { batchSize: 1, maxConcurrency: 2, reportBatchItemFailures: true }));
    new Alarm(this, "Late", {
      ...late,
      metric: this.function.metric("IteratorAge", { statistic: "Maximum", period: ONE_MINUTE }),
      threshold: late.seconds * 1000,
      periods: 3,
    });
  }
}
