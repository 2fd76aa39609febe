import type { ITableV2 } from "aws-cdk-lib/aws-dynamodb";
import * as iam from "aws-cdk-lib/aws-iam";
import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
import type * as sqs from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import type { QueueSettings } from "../contract/functions.ts";
import type { Route } from "../contract/route.ts";
import { ApiFunction, type FunctionDefaults } from "./api-function.ts";
import { FailureQueue } from "./failure-queue.ts";
import { shareOf } from "./share.ts";
import { tableAccess } from "./table-access.ts";

interface Props {
  readonly table: ITableV2;
  readonly settings: QueueSettings;
  readonly defaults: FunctionDefaults;
  readonly variable: string;
  readonly concurrencyVariable?: string;
  readonly needs: Pick<Route, "table" | "indexes">;
  readonly lostAlarm: string;
}

/** A queue of work and its function, which may put the rest into the queue again. Attempts are limited. */
export class WorkQueue extends Construct {
  readonly #queue: sqs.Queue;
  readonly #variable: string;

  constructor(
    scope: Construct,
    id: string,
    { table, settings, defaults, variable, concurrencyVariable, needs, lostAlarm }: Props,
  ) {
    super(scope, id);
    this.#variable = variable;
    const failures = new FailureQueue(this, "Failures", { alarm: lostAlarm });
    this.#queue = failures.source(this, "Queue", {
      worker: settings.name,
      holds: "work",
      timeoutSeconds: settings.timeoutSeconds,
    });
    // SQS's minimum is two.
    const maxConcurrency = shareOf(defaults.accountConcurrency, { least: 2, most: settings.maxConcurrency });
    const { function: worker } = new ApiFunction(this, "Worker", {
      name: settings.name,
      defaults,
      environment: {
        ...this.environment,
        ...(concurrencyVariable !== undefined && { [concurrencyVariable]: String(maxConcurrency) }),
      },
      timeoutSeconds: settings.timeoutSeconds,
      policy: [...tableAccess(table, needs), this.sending],
    });
    worker.addEventSource(
      new SqsEventSource(this.#queue, {
        batchSize: 1,
        maxConcurrency,
        reportBatchItemFailures: true,
      }),
    );
  }

  get environment(): Record<string, string> {
    return { [this.#variable]: this.#queue.queueUrl };
  }

  get sending(): iam.PolicyStatement {
    return new iam.PolicyStatement({ actions: ["sqs:SendMessage"], resources: [this.#queue.queueArn] });
  }
}
