import { CfnOutput, Stack, type StackProps } from "aws-cdk-lib";
import type { ITableV2 } from "aws-cdk-lib/aws-dynamodb";
import type { Construct } from "constructs";
import { VARIABLE } from "../contract/environment.ts";
import { API_TIMEOUT_SECONDS, ENTITY_JOBS, FALLBACK, FAN_OUT } from "../contract/functions.ts";
import { FAILURE_QUEUES_OUTPUT } from "../contract/redrive.ts";
import { ROUTES, type Route } from "../contract/routes.ts";
import { ApiFunction } from "./api-function.ts";
import { EventPublisher } from "./event-publisher.ts";
import { FailureQueue } from "./failure-queue.ts";
import { FeedMaintainer } from "./feed-maintainer.ts";
import { HttpApi } from "./http-api.ts";
import type { Settings } from "./settings.ts";
import { tableAccess } from "./table-access.ts";
import { WorkQueue } from "./work-queue.ts";

interface Props extends StackProps {
  readonly table: ITableV2;
  readonly settings: Settings;
}

/** Everything that can be thrown away and made again: the API and the functions behind it. */
export class ServiceStack extends Stack {
  constructor(scope: Construct, id: string, { table, settings, ...props }: Props) {
    super(scope, id, props);
    const common = {
      [VARIABLE.tableName]: table.tableName,
      [VARIABLE.serviceName]: "tributary",
      [VARIABLE.logLevel]: "INFO",
      [VARIABLE.maxFollows]: String(settings.maxFollows),
    };
    const { jwtIssuer, jwtAudience, jwksUrl } = settings;
    const users: Record<string, string> =
      jwtIssuer !== undefined && jwtAudience !== undefined && jwksUrl !== undefined
        ? { [VARIABLE.jwtIssuer]: jwtIssuer, [VARIABLE.jwtAudience]: jwtAudience, [VARIABLE.jwksUrl]: jwksUrl }
        : {};
    const make = (name: string, needs: Pick<Route, "table" | "indexes" | "pages">) =>
      new ApiFunction(this, name, {
        name,
        environment: { ...common, ...users },
        timeoutSeconds: API_TIMEOUT_SECONDS,
        policy: needs.table.length > 0 ? tableAccess(table, needs) : [],
      }).function;
    const api = new HttpApi(this, "HttpApi", make(FALLBACK, { table: [], indexes: [] }));
    for (const [name, row] of Object.entries<Route>(ROUTES)) api.addRoute(name, row, make(name, row));
    const jobs = new WorkQueue(this, "EntityJobs", {
      table,
      settings: ENTITY_JOBS,
      environment: common,
      variable: VARIABLE.entityJobsQueue,
      needs: {
        table: ["BatchGetItem", "Query", "PutItem", "UpdateItem", "DeleteItem"],
        indexes: ["actor", "target", "actionObject"],
      },
      lostAlarm:
        "What a deleted entity left is not removed, so that others still see its actions; or a large entity is both pushed and pulled.",
    });
    const fanOut = new WorkQueue(this, "FanOut", {
      table,
      settings: FAN_OUT,
      environment: common,
      variable: VARIABLE.fanOutQueue,
      needs: { table: ["BatchGetItem", "Query", "BatchWriteItem"], indexes: [] },
      lostAlarm: "Some followers of a large entity do not see an action of it, or still see one that is gone.",
    });
    const { celebrityFollowers } = settings;
    new FeedMaintainer(this, "FeedMaintainer", { table, environment: common, jobs, fanOut, celebrityFollowers });
    const { bus } = new EventPublisher(this, "EventPublisher", { table, environment: common, publicUrl: api.endpoint });
    new CfnOutput(this, "EventBusName", { value: bus.eventBusName });
    const failures = this.node.findAll().filter((construct) => construct instanceof FailureQueue);
    const redrives = failures.map(({ redrive }) => redrive).filter((redrive) => redrive !== undefined);
    new CfnOutput(this, FAILURE_QUEUES_OUTPUT, { value: this.toJsonString(redrives) });
    new CfnOutput(this, "ApiUrl", { value: api.url });
    new CfnOutput(this, "TableName", { value: table.tableName });
  }
}
