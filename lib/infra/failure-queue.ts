import { Duration } from "aws-cdk-lib";
import * as sqs from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import { MAX_RECEIVES, VISIBILITY_TIMEOUTS } from "../contract/functions.ts";
import type { Redrive } from "../contract/redrive.ts";
import { Alarm, ONE_MINUTE } from "./alarm.ts";

/** SQS's limit: a whole record has two images of an item. */
const LARGEST_MESSAGE = 1024 * 1024;

interface Source {
  readonly worker: string;
  readonly holds: Redrive["holds"];
  readonly timeoutSeconds: number;
}

export class FailureQueue extends Construct {
  readonly queue: sqs.Queue;
  redrive: Redrive | undefined;
  from: sqs.Queue | undefined;

  constructor(scope: Construct, id: string, { alarm }: { readonly alarm: string }) {
    super(scope, id);
    this.queue = new sqs.Queue(this, "Queue", {
      enforceSSL: true,
      encryption: sqs.QueueEncryption.SQS_MANAGED,
      retentionPeriod: Duration.days(14),
      maxMessageSizeBytes: LARGEST_MESSAGE,
    });
    new Alarm(this, "NotEmpty", {
      metric: this.queue.metricApproximateNumberOfMessagesVisible({ period: ONE_MINUTE }),
      threshold: 1,
      periods: 1,
      hurts: alarm,
      anchor: "failed-work",
    });
  }

  /** Creates the queue that has this one as its dead-letter queue, and to which redriven work returns. */
  source(scope: Construct, id: string, { worker, holds, timeoutSeconds }: Source): sqs.Queue {
    const source = new sqs.Queue(scope, id, {
      enforceSSL: true,
      encryption: sqs.QueueEncryption.SQS_MANAGED,
      retentionPeriod: Duration.days(14),
      maxMessageSizeBytes: LARGEST_MESSAGE,
      visibilityTimeout: Duration.seconds(VISIBILITY_TIMEOUTS * timeoutSeconds),
      deadLetterQueue: { queue: this.queue, maxReceiveCount: MAX_RECEIVES },
    });
    this.from = source;
    this.redrive = { worker, holds, failures: this.queue.queueUrl, again: source.queueUrl };
    return source;
  }
}
