import { Duration } from "aws-cdk-lib";
import * as cloudwatch from "aws-cdk-lib/aws-cloudwatch";
import type { ITableV2 } from "aws-cdk-lib/aws-dynamodb";
import * as iam from "aws-cdk-lib/aws-iam";
import * as lambda from "aws-cdk-lib/aws-lambda";
import { SqsDlq } from "aws-cdk-lib/aws-lambda-event-sources";
import * as sqs from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import { MAINTAIN_FEEDS } from "../contract/functions.ts";
import { ACTION_KIND, PREFIX } from "../contract/table.ts";
import { ApiFunction } from "./api-function.ts";
import { tableAccess } from "./table-access.ts";

interface Props {
  readonly table: ITableV2;
  readonly environment: Record<string, string>;
}

const ALARM_SECONDS = 60;

/** Keeps feeds and listed streams up to date from the table's stream; what fails for good waits in a queue. */
export class FeedMaintainer extends Construct {
  constructor(scope: Construct, id: string, { table, environment }: Props) {
    super(scope, id);
    const streamArn = table.tableStreamArn ?? "";
    const { function: handler } = new ApiFunction(this, "MaintainFeeds", {
      name: MAINTAIN_FEEDS.name,
      environment,
      timeoutSeconds: MAINTAIN_FEEDS.timeoutSeconds,
      policy: [
        ...tableAccess(table, { table: ["BatchGetItem", "Query", "BatchWriteItem", "PutItem", "DeleteItem"], indexes: [] }),
        new iam.PolicyStatement({
          actions: ["DescribeStream", "GetRecords", "GetShardIterator", "ListStreams"].map((action) => `dynamodb:${action}`),
          resources: [streamArn],
        }),
      ],
    });
    const failures = new sqs.Queue(this, "Failures", {
      enforceSSL: true,
      encryption: sqs.QueueEncryption.SQS_MANAGED,
      retentionPeriod: Duration.days(14),
    });
    new lambda.EventSourceMapping(this, "Stream", {
      target: handler,
      eventSourceArn: streamArn,
      startingPosition: lambda.StartingPosition.TRIM_HORIZON,
      batchSize: MAINTAIN_FEEDS.batchSize,
      maxBatchingWindow: Duration.seconds(MAINTAIN_FEEDS.batchingWindowSeconds),
      bisectBatchOnError: true,
      reportBatchItemFailures: true,
      retryAttempts: MAINTAIN_FEEDS.retryAttempts,
      maxRecordAge: Duration.seconds(MAINTAIN_FEEDS.maxRecordAgeSeconds),
      parallelizationFactor: MAINTAIN_FEEDS.parallelizationFactor,
      onFailure: new SqsDlq(failures),
      filters: [actionsOnly("NewImage"), actionsOnly("OldImage")],
    });
    new cloudwatch.Alarm(this, "FeedsLate", {
      metric: handler.metric("IteratorAge", { statistic: "Maximum", period: Duration.minutes(1) }),
      threshold: ALARM_SECONDS * 1000,
      evaluationPeriods: 3,
      treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
      alarmDescription: "People see feeds that are more than a minute old, and retracted actions stay visible.",
    });
    new cloudwatch.Alarm(this, "FeedsWrong", {
      metric: failures.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(1) }),
      threshold: 1,
      evaluationPeriods: 1,
      comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
      alarmDescription: "Some action did not reach its followers' feeds; its stream record waits in the queue.",
    });
  }
}

/** Rows of feeds are records of the stream too, and must not wake the function. */
const actionsOnly = (image: "NewImage" | "OldImage") =>
  lambda.FilterCriteria.filter({
    dynamodb: {
      Keys: { pk: { S: lambda.FilterRule.beginsWith(PREFIX.action) } },
      [image]: { kind: { S: lambda.FilterRule.isEqual(ACTION_KIND.action) } },
    },
  });
