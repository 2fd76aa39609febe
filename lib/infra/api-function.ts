import { Duration } from "aws-cdk-lib";
import * as iam from "aws-cdk-lib/aws-iam";
import * as lambda from "aws-cdk-lib/aws-lambda";
import type * as logs from "aws-cdk-lib/aws-logs";
import { Construct } from "constructs";
import { acknowledge } from "./acknowledge.ts";
import { bundleFolder } from "./bundle.ts";

export interface FunctionDefaults {
  readonly environment: Record<string, string>;
  /** One log for all: a grep follows a request through it, and a function needs no log resource. */
  readonly log: logs.ILogGroup;
  readonly tracing: boolean;
  readonly accountConcurrency: number;
}

interface Props {
  readonly name: string;
  readonly defaults: FunctionDefaults;
  readonly environment?: Record<string, string>;
  readonly timeoutSeconds: number;
  readonly memoryMegabytes?: number;
  readonly policy: readonly iam.PolicyStatement[];
  readonly reservedConcurrency?: number | undefined;
}

export class ApiFunction extends Construct {
  readonly function: lambda.Function;
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
      // Inline: a separate policy would be one more resource for each function.
      inlinePolicies: {
        Own: new iam.PolicyDocument({ statements: [mayLog(defaults.log), ...policy] }),
        ...(defaults.tracing && { Traces: new iam.PolicyDocument({ statements: [MAY_TRACE] }) }),
      },
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
      // Lambda's own lines of a call that succeeds would be half of the log.
      loggingFormat: lambda.LoggingFormat.JSON,
      systemLogLevelV2: lambda.SystemLogLevel.WARN,
      role,
      reservedConcurrentExecutions: reservedConcurrency,
    });
    if (defaults.tracing) {
      // The construct's own `tracing` would add a policy, too.
      (this.function.node.defaultChild as lambda.CfnFunction).tracingConfig = { mode: "Active" };
      acknowledge(role, "AwsSolutions-IAM5[Resource::*]", "X-Ray has no resources to name.");
    }
  }
}

const MAY_TRACE = new iam.PolicyStatement({
  actions: ["xray:PutTraceSegments", "xray:PutTelemetryRecords"],
  resources: ["*"],
});

const mayLog = ({ logGroupArn }: logs.ILogGroup): iam.PolicyStatement =>
  new iam.PolicyStatement({
    actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
    resources: [logGroupArn],
  });
