import { Duration } from "aws-cdk-lib";
import * as iam from "aws-cdk-lib/aws-iam";
import * as lambda from "aws-cdk-lib/aws-lambda";
import type * as logs from "aws-cdk-lib/aws-logs";
import { Construct } from "constructs";
import { acknowledge } from "./acknowledge.ts";
import { bundleFolder } from "./bundle.ts";

/** What all functions of a deployment have in common. */
export interface FunctionDefaults {
  readonly environment: Record<string, string>;
  /** All write into one log: a grep follows a request through it, and a function costs no log of its own. */
  readonly log: logs.ILogGroup;
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

/** One function: its bundle and its own role. */
export class ApiFunction extends Construct {
  readonly function: lambda.Function;
  /** Name of its file in `lambdas/`. */
  readonly name: string;

  constructor(scope: Construct, id: string, props: Props) {
    super(scope, id);
    const {
      name,
      defaults,
      environment,
      timeoutSeconds,
      memoryMegabytes = 512,
      policy,
      reservedConcurrency,
    } = props;
    this.name = name;
    const role = new iam.Role(this, "Role", {
      assumedBy: new iam.ServicePrincipal("lambda.amazonaws.com"),
      // Within the role: a policy of its own would be one resource more for each function.
      inlinePolicies: { Own: new iam.PolicyDocument({ statements: [mayLog(defaults.log), ...policy] }) },
    });
    this.function = new lambda.Function(this, "Function", {
      code: lambda.Code.fromAsset(bundleFolder(name)),
      handler: "index.handler",
      runtime: lambda.Runtime.NODEJS_24_X,
      architecture: lambda.Architecture.ARM_64,
      memorySize: memoryMegabytes,
      timeout: Duration.seconds(timeoutSeconds),
      description: `Tributary: ${name}`,
      environment: { ...defaults.environment, ...environment, NODE_OPTIONS: "--enable-source-maps" },
      logGroup: defaults.log,
      role,
      reservedConcurrentExecutions: reservedConcurrency,
      ...(defaults.tracing && { tracing: lambda.Tracing.ACTIVE }),
    });
    if (defaults.tracing)
      acknowledge(role, "AwsSolutions-IAM5[Resource::*]", "X-Ray has no resources to name.");
  }
}

const mayLog = ({ logGroupArn }: logs.ILogGroup): iam.PolicyStatement =>
  new iam.PolicyStatement({
    actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
    resources: [logGroupArn],
  });
