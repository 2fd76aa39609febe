import { Duration } from "aws-cdk-lib";
import * as cloudwatch from "aws-cdk-lib/aws-cloudwatch";
import { SnsAction } from "aws-cdk-lib/aws-cloudwatch-actions";
import type { ITopic } from "aws-cdk-lib/aws-sns";
import { Construct } from "constructs";

/** Headings of docs/operations.md that say what to look at and what to do. */
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
  | "table-throttled";

/** Who is hurt, as a sentence, and where it says what to do. */
export interface Hurt {
  readonly hurts: string;
  readonly anchor: Anchor;
}

interface Props extends Hurt {
  readonly metric: cloudwatch.IMetric;
  /** Rings at this value and above it, */
  readonly threshold: number;
  /** in so many periods of the metric, one after the other. */
  readonly periods: number;
  /** What it means that nothing was measured; that all is well where nothing is said. */
  readonly missing?: cloudwatch.TreatMissingData;
}

/** What should wake somebody. It is no alarm yet: the stack arms it, if alarms are wanted. */
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

/** What most alarms look at: five minutes. Shorter ones look at a minute. */
export const FIVE_MINUTES = Duration.minutes(5);
export const ONE_MINUTE = Duration.minutes(1);
