import { Duration } from "aws-cdk-lib";
import type { ITableV2 } from "aws-cdk-lib/aws-dynamodb";
import * as iam from "aws-cdk-lib/aws-iam";
import * as lambda from "aws-cdk-lib/aws-lambda";
import { SqsDlq, SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
import { Construct } from "constructs";
import { VARIABLE } from "../contract/environment.ts";
import { MAX_RECORD_AGE_SECONDS, type StreamSettings } from "../contract/functions.ts";
import { Alarm, type Hurt, ONE_MINUTE } from "./alarm.ts";
import { ApiFunction, type FunctionDefaults } from "./api-function.ts";
import type { Pattern } from "../contract/record-filters.ts";
import { FailureQueue } from "./failure-queue.ts";
import { shareOf } from "./share.ts";

interface Props {
  readonly table: ITableV2;
  readonly settings: StreamSettings;
  readonly defaults: FunctionDefaults;
  readonly environment: Record<string, string>;
  readonly policy: readonly iam.PolicyStatement[];
  readonly reservedConcurrency?: number | undefined;
  readonly filters: readonly Pattern[];
  readonly late: Hurt & { readonly seconds: number };
  readonly lostAlarm: string;
}

/** A function behind the table's stream: in order, with retries; what fails for good goes into a queue. */
export class StreamConsumer extends Construct {
  readonly function: lambda.Function;

  constructor(scope: Construct, id: string, props: Props) {
    super(scope, id);
    const { table, settings, defaults, environment, policy, reservedConcurrency, filters, late, lostAlarm } =
      props;
    const streamArn = table.tableStreamArn ?? "";
    const failures = new FailureQueue(this, "Failures", { alarm: lostAlarm });
    this.function = new ApiFunction(this, "Consumer", {
      name: settings.name,
      defaults,
      environment: { ...environment, [VARIABLE.failureQueue]: failures.queue.queueUrl },
      reservedConcurrency,
      timeoutSeconds: settings.timeoutSeconds,
      policy: [
        ...policy,
        new iam.PolicyStatement({
          actions: ["DescribeStream", "GetRecords", "GetShardIterator", "ListStreams"].map(
            (action) => `dynamodb:${action}`,
          ),
          resources: [streamArn],
        }),
      ],
    }).function;
    new lambda.EventSourceMapping(this, "Stream", {
      target: this.function,
      eventSourceArn: streamArn,
      startingPosition: lambda.StartingPosition.TRIM_HORIZON,
      batchSize: settings.batchSize,
      bisectBatchOnError: true,
      reportBatchItemFailures: true,
      // Attempts are not counted: they end with the record's age.
      maxRecordAge: Duration.seconds(MAX_RECORD_AGE_SECONDS),
      parallelizationFactor: shareOf(defaults.accountConcurrency, {
        least: 1,
        most: settings.parallelizationFactor,
      }),
      // It also grants sending: the function itself puts failed records there.
      onFailure: new SqsDlq(failures.queue),
      filters: filters.map((pattern) => lambda.FilterCriteria.filter(pattern)),
    });
    const replays = failures.source(this, "Replays", {
      worker: settings.name,
      holds: "records",
      timeoutSeconds: settings.timeoutSeconds,
    });
    this.function.addEventSource(
      new SqsEventSource(replays, { batchSize: 1, maxConcurrency: 2, reportBatchItemFailures: true }),
    );
    new Alarm(this, "Late", {
      ...late,
      metric: this.function.metric("IteratorAge", { statistic: "Maximum", period: ONE_MINUTE }),
      threshold: late.seconds * 1000,
      periods: 3,
    });
  }
}
