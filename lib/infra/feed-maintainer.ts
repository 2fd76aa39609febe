import type { ITableV2 } from "aws-cdk-lib/aws-dynamodb";
import { Construct } from "constructs";
import { VARIABLE } from "../contract/environment.ts";
import { MAINTAIN_FEEDS } from "../contract/functions.ts";
import { PROJECTIONS } from "../contract/projections.ts";
import type { FunctionDefaults } from "./api-function.ts";
import { StreamConsumer } from "./stream-consumer.ts";
import { needsOf, tableAccess } from "./table-access.ts";
import type { WorkQueue } from "./work-queue.ts";

interface Props {
  readonly table: ITableV2;
  readonly defaults: FunctionDefaults;
  readonly jobs: WorkQueue;
  readonly fanOut: WorkQueue;
  readonly celebrityFollowers: number;
  readonly feedConcurrency: number | undefined;
}

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
      policy: [...tableAccess(table, needsOf(Object.values(PROJECTIONS))), jobs.sending, fanOut.sending],
      reservedConcurrency: feedConcurrency,
      filters: [...new Set(Object.values(PROJECTIONS).flatMap(({ records }) => records))],
      late: {
        seconds: 60,
        hurts: "People see feeds that are more than a minute old, and retracted actions stay visible.",
        anchor: "feeds-late",
      },
      lostAlarm: "Some action did not reach its followers' feeds; its stream record waits in the queue.",
    });
  }
}
