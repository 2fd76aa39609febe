import * as gateway from "aws-cdk-lib/aws-apigatewayv2";
import * as iam from "aws-cdk-lib/aws-iam";
import type { IFunction } from "aws-cdk-lib/aws-lambda";
import type { Construct } from "constructs";

/** The gateway calls functions in this one role; permissions would be a resource for each route. */
export class GatewayRole {
  readonly #role: iam.Role;
  readonly #invoke = new iam.PolicyStatement({ actions: ["lambda:InvokeFunction"] });

  constructor(scope: Construct, id: string) {
    this.#role = new iam.Role(scope, id, {
      assumedBy: new iam.ServicePrincipal("apigateway.amazonaws.com"),
      inlinePolicies: { Invoke: new iam.PolicyDocument({ statements: [this.#invoke] }) },
    });
  }

  calling(handler: IFunction): gateway.IntegrationCredentials {
    this.#invoke.addResources(handler.functionArn);
    return gateway.IntegrationCredentials.fromRole(this.#role);
  }
}

export class FunctionIntegration extends gateway.HttpRouteIntegration {
  readonly #handler: IFunction;
  readonly #role: GatewayRole;

  constructor(id: string, handler: IFunction, role: GatewayRole) {
    super(id);
    this.#handler = handler;
    this.#role = role;
  }

  override bind(): gateway.HttpRouteIntegrationConfig {
    return {
      type: gateway.HttpIntegrationType.AWS_PROXY,
      uri: this.#handler.functionArn,
      payloadFormatVersion: gateway.PayloadFormatVersion.VERSION_2_0,
      credentials: this.#role.calling(this.#handler),
    };
  }
}
