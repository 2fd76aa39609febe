import { Validations } from "aws-cdk-lib";
import { AwsSolutionsChecks } from "cdk-nag";
import { expect } from "vitest";
import type { Settings } from "../../lib/infra/settings.ts";
import { appIn } from "./synthesise.ts";

export const DOMAIN = {
  domainName: "api.example.com",
  certificateArn: "arn:aws:acm:eu-central-1:111122223333:certificate/1",
};
export const ZONE = { hostedZoneId: "Z1", zoneName: "example.com" };

export const CONFIGURATIONS: Readonly<Record<string, Partial<Settings>>> = {
  standard: {},
  production: {
    stage: "prod",
    jwtIssuer: "https://issuer.example/",
    jwtAudience: "api",
    jwksUrl: "https://issuer.example/keys",
  },
  "data that goes with it": { keepData: false },
  "a name of its own": { ...DOMAIN, ...ZONE },
  "a name elsewhere": DOMAIN,
  "pages of other origins": { corsOrigins: ["https://a.example"] },
  "the console": {
    ...{ console: true, jwtIssuer: "https://issuer.example/", jwtAudience: "api" },
    ...{ jwksUrl: "https://issuer.example/keys", consoleClientId: "console" },
  },
  traces: { tracing: true },
  "limited callers": { rateLimit: 0.5, rateBurst: 10 },
  "reserved concurrency": { feedConcurrency: 20 },
  "nothing that costs while idle": { alarms: false, dashboard: false },
  mail: { alarmEmail: "somebody@example.com", monthlyBudget: 20 },
};

/** CloudFormation's checks and AWS's rules hold, and only the table outlives its stack. */
export function expectGood(settings: Partial<Settings>): void {
  const { app, end } = appIn(settings, true);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  const { stacks } = app.synth();
  // What is retained costs money after everybody believes that it is gone.
  const kept = stacks.flatMap(({ template }) =>
    Object.values(
      (template as { Resources: Record<string, { Type: string; DeletionPolicy?: string }> }).Resources,
    ).flatMap(({ Type, DeletionPolicy = "Delete" }) => (DeletionPolicy === "Delete" ? [] : [Type])),
  );
  expect(kept).toEqual(settings.keepData === false ? [] : ["AWS::DynamoDB::GlobalTable"]);
  end();
}
