import { Duration } from "aws-cdk-lib";
import * as cloudwatch from "aws-cdk-lib/aws-cloudwatch";
import { SnsAction } from "aws-cdk-lib/aws-cloudwatch-actions";
import type { ITopic } from "aws-cdk-lib/aws-sns";
import { Construct } from "constructs";

type Anchor =
  | "api-failing"
  | "canary"
  | "api-slow"
  | "callers-refused"
  | "functions-throttled"
  | "feeds-late"
  | "events-late"
  | "work-failing"
  | "failed-work"
  | "table-throttled"
  | "index-throttled";

export interface Hurt {
  readonly hurts: string;
  readonly anchor: Anchor;
}

interface Props extends Hurt {
  readonly metric: cloudwatch.IMetric;
  /** It rings at this value or above, in so many consecutive periods. */
  readonly threshold: number;
  readonly periods: number;
  readonly missing?: cloudwatch.TreatMissingData;
}

/** A possible alarm: the stack creates it only if alarms are enabled. */
export class Alarm extends Construct {
  readonly #props: Props;

  constructor(scope: Construct, id: string, props: Props) {
    super(scope, id);
    this.#props = props;
  }

  arm(topic: ITopic | undefined): void {
    const { metric, threshold, periods, missing, hurts, anchor } = this.#props;
    const alarm = new cloudwatch.Alarm(this, "Alarm", {
      metric,
      threshold,
      evaluationPeriods: periods,
      comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: missing ?? cloudwatch.TreatMissingData.NOT_BREACHING,
      alarmDescription: `${hurts} What to do: docs/operations.md#${anchor}`,
    });
    if (topic === undefined) return;
    alarm.addAlarmAction(new SnsAction(topic));
    alarm.addOkAction(new SnsAction(topic));
  }
}

export const FIVE_MINUTES = Duration.minutes(5);
export const ONE_MINUTE = Duration.minutes(1);
