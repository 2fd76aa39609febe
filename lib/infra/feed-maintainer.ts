import type { ITableV2 } from "aws-cdk-lib/aws-dynamodb";
import { Construct } from "constructs";
import { VARIABLE } from "../contract/environment.ts";
import { MAINTAIN_FEEDS } from "../contract/functions.ts";
import { ACTIONS, DELETED_ENTITIES, FOLLOWERS } from "./record-filters.ts";
import { StreamConsumer } from "./stream-consumer.ts";
import { tableAccess } from "./table-access.ts";
import type { WorkQueue } from "./work-queue.ts";

interface Props {
  readonly table: ITableV2;
  readonly environment: Record<string, string>;
  readonly jobs: WorkQueue;
  readonly fanOut: WorkQueue;
  /** From how many followers on an entity is pulled. */
  readonly celebrityFollowers: number;
}

/** Keeps feeds, listed streams and counts up to date from the table's stream. */
export class FeedMaintainer extends Construct {
  constructor(scope: Construct, id: string, { table, environment, jobs, fanOut, celebrityFollowers }: Props) {
    super(scope, id);
    new StreamConsumer(this, "MaintainFeeds", {
      table,
      settings: MAINTAIN_FEEDS,
      environment: {
        ...environment,
        ...jobs.environment,
        ...fanOut.environment,
        [VARIABLE.celebrityFollowers]: String(celebrityFollowers),
      },
      policy: [
        ...tableAccess(table, {
          table: ["BatchGetItem", "Query", "BatchWriteItem", "PutItem", "UpdateItem"],
          indexes: [],
        }),
        jobs.sending,
        fanOut.sending,
      ],
      filters: [...ACTIONS, ...FOLLOWERS, ...DELETED_ENTITIES],
      late: { seconds: 60, alarm: "People see feeds that are more than a minute old, and retracted actions stay visible." },
      lostAlarm: "Some action did not reach its followers' feeds; its stream record waits in the queue.",
    });
  }
}
