import { Duration } from "aws-cdk-lib";
import type { ITableV2 } from "aws-cdk-lib/aws-dynamodb";
import * as iam from "aws-cdk-lib/aws-iam";
import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
import * as sqs from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import { VARIABLE } from "../contract/environment.ts";
import { REMOVE_REMAINS } from "../contract/functions.ts";
import { ApiFunction } from "./api-function.ts";
import { FailureQueue } from "./failure-queue.ts";
import { tableAccess } from "./table-access.ts";

interface Props {
  readonly table: ITableV2;
  readonly environment: Record<string, string>;
}

/** Removes what deleted entities leave: a queue of removals, and the function that does them slice by slice. */
export class EntityRemover extends Construct {
  readonly removals: sqs.Queue;

  constructor(scope: Construct, id: string, { table, environment }: Props) {
    super(scope, id);
    const failures = new FailureQueue(this, "Failures", {
      alarm: "What a deleted entity left is not removed: others still see its actions, and their counts are too high.",
    });
    this.removals = new sqs.Queue(this, "Removals", {
      enforceSSL: true,
      encryption: sqs.QueueEncryption.SQS_MANAGED,
      retentionPeriod: Duration.days(14),
      visibilityTimeout: Duration.seconds(REMOVE_REMAINS.visibilitySeconds),
      deadLetterQueue: { queue: failures.queue, maxReceiveCount: REMOVE_REMAINS.maxReceiveCount },
    });
    const { function: remover } = new ApiFunction(this, "RemoveRemains", {
      name: REMOVE_REMAINS.name,
      environment: { ...environment, [VARIABLE.removalsQueue]: this.removals.queueUrl },
      timeoutSeconds: REMOVE_REMAINS.timeoutSeconds,
      policy: [
        ...tableAccess(table, {
          table: ["Query", "PutItem", "UpdateItem", "DeleteItem"],
          indexes: ["actor", "target", "actionObject"],
        }),
        new iam.PolicyStatement({ actions: ["sqs:SendMessage"], resources: [this.removals.queueArn] }),
      ],
    });
    remover.addEventSource(
      new SqsEventSource(this.removals, {
        batchSize: 1,
        maxConcurrency: REMOVE_REMAINS.maxConcurrency,
        reportBatchItemFailures: true,
      }),
    );
  }
}
