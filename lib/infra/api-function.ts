import { Duration, RemovalPolicy } from "aws-cdk-lib";
import * as iam from "aws-cdk-lib/aws-iam";
import * as lambda from "aws-cdk-lib/aws-lambda";
import * as logs from "aws-cdk-lib/aws-logs";
import { Construct } from "constructs";
import { bundleFolder } from "./bundle.ts";

interface Props {
  /** Name of the function's file in `lambdas/`. */
  readonly name: string;
  readonly environment: Record<string, string>;
  readonly timeoutSeconds: number;
  /** All that the function may do, besides writing its log. */
  readonly policy: readonly iam.PolicyStatement[];
}

/** One function: its bundle, its own role, its own log. */
export class ApiFunction extends Construct {
  readonly function: lambda.Function;

  constructor(scope: Construct, id: string, { name, environment, timeoutSeconds, policy }: Props) {
    super(scope, id);
    const logGroup = new logs.LogGroup(this, "Log", {
      retention: logs.RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const role = new iam.Role(this, "Role", { assumedBy: new iam.ServicePrincipal("lambda.amazonaws.com") });
    logGroup.grantWrite(role);
    policy.forEach((statement) => role.addToPolicy(statement));
    this.function = new lambda.Function(this, "Function", {
      code: lambda.Code.fromAsset(bundleFolder(name)),
      handler: "index.handler",
      runtime: lambda.Runtime.NODEJS_24_X,
      architecture: lambda.Architecture.ARM_64,
      memorySize: 512,
      timeout: Duration.seconds(timeoutSeconds),
      description: `Tributary: ${name}`,
      environment: { ...environment, NODE_OPTIONS: "--enable-source-maps" },
      logGroup,
      role,
    });
  }
}
