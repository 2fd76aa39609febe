import { App } from "aws-cdk-lib";
import { Template } from "aws-cdk-lib/assertions";
import type { TestProject } from "vitest/node";
import { StatefulStack } from "../../lib/infra/stateful-stack.ts";
import { startService } from "../../lib/local/service.ts";

declare module "vitest" {
  interface ProvidedContext {
    url: string;
    dynamodbEndpoint: string;
    tableDefinition: Record<string, unknown>;
  }
}

/** One database and one running service for all tests that need them; files keep apart by tables and names. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const service = await startService({ port: 0, onStep: () => undefined });
  const template = Template.fromStack(new StatefulStack(new App(), "Data", { keepData: false }));
  const [table] = Object.values(template.findResources("AWS::DynamoDB::GlobalTable"));
  project.provide("url", service.url);
  project.provide("dynamodbEndpoint", service.dynamodbEndpoint);
  project.provide("tableDefinition", (table as { Properties: Record<string, unknown> }).Properties);
  return service.stop;
}
