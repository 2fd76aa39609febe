import type { Stack } from "aws-cdk-lib";
import type { ITableV2 } from "aws-cdk-lib/aws-dynamodb";
import * as logs from "aws-cdk-lib/aws-logs";
import { METRIC_NAMESPACE, refusedRequests } from "../contract/metrics.ts";
import { AlarmTopic } from "./alarm-topic.ts";
import { Alarm } from "./alarm.ts";
import { ServiceDashboard } from "./dashboard.ts";
import { ServiceAlarms } from "./service-alarms.ts";
import type { Settings } from "./settings.ts";
import { allOf, look } from "./watched.ts";

/** Adds alarms and a dashboard, if enabled. Call it last, because it looks at the whole stack. */
export function observe(
  stack: Stack,
  table: ITableV2,
  { stage, alarms, alarmEmail, dashboard }: Settings,
): void {
  if (!alarms && !dashboard) return;
  const watched = look(stack, table, stage);
  countRefused(stack, stage);
  if (dashboard) new ServiceDashboard(stack, "Dashboard", watched);
  if (!alarms) return;
  new ServiceAlarms(stack, "Alarms", watched);
  const topic =
    alarmEmail === undefined ? undefined : new AlarmTopic(stack, "AlarmTopic", { email: alarmEmail }).topic;
  for (const alarm of allOf(stack, Alarm)) alarm.arm(topic);
}

/** The gateway has no metric for requests that it refuses: in its access log they are without a function. */
function countRefused(stack: Stack, stage: string): void {
  for (const logGroup of allOf(stack, logs.LogGroup).filter(({ node }) => node.id === "AccessLog")) {
    new logs.MetricFilter(stack, "RefusedRequests", {
      logGroup,
      metricNamespace: METRIC_NAMESPACE,
      metricName: refusedRequests(stage),
      filterPattern: logs.FilterPattern.all(
        logs.FilterPattern.stringValue("$.status", "=", "429"),
        logs.FilterPattern.stringValue("$.functionMilliseconds", "=", "-"),
      ),
    });
  }
}
