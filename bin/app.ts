import { Validations } from "aws-cdk-lib";
import { AwsSolutionsChecks } from "cdk-nag";
import { createApp } from "../lib/infra/app.ts";
import { SettingsError } from "../lib/infra/settings.ts";

try {
  const app = createApp();
  // Nothing is synthesised, and so nothing deployed, that breaks one of these rules without a reason.
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  app.synth();
} catch (error) {
  if (!(error instanceof SettingsError)) throw error;
  console.error(error.message);
  process.exit(1);
}
