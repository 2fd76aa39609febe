import { App } from "aws-cdk-lib";
import { StatefulStack } from "../infra/stateful-stack.ts";
import type { Resource } from "./assembly.ts";

export function tableDefinition(): Resource["properties"] {
  const app = new App({ builtinCloudFormationValidation: false });
  const { stackName } = new StatefulStack(app, "Data", { keepData: false });
  const { Resources } = app.synth().getStackByName(stackName).template as {
    Resources: Record<string, { Type: string; Properties: Resource["properties"] }>;
  };
  const found = Object.values(Resources).find(({ Type }) => Type === "AWS::DynamoDB::GlobalTable");
  if (found === undefined) throw new Error("the template defines no table");
  return found.Properties;
}
