import { readFileSync } from "node:fs";
import { App, Tags } from "aws-cdk-lib";
import { bundleFunctions } from "./bundle.ts";
import { ServiceStack } from "./service-stack.ts";
import { type Settings, readSettings } from "./settings.ts";
import { StatefulStack } from "./stateful-stack.ts";

/**
 * The CDK's own switches and the deployment's settings, for apps that the `cdk` command does not start too.
 */
const { context: STANDING } = JSON.parse(
  readFileSync(new URL("../../cdk.json", import.meta.url), "utf8"),
) as {
  context: Record<string, unknown>;
};

interface Options {
  /** Overrides what cdk.json says. */
  readonly context?: Partial<Settings>;
  /** Where the assembly is written. */
  readonly outdir?: string;
  /** CloudFormation's checks of the templates, on unless it says no: they take most of a synthesis. */
  readonly builtinCloudFormationValidation?: boolean;
}

/** The whole deployment. */
export function createApp(options: Options = {}): App {
  const app = new App({ ...options, context: { ...STANDING, ...options.context } });
  const settings = readSettings((name) => app.node.tryGetContext(name) as unknown);
  bundleFunctions();
  const { data, service } = stacksOf(settings.stage);
  const { table } = new StatefulStack(app, data, { keepData: settings.keepData });
  new ServiceStack(app, service, { table, settings });
  return tagged(app, settings.stage);
}

/** Names of a stage's stacks. */
export const stacksOf = (stage: string) => ({
  data: `Tributary-${stage}-Data`,
  service: `Tributary-${stage}-Service`,
});

/** By these its resources and its costs are found. */
export function tagged(app: App, stage: string): App {
  Tags.of(app).add("project", "tributary");
  Tags.of(app).add("stage", stage);
  return app;
}
