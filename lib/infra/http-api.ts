import { Duration, RemovalPolicy } from "aws-cdk-lib";
import * as gateway from "aws-cdk-lib/aws-apigatewayv2";
import type { IFunction } from "aws-cdk-lib/aws-lambda";
import * as logs from "aws-cdk-lib/aws-logs";
import { Construct } from "constructs";
import { CORS } from "../contract/cors.ts";
import type { Route } from "../contract/route.ts";
import { ACCESS_LOG_FORMAT } from "./access-log.ts";
import { acknowledge } from "./acknowledge.ts";
import { ApiDomain } from "./api-domain.ts";
import { FunctionIntegration, GatewayRole } from "./function-integration.ts";
import type { Settings } from "./settings.ts";

interface Props {
  readonly fallback: IFunction;
  readonly settings: Settings;
}

export class HttpApi extends Construct {
  /** Without a slash at its end, like `publicUrl`. */
  readonly endpoint: string;
  readonly publicUrl: string;
  readonly domain: ApiDomain | undefined;
  readonly #api: gateway.HttpApi;
  readonly #role: GatewayRole;

  constructor(scope: Construct, id: string, { fallback, settings }: Props) {
    super(scope, id);
    const { domainName, certificateArn, corsOrigins } = settings;
    this.#role = new GatewayRole(this, "Caller");
    this.#api = new gateway.HttpApi(this, "Api", {
      createDefaultStage: false,
      defaultIntegration: new FunctionIntegration("Fallback", fallback, this.#role),
      disableExecuteApiEndpoint: domainName !== undefined,
      ...(corsOrigins.length > 0 && {
        corsPreflight: {
          allowOrigins: corsOrigins,
          allowMethods: CORS.methods.map((method) => gateway.CorsHttpMethod[method]),
          allowHeaders: [...CORS.sends],
          exposeHeaders: [...CORS.sees],
          maxAge: Duration.seconds(CORS.kept),
        },
      }),
    });
    acknowledge(
      this.#api,
      "AwsSolutions-APIG4",
      "Every function checks the token itself (lib/http/route.ts): an HTTP API's authorizer cannot answer 401 with a problem document.",
    );
    if (domainName !== undefined && certificateArn !== undefined) {
      this.domain = new ApiDomain(this, "Domain", { ...settings, domainName, certificateArn });
    }
    new gateway.HttpStage(this, "Stage", {
      httpApi: this.#api,
      stageName: "$default",
      autoDeploy: true,
      // By default a runaway client could spend without limit.
      throttle: { rateLimit: settings.throttleRate, burstLimit: settings.throttleBurst },
      accessLogSettings: {
        destination: new gateway.LogGroupLogDestination(this.#accessLog(settings)),
        format: ACCESS_LOG_FORMAT,
      },
      ...(this.domain && { domainMapping: { domainName: this.domain.name } }),
    });
    this.endpoint = domainName === undefined ? this.#api.apiEndpoint : `https://${domainName}`;
    this.publicUrl = settings.publicUrl ?? this.endpoint;
  }

  addRoute(name: string, { method, path }: Pick<Route, "method" | "path">, handler: IFunction): void {
    const integration = new FunctionIntegration(name, handler, this.#role);
    const [route] = this.#api.addRoutes({ path, methods: [gateway.HttpMethod[method]], integration });
    const made = route?.node.defaultChild;
    if (method !== "GET" || !(made instanceof gateway.CfnRoute)) return;
    // Shares the integration: `addRoutes` would create another.
    new gateway.CfnRoute(this.#api, `HEAD${path}`, {
      apiId: made.apiId,
      routeKey: `HEAD ${path}`,
      target: made.target,
    });
  }

  #accessLog({ logDays }: Settings): logs.LogGroup {
    return new logs.LogGroup(this, "AccessLog", { retention: logDays, removalPolicy: RemovalPolicy.DESTROY });
  }
}
