import { readFileSync } from "node:fs";
import { App, Tags } from "aws-cdk-lib";
import { bundleFunctions } from "./bundle.ts";
import { ServiceStack } from "./service-stack.ts";
import { type Settings, readSettings } from "./settings.ts";
import { StatefulStack } from "./stateful-stack.ts";

/** The CDK's own switches and the deployment's settings, for apps that the `cdk` command does not start too. */
const { context: STANDING } = JSON.parse(readFileSync(new URL("../../cdk.json", import.meta.url), "utf8")) as {
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
  const prefix = `Tributary-${settings.stage}`;
  const { table } = new StatefulStack(app, `${prefix}-Data`, { keepData: settings.keepData });
  new ServiceStack(app, `${prefix}-Service`, { table, settings });
  Tags.of(app).add("project", "tributary");
  Tags.of(app).add("stage", settings.stage);
  return app;
}
