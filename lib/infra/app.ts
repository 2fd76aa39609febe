import { readFileSync } from "node:fs";
import { App, Tags } from "aws-cdk-lib";
import { bundleFunctions } from "./bundle.ts";
import { ServiceStack } from "./service-stack.ts";
import { type Settings, readSettings } from "./settings.ts";
import { StatefulStack } from "./stateful-stack.ts";

/** For apps that are not started by the `cdk` command, which reads cdk.json itself. */
const { context: STANDING } = JSON.parse(
  readFileSync(new URL("../../cdk.json", import.meta.url), "utf8"),
) as {
  context: Record<string, unknown>;
};

interface Options {
  readonly context?: Partial<Settings>;
  readonly outdir?: string;
  /** CloudFormation's checks of the templates, on by default: they take most of a synthesis. */
  readonly builtinCloudFormationValidation?: boolean;
}

export function createApp(options: Options = {}): App {
  const app = new App({ ...options, context: { ...STANDING, ...options.context } });
  const settings = readSettings((name) => app.node.tryGetContext(name) as unknown);
  bundleFunctions();
  const { data, service } = stacksOf(settings.stage);
  const { table } = new StatefulStack(app, data, { keepData: settings.keepData });
  new ServiceStack(app, service, { table, settings });
  return tagged(app, settings.stage);
}

export const stacksOf = (stage: string) => ({
  data: `Tributary-${stage}-Data`,
  service: `Tributary-${stage}-Service`,
});

export function tagged(app: App, stage: string): App {
  Tags.of(app).add("project", "tributary");
  Tags.of(app).add("stage", stage);
  return app;
}
