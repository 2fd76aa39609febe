import { CfnOutput, RemovalPolicy, Stack, type StackProps } from "aws-cdk-lib";
import type { ITableV2 } from "aws-cdk-lib/aws-dynamodb";
import type { PolicyStatement } from "aws-cdk-lib/aws-iam";
import { type ILogGroup, LogGroup } from "aws-cdk-lib/aws-logs";
import type { Construct } from "constructs";
import { VARIABLE } from "../contract/environment.ts";
import { API_TIMEOUT_SECONDS, ENTITY_JOBS, FALLBACK, FAN_OUT } from "../contract/functions.ts";
import { CANARY_OUTPUT, DOMAIN_TARGET_OUTPUT, TABLE_OUTPUT, URL_OUTPUT } from "../contract/outputs.ts";
import { JOBS } from "../contract/jobs.ts";
import { serviceOf } from "../contract/metrics.ts";
import { FAILURE_QUEUES_OUTPUT } from "../contract/redrive.ts";
import type { Route } from "../contract/route.ts";
import { ROUTES } from "../contract/routes.ts";
import { ApiFunction, type FunctionDefaults } from "./api-function.ts";
import { Canary } from "./canary.ts";
import { Console } from "./console.ts";
import { EventPublisher } from "./event-publisher.ts";
import { FailureQueue } from "./failure-queue.ts";
import { FeedMaintainer } from "./feed-maintainer.ts";
import { HttpApi } from "./http-api.ts";
import { MonthlyBudget } from "./monthly-budget.ts";
import { observe } from "./observe.ts";
import type { Settings } from "./settings.ts";
import { needsOf, routeAccess } from "./table-access.ts";
import { WorkQueue } from "./work-queue.ts";

interface Props extends StackProps {
  readonly table: ITableV2;
  readonly settings: Settings;
  readonly routes?: Readonly<Record<string, Route>>;
}

/** Everything that can be deleted and created again: the API and the functions behind it. */
export class ServiceStack extends Stack {
  constructor(scope: Construct, id: string, { table, settings, routes = ROUTES, ...props }: Props) {
    super(scope, id, props);
    const log = new LogGroup(this, "Log", {
      retention: settings.logDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const defaults = defaultsOf(table, log, settings);
    const make = (name: string, policy: PolicyStatement[]) =>
      new ApiFunction(this, name, {
        name,
        defaults,
        environment: { ...userTokens(settings), ...callerLimit(settings), ...originNames(settings) },
        timeoutSeconds: API_TIMEOUT_SECONDS,
        policy,
      }).function;
    const api = new HttpApi(this, "HttpApi", { fallback: make(FALLBACK, []), settings });
    const countsCallers = settings.rateLimit !== undefined;
    for (const [name, row] of Object.entries(routes)) {
      const handler = make(name, routeAccess(table, row, { countsCallers }));
      handler.addEnvironment(VARIABLE.publicUrl, api.publicUrl);
      if (settings.publicReads && row.readers?.includes("anyone") === true)
        handler.addEnvironment(VARIABLE.publicReads, "true");
      api.addRoute(name, row, handler);
    }
    if (settings.console)
      new Console(this, "Console", { api, defaults, settings, userTokens: userTokens(settings) });
    const jobs = new WorkQueue(this, "EntityJobs", {
      table,
      settings: { ...ENTITY_JOBS, maxConcurrency: settings.jobConcurrency },
      defaults,
      variable: VARIABLE.entityJobsQueue,
      concurrencyVariable: VARIABLE.jobConcurrency,
      needs: needsOf(Object.values(JOBS)),
      lostAlarm:
        "What a deleted entity left is not removed, so that others still see its actions; or a large entity is both pushed and pulled.",
    });
    const fanOut = new WorkQueue(this, "FanOut", {
      table,
      settings: FAN_OUT,
      defaults,
      variable: VARIABLE.fanOutQueue,
      needs: {
        table: ["GetItem", "BatchGetItem", "Query", "BatchWriteItem", "PutItem", "UpdateItem"],
        indexes: [],
      },
      lostAlarm:
        "Some followers of a large entity, or readers of a listed stream, do not see an action, or still see one that is gone.",
    });
    const { celebrityFollowers, feedConcurrency } = settings;
    new FeedMaintainer(this, "FeedMaintainer", {
      table,
      defaults,
      jobs,
      fanOut,
      celebrityFollowers,
      feedConcurrency,
    });
    const { bus } = new EventPublisher(this, "EventPublisher", { table, defaults, publicUrl: api.publicUrl });
    new CfnOutput(this, "EventBusName", { value: bus.eventBusName });
    const canary = new Canary(this, "Canary", { table, defaults, bus, scheduled: settings.alarms });
    new CfnOutput(this, CANARY_OUTPUT, { value: canary.function.functionName });
    observe(this, table, settings);
    const { monthlyBudget, alarmEmail } = settings;
    if (monthlyBudget !== undefined && alarmEmail !== undefined) {
      new MonthlyBudget(this, "Budget", { dollars: monthlyBudget, email: alarmEmail });
    }
    const failures = this.node.findAll().filter((construct) => construct instanceof FailureQueue);
    const redrives = failures.map(({ redrive }) => redrive).filter((redrive) => redrive !== undefined);
    new CfnOutput(this, FAILURE_QUEUES_OUTPUT, { value: this.toJsonString(redrives) });
    new CfnOutput(this, URL_OUTPUT, { value: `${api.endpoint}/` });
    new CfnOutput(this, TABLE_OUTPUT, { value: table.tableName });
    if (api.domain !== undefined)
      new CfnOutput(this, DOMAIN_TARGET_OUTPUT, { value: api.domain.name.regionalDomainName });
  }
}

const defaultsOf = (
  table: ITableV2,
  log: ILogGroup,
  { stage, maxFollows, asleepAfterDays, listShards, notificationDays, tracing, accountConcurrency }: Settings,
): FunctionDefaults => ({
  environment: {
    [VARIABLE.tableName]: table.tableName,
    [VARIABLE.serviceName]: serviceOf(stage),
    [VARIABLE.logLevel]: "INFO",
    [VARIABLE.maxFollows]: String(maxFollows),
    [VARIABLE.asleepAfterDays]: String(asleepAfterDays),
    [VARIABLE.listShards]: String(listShards),
    [VARIABLE.notificationDays]: String(notificationDays),
  },
  log,
  tracing,
  accountConcurrency,
});

const userTokens = ({ jwtIssuer, jwtAudience, jwksUrl }: Settings): Record<string, string> =>
  jwtIssuer !== undefined && jwtAudience !== undefined && jwksUrl !== undefined
    ? { [VARIABLE.jwtIssuer]: jwtIssuer, [VARIABLE.jwtAudience]: jwtAudience, [VARIABLE.jwksUrl]: jwksUrl }
    : {};

const callerLimit = ({ rateLimit, rateBurst }: Settings): Record<string, string> =>
  rateLimit !== undefined && rateBurst !== undefined
    ? { [VARIABLE.ratePerSecond]: String(rateLimit), [VARIABLE.rateBurst]: String(rateBurst) }
    : {};

const originNames = ({ corsOrigins }: Settings): Record<string, string> =>
  corsOrigins.some((origin) => origin !== "*") ? { [VARIABLE.namesOrigins]: "true" } : {};
