import { Duration, RemovalPolicy } from "aws-cdk-lib";
import * as iam from "aws-cdk-lib/aws-iam";
import * as lambda from "aws-cdk-lib/aws-lambda";
import * as logs from "aws-cdk-lib/aws-logs";
import { Construct } from "constructs";
import { acknowledge } from "./acknowledge.ts";
import { bundleFolder } from "./bundle.ts";

/** What all functions of a deployment have in common. */
export interface FunctionDefaults {
  readonly environment: Record<string, string>;
  readonly logDays: logs.RetentionDays;
  /** X-Ray. */
  readonly tracing: boolean;
  /** How many functions the account may run at once. */
  readonly accountConcurrency: number;
}

interface Props {
  /** Name of the function's file in `lambdas/`. */
  readonly name: string;
  readonly defaults: FunctionDefaults;
  /** What this function must know beyond that. */
  readonly environment?: Record<string, string>;
  readonly timeoutSeconds: number;
  readonly memoryMegabytes?: number;
  /** All that the function may do, besides writing its log. */
  readonly policy: readonly iam.PolicyStatement[];
  /** Concurrent executions that are kept for it, and that it never exceeds. */
  readonly reservedConcurrency?: number | undefined;
}

/** One function: its bundle, its own role, its own log. */
export class ApiFunction extends Construct {
  readonly function: lambda.Function;
  /** Name of its file in `lambdas/`. */
  readonly name: string;

  constructor(scope: Construct, id: string, props: Props) {
    super(scope, id);
    const { name, defaults, environment, timeoutSeconds, memoryMegabytes = 512, policy, reservedConcurrency } = props;
    this.name = name;
    const logGroup = new logs.LogGroup(this, "Log", { retention: defaults.logDays, removalPolicy: RemovalPolicy.DESTROY });
    const role = new iam.Role(this, "Role", { assumedBy: new iam.ServicePrincipal("lambda.amazonaws.com") });
    logGroup.grantWrite(role);
    policy.forEach((statement) => role.addToPolicy(statement));
    this.function = new lambda.Function(this, "Function", {
      code: lambda.Code.fromAsset(bundleFolder(name)),
      handler: "index.handler",
      runtime: lambda.Runtime.NODEJS_24_X,
      architecture: lambda.Architecture.ARM_64,
      memorySize: memoryMegabytes,
      timeout: Duration.seconds(timeoutSeconds),
      description: `Tributary: ${name}`,
      environment: { ...defaults.environment, ...environment, NODE_OPTIONS: "--enable-source-maps" },
      logGroup,
      role,
      reservedConcurrentExecutions: reservedConcurrency,
      ...(defaults.tracing && { tracing: lambda.Tracing.ACTIVE }),
    });
    if (defaults.tracing) acknowledge(role, "AwsSolutions-IAM5[Resource::*]", "X-Ray has no resources to name.");
  }
}
