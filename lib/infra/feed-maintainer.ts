import type { ITableV2 } from "aws-cdk-lib/aws-dynamodb";
import { Construct } from "constructs";
import { VARIABLE } from "../contract/environment.ts";
import { MAINTAIN_FEEDS } from "../contract/functions.ts";
import type { FunctionDefaults } from "./api-function.ts";
import { ACTIONS, DELETED_ENTITIES, FOLLOWERS } from "./record-filters.ts";
import { StreamConsumer } from "./stream-consumer.ts";
import { tableAccess } from "./table-access.ts";
import type { WorkQueue } from "./work-queue.ts";

interface Props {
  readonly table: ITableV2;
  readonly defaults: FunctionDefaults;
  readonly jobs: WorkQueue;
  readonly fanOut: WorkQueue;
  /** From how many followers on an entity is pulled. */
  readonly celebrityFollowers: number;
  /** Concurrent executions that are kept for it, and that it never exceeds. */
  readonly feedConcurrency: number | undefined;
}

/** Keeps feeds, listed streams and counts up to date from the table's stream. */
export class FeedMaintainer extends Construct {
  constructor(scope: Construct, id: string, props: Props) {
    super(scope, id);
    const { table, defaults, jobs, fanOut, celebrityFollowers, feedConcurrency } = props;
    new StreamConsumer(this, "MaintainFeeds", {
      table,
      settings: MAINTAIN_FEEDS,
      defaults,
      environment: {
        ...jobs.environment,
        ...fanOut.environment,
        [VARIABLE.celebrityFollowers]: String(celebrityFollowers),
      },
      policy: [
        ...tableAccess(table, {
          table: ["GetItem", "BatchGetItem", "Query", "BatchWriteItem", "PutItem", "UpdateItem"],
          indexes: [],
        }),
        jobs.sending,
        fanOut.sending,
      ],
      reservedConcurrency: feedConcurrency,
      filters: [...ACTIONS, ...FOLLOWERS, ...DELETED_ENTITIES],
      late: {
        seconds: 60,
        hurts: "People see feeds that are more than a minute old, and retracted actions stay visible.",
        anchor: "feeds-late",
      },
      lostAlarm: "Some action did not reach its followers' feeds; its stream record waits in the queue.",
    });
  }
}
