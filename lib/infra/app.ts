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

/** The whole deployment. `context` overrides what cdk.json says; `outdir` is where the assembly is written. */
export function createApp(options: { readonly context?: Partial<Settings>; readonly outdir?: string } = {}): App {
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
