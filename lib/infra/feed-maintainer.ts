import type { ITableV2 } from "aws-cdk-lib/aws-dynamodb";
import * as iam from "aws-cdk-lib/aws-iam";
import type { IQueue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import { VARIABLE } from "../contract/environment.ts";
import { MAINTAIN_FEEDS } from "../contract/functions.ts";
import { ACTIONS, DELETED_ENTITIES, FOLLOWERS } from "./record-filters.ts";
import { StreamConsumer } from "./stream-consumer.ts";
import { tableAccess } from "./table-access.ts";

interface Props {
  readonly table: ITableV2;
  readonly environment: Record<string, string>;
  readonly removals: IQueue;
}

/** Keeps feeds, listed streams and counts up to date from the table's stream. */
export class FeedMaintainer extends Construct {
  constructor(scope: Construct, id: string, { table, environment, removals }: Props) {
    super(scope, id);
    new StreamConsumer(this, "MaintainFeeds", {
      table,
      settings: MAINTAIN_FEEDS,
      environment: { ...environment, [VARIABLE.removalsQueue]: removals.queueUrl },
      policy: [
        ...tableAccess(table, {
          table: ["BatchGetItem", "Query", "BatchWriteItem", "PutItem", "UpdateItem", "DeleteItem"],
          indexes: [],
        }),
        new iam.PolicyStatement({ actions: ["sqs:SendMessage"], resources: [removals.queueArn] }),
      ],
      filters: [...ACTIONS, ...FOLLOWERS, ...DELETED_ENTITIES],
      late: { seconds: 60, alarm: "People see feeds that are more than a minute old, and retracted actions stay visible." },
      lostAlarm: "Some action did not reach its followers' feeds; its stream record waits in the queue.",
    });
  }
}
