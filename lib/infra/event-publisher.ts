import { Duration } from "aws-cdk-lib";
import type { ITableV2 } from "aws-cdk-lib/aws-dynamodb";
import * as events from "aws-cdk-lib/aws-events";
import { SqsQueue } from "aws-cdk-lib/aws-events-targets";
import * as iam from "aws-cdk-lib/aws-iam";
import * as sqs from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import { VARIABLE } from "../contract/environment.ts";
import { EVENT_SOURCE } from "../contract/events.ts";
import { PUBLISH_EVENTS } from "../contract/functions.ts";
import type { FunctionDefaults } from "./api-function.ts";
import { acknowledge } from "./acknowledge.ts";
import { ACTIONS, DELETED_ENTITIES, FOLLOWS, NOTIFICATIONS } from "../contract/record-filters.ts";
import { StreamConsumer } from "./stream-consumer.ts";

interface Props {
  readonly table: ITableV2;
  readonly defaults: FunctionDefaults;
  readonly publicUrl: string;
}

export class EventPublisher extends Construct {
  readonly bus: events.EventBus;

  constructor(scope: Construct, id: string, { table, defaults, publicUrl }: Props) {
    super(scope, id);
    // No description: GovCloud and China refuse one.
    this.bus = new events.EventBus(this, "Bus");
    new StreamConsumer(this, "PublishEvents", {
      table,
      settings: PUBLISH_EVENTS,
      defaults,
      environment: { [VARIABLE.eventBus]: this.bus.eventBusName, [VARIABLE.publicUrl]: publicUrl },
      policy: [new iam.PolicyStatement({ actions: ["events:PutEvents"], resources: [this.bus.eventBusArn] })],
      filters: [...ACTIONS, ...FOLLOWS, ...DELETED_ENTITIES, ...NOTIFICATIONS],
      late: {
        seconds: 900,
        hurts: "Whoever listens to the event bus hears of changes a quarter of an hour late.",
        anchor: "events-late",
      },
      lostAlarm: "Whoever listens to the event bus missed a change; its stream record waits in the queue.",
    });
    this.#newFollowers();
  }

  /** An example of a rule: to mail people about new followers, read this queue or replace it. */
  #newFollowers(): void {
    const queue = new sqs.Queue(this, "NewFollowers", {
      enforceSSL: true,
      encryption: sqs.QueueEncryption.SQS_MANAGED,
      retentionPeriod: Duration.days(1),
    });
    acknowledge(
      queue,
      "AwsSolutions-SQS3",
      "Nothing of ours reads it, so that nothing can fail; what is not read goes after a day.",
    );
    new events.Rule(this, "NewFollowersRule", {
      eventBus: this.bus,
      description: "Example: somebody has a new follower",
      eventPattern: {
        source: [EVENT_SOURCE],
        detailType: ["follow.created"],
        detail: { follow: { flag: ["following"] } },
      },
      targets: [new SqsQueue(queue)],
    });
  }
}
