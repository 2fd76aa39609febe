import { Duration, Stack } from "aws-cdk-lib";
import * as cloudwatch from "aws-cdk-lib/aws-cloudwatch";
import type { ITableV2 } from "aws-cdk-lib/aws-dynamodb";
import * as events from "aws-cdk-lib/aws-events";
import { LambdaFunction, SqsQueue } from "aws-cdk-lib/aws-events-targets";
import * as iam from "aws-cdk-lib/aws-iam";
import type { IFunction } from "aws-cdk-lib/aws-lambda";
import * as sqs from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import { VARIABLE } from "../contract/environment.ts";
import { CANARY_SOURCE } from "../contract/events.ts";
import { CANARY } from "../contract/functions.ts";
import { acknowledge } from "./acknowledge.ts";
import { Alarm } from "./alarm.ts";
import { ApiFunction, type FunctionDefaults } from "./api-function.ts";
import { FailureQueue } from "./failure-queue.ts";
import { tableAccess } from "./table-access.ts";
import { allOf, isRoute } from "./watched.ts";

interface Props {
  readonly table: ITableV2;
  readonly defaults: FunctionDefaults;
  readonly bus: events.IEventBus;
  readonly scheduled: boolean;
}

const EVERY = Duration.minutes(CANARY.everyMinutes);

/** Posts regularly and checks each place where a post must arrive. Create it after all queues and workers. */
export class Canary extends Construct {
  readonly function: IFunction;

  constructor(scope: Construct, id: string, { table, defaults, bus, scheduled }: Props) {
    super(scope, id);
    const stack = Stack.of(this);
    const workers = allOf(stack, ApiFunction).filter((one) => !isRoute(one));
    const answers = this.#answers(bus);
    for (const { function: worker } of workers) {
      worker.addEnvironment(VARIABLE.canaryQueue, answers.queueUrl);
      worker.addToRolePolicy(may("SendMessage", [answers]));
    }
    const probed = allOf(stack, FailureQueue).flatMap(({ from, redrive }) =>
      from === undefined || redrive === undefined
        ? []
        : [{ queue: from, name: redrive.holds === "work" ? redrive.worker : `${redrive.worker} replays` }],
    );
    this.function = new ApiFunction(this, "Canary", {
      name: CANARY.name,
      defaults,
      environment: {
        [VARIABLE.canaryQueue]: answers.queueUrl,
        [VARIABLE.canaryProbes]: stack.toJsonString(
          Object.fromEntries(probed.map(({ name, queue }) => [name, queue.queueUrl])),
        ),
      },
      timeoutSeconds: CANARY.timeoutSeconds,
      memoryMegabytes: CANARY.memoryMegabytes,
      policy: [
        ...tableAccess(table, {
          table: ["GetItem", "BatchGetItem", "Query", "PutItem", "UpdateItem", "BatchWriteItem"],
          indexes: ["actor"],
        }),
        may(
          "SendMessage",
          probed.map(({ queue }) => queue),
        ),
        may("ReceiveMessage", [answers]),
        may("DeleteMessage", [answers]),
      ],
    }).function;
    if (!scheduled) return;
    new events.Rule(this, "Schedule", {
      description: "Tributary: the canary",
      schedule: events.Schedule.rate(EVERY),
      targets: [new LambdaFunction(this.function)],
    });
    this.#alarms();
  }

  #answers(bus: events.IEventBus): sqs.Queue {
    const queue = new sqs.Queue(this, "Answers", {
      enforceSSL: true,
      encryption: sqs.QueueEncryption.SQS_MANAGED,
      retentionPeriod: Duration.minutes(5),
      visibilityTimeout: Duration.seconds(5),
    });
    acknowledge(
      queue,
      "AwsSolutions-SQS3",
      "Who reads it waits a minute at most; an answer that comes later is no answer.",
    );
    new events.Rule(this, "Rule", {
      eventBus: bus,
      description: "The canary's own actions",
      eventPattern: { source: [CANARY_SOURCE], detailType: ["action.created"] },
      targets: [new SqsQueue(queue)],
    });
    return queue;
  }

  /** Uses Lambda's own metrics: custom ones would cost more than the rest of the canary. */
  #alarms(): void {
    new Alarm(this, "Missing", {
      metric: this.function.metricErrors({ period: EVERY }),
      threshold: 1,
      periods: 2,
      missing: cloudwatch.TreatMissingData.BREACHING,
      hurts: "Posts do not reach feeds, streams, the event bus or a worker, or nobody looks whether they do.",
      anchor: "canary",
    });
    new Alarm(this, "Late", {
      metric: this.function.metricDuration({ statistic: "Maximum", period: EVERY }),
      threshold: 60_000,
      periods: 2,
      hurts: "Posts need a minute to reach feeds, streams, the event bus or a worker.",
      anchor: "canary",
    });
  }
}

const may = (action: string, queues: readonly sqs.IQueue[]): iam.PolicyStatement =>
  new iam.PolicyStatement({ actions: [`sqs:${action}`], resources: queues.map(({ queueArn }) => queueArn) });
