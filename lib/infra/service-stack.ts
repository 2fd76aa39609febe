import { CfnOutput, Stack, type StackProps } from "aws-cdk-lib";
import type { ITableV2 } from "aws-cdk-lib/aws-dynamodb";
import type { Construct } from "constructs";
import { VARIABLE } from "../contract/environment.ts";
import { API_TIMEOUT_SECONDS, FALLBACK } from "../contract/functions.ts";
import { ROUTES, type Route } from "../contract/routes.ts";
import { ApiFunction } from "./api-function.ts";
import { EntityRemover } from "./entity-remover.ts";
import { EventPublisher } from "./event-publisher.ts";
import { FeedMaintainer } from "./feed-maintainer.ts";
import { HttpApi } from "./http-api.ts";
import type { Settings } from "./settings.ts";
import { tableAccess } from "./table-access.ts";

interface Props extends StackProps {
  readonly table: ITableV2;
  readonly settings: Settings;
}

/** Everything that can be thrown away and made again: the API and the functions behind it. */
export class ServiceStack extends Stack {
  constructor(scope: Construct, id: string, { table, settings, ...props }: Props) {
    super(scope, id, props);
    const common = { [VARIABLE.tableName]: table.tableName, [VARIABLE.serviceName]: "tributary", [VARIABLE.logLevel]: "INFO" };
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
        policy: tableAccess(table, needs),
      }).function;
    const api = new HttpApi(this, "HttpApi", make(FALLBACK, { table: [], indexes: [] }));
    for (const [name, row] of Object.entries<Route>(ROUTES)) api.addRoute(name, row, make(name, row));
    const { removals } = new EntityRemover(this, "EntityRemover", { table, environment: common });
    new FeedMaintainer(this, "FeedMaintainer", { table, environment: common, removals });
    const { bus } = new EventPublisher(this, "EventPublisher", { table, environment: common, publicUrl: api.endpoint });
    new CfnOutput(this, "EventBusName", { value: bus.eventBusName });
    new CfnOutput(this, "ApiUrl", { value: api.url });
    new CfnOutput(this, "TableName", { value: table.tableName });
  }
}
