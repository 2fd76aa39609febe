import * as cloudwatch from "aws-cdk-lib/aws-cloudwatch";
import type { IFunction } from "aws-cdk-lib/aws-lambda";
import { Construct } from "constructs";
import { serviceOf } from "../contract/metrics.ts";
import { FIVE_MINUTES } from "./alarm.ts";
import type { FailureQueue } from "./failure-queue.ts";
import { accountMetric, ownMetric, refusedMetric, throttleMetrics } from "./service-metrics.ts";
import type { Watched } from "./watched.ts";

const SUM = { statistic: "Sum", period: FIVE_MINUTES };
const WIDTH = 24;

export class ServiceDashboard extends Construct {
  constructor(scope: Construct, id: string, watched: Watched) {
    super(scope, id);
    const rows = [
      callers(watched),
      feeds(watched),
      queues(watched.failures),
      functions(watched),
      storage(watched),
    ];
    new cloudwatch.Dashboard(this, "Dashboard", {
      dashboardName: serviceOf(watched.stage),
      widgets: rows.map((row) => row.map((graph) => widget(graph, WIDTH / row.length))),
    });
  }
}

interface Graph {
  readonly title: string;
  readonly left: readonly cloudwatch.IMetric[];
  readonly right?: readonly cloudwatch.IMetric[];
}

const widget = ({ title, left, right = [] }: Graph, width: number) =>
  new cloudwatch.GraphWidget({
    title,
    left: [...left],
    right: [...right],
    width,
    leftYAxis: { min: 0 },
    rightYAxis: { min: 0 },
  });

const callers = ({ stage, api }: Watched): Graph[] => [
  {
    title: "Requests, and those that failed",
    left: [api.metricCount({ ...SUM, label: "requests" })],
    right: [
      api.metricClientError({ ...SUM, label: "4xx" }),
      api.metricServerError({ ...SUM, label: "5xx" }),
      refusedMetric(stage, { label: "429 of the gateway" }),
    ],
  },
  {
    title: "How long callers wait (ms)",
    left: ["p50", "p99"].map((statistic) =>
      api.metricLatency({ statistic, period: FIVE_MINUTES, label: statistic }),
    ),
  },
];

const feeds = ({ stage, workers, canary }: Watched): Graph[] => [
  {
    title: "From an action to its followers' feeds (ms)",
    left: ["p50", "p99"].map((statistic) => ownMetric(stage, "fanOutLag", { statistic, label: statistic })),
    right: [ownMetric(stage, "deliveries", { ...SUM, label: "rows" })],
  },
  {
    title: "What readers do for feeds, and long jobs that ended",
    left: (["feedBuilds", "feedSettles", "feedPulls", "jobsDone"] as const).map((name) =>
      ownMetric(stage, name, SUM),
    ),
  },
  {
    title: "Failed attempts, and the age of the stream (ms)",
    left: [ownMetric(stage, "failures", { ...SUM, label: "failed attempts" })],
    right: workers
      .filter(({ name }) => name.endsWith("Consumer"))
      .map(({ name, is }) =>
        is.metric("IteratorAge", { statistic: "Maximum", period: FIVE_MINUTES, label: name }),
      ),
  },
  {
    title: "The canary: until all have seen it (ms), and when not all did",
    left: canary.map(({ is }) =>
      is.metricDuration({ statistic: "Maximum", period: FIVE_MINUTES, label: "all" }),
    ),
    right: canary.map(({ is }) => is.metricErrors({ ...SUM, label: "not all" })),
  },
];

function queues(failures: readonly FailureQueue[]): Graph[] {
  const work = failures.flatMap(({ redrive, from }) =>
    from === undefined || redrive?.holds !== "work" ? [] : { worker: redrive.worker, queue: from },
  );
  const each = <T>(make: (queue: (typeof work)[number]) => T) => work.map(make);
  return [
    {
      title: "Work that waits, and for how long at most (s)",
      left: each(({ worker, queue }) => queue.metricApproximateNumberOfMessagesVisible({ label: worker })),
      right: each(({ worker, queue }) =>
        queue.metricApproximateAgeOfOldestMessage({ label: `${worker}: oldest` }),
      ),
    },
    {
      title: "Work sent and done",
      left: [
        ...each(({ worker, queue }) =>
          queue.metricNumberOfMessagesSent({ ...SUM, label: `${worker}: sent` }),
        ),
        ...each(({ worker, queue }) =>
          queue.metricNumberOfMessagesDeleted({ ...SUM, label: `${worker}: done` }),
        ),
      ],
    },
    {
      title: "Work that failed for good",
      left: failures.map(({ queue, redrive }) =>
        queue.metricApproximateNumberOfMessagesVisible({
          statistic: "Maximum",
          label: redrive?.worker ?? queue.node.path,
        }),
      ),
    },
  ];
}

function functions({ routes, workers, canary }: Watched): Graph[] {
  const all = [...workers, ...canary, ...routes];
  const each = (make: (is: IFunction, label: string) => cloudwatch.IMetric) =>
    all.map(({ name, is }) => make(is, name));
  return [
    { title: "Functions: errors", left: each((is, label) => is.metricErrors({ ...SUM, label })) },
    { title: "Functions: throttles", left: each((is, label) => is.metricThrottles({ ...SUM, label })) },
    {
      title: "Functions: how long they run, p99 (ms)",
      left: each((is, label) => is.metricDuration({ statistic: "p99", period: FIVE_MINUTES, label })),
    },
    {
      title: "The account's functions at work at once",
      left: [accountMetric("ConcurrentExecutions", { statistic: "Maximum", label: "at once" })],
      right: [accountMetric("Throttles", { statistic: "Sum", label: "throttled" })],
    },
  ];
}

const storage = ({ table }: Watched): Graph[] => [
  {
    title: "The table: units consumed",
    left: [
      table.metricConsumedReadCapacityUnits({ ...SUM, label: "read" }),
      table.metricConsumedWriteCapacityUnits({ ...SUM, label: "written" }),
    ],
  },
  { title: "The table: reads and writes refused", left: throttleMetrics(table.tableName) },
  {
    title: "The table: errors of its own",
    left: [table.metricSystemErrorsForOperations({ ...SUM, label: "errors" })],
  },
];
