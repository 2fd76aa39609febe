import * as gateway from "aws-cdk-lib/aws-apigatewayv2";
import { HttpLambdaIntegration } from "aws-cdk-lib/aws-apigatewayv2-integrations";
import type { IFunction } from "aws-cdk-lib/aws-lambda";
import { Construct } from "constructs";
import type { Route } from "../contract/routes.ts";

/** The account's default would let a runaway client spend without limit. */
const THROTTLE = { rateLimit: 1000, burstLimit: 2000 };

/** The API that people call: a route and a function for every row of the route table. */
export class HttpApi extends Construct {
  readonly url: string;
  /** The same without a slash at its end. */
  readonly endpoint: string;
  readonly #api: gateway.HttpApi;

  constructor(scope: Construct, id: string, fallback: IFunction) {
    super(scope, id);
    this.#api = new gateway.HttpApi(this, "Api", {
      createDefaultStage: false,
      defaultIntegration: new HttpLambdaIntegration("Fallback", fallback),
    });
    const stage = new gateway.HttpStage(this, "Stage", {
      httpApi: this.#api,
      stageName: "$default",
      autoDeploy: true,
      throttle: THROTTLE,
    });
    this.url = stage.url;
    this.endpoint = this.#api.apiEndpoint;
  }

  addRoute(name: string, { method, path }: Route, handler: IFunction): void {
    this.#api.addRoutes({ path, methods: [gateway.HttpMethod[method]], integration: new HttpLambdaIntegration(name, handler) });
  }
}
