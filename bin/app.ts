import { Validations } from "aws-cdk-lib";
import { AwsSolutionsChecks } from "cdk-nag";
import { createApp } from "../lib/infra/app.ts";
import { SettingsError } from "../lib/infra/settings.ts";

try {
  const app = createApp();
  // A broken rule without a reason stops the synthesis, and so the deployment.
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  app.synth();
} catch (error) {
  if (!(error instanceof SettingsError)) throw error;
  console.error(error.message);
  process.exit(1);
}
