import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { stageOf, valueOf, without } from "../../lib/tools/deploy/arguments.ts";
import { afterDeploy, afterDestroy } from "../../lib/tools/deploy/next-steps.ts";
import { outputsOf } from "../../lib/tools/deploy/outputs.ts";
import { writeFormerAssembly } from "../../lib/infra/former-assembly.ts";
import { describeSettings, readSettings } from "../../lib/infra/settings.ts";
import { templatesOf } from "../support/synthesise.ts";

const settingsOf = (context: Record<string, unknown>) => readSettings((name) => context[name]);

test("the documentation's table of settings is what the settings say of themselves", () => {
  const rows = [
    ...readFileSync("docs/deploy.md", "utf8").matchAll(/^\| `(\w+)` \| ([^|]*) \| ([^|]*) \|$/gm),
  ].map(([, name, standard, meaning]) => ({ name, standard: standard?.replaceAll("`", ""), meaning }));
  expect(rows).toEqual(describeSettings());
});

test("settings come as text from the command line and as JSON from cdk.json", () => {
  const text = {
    keepData: "false",
    rateLimit: "0.5",
    rateBurst: "20",
    logDays: "7",
    corsOrigins: "https://a.example,https://b.example",
  };
  const json = {
    keepData: false,
    rateLimit: 0.5,
    rateBurst: 20,
    logDays: 7,
    corsOrigins: ["https://a.example", "https://b.example"],
  };
  expect(settingsOf(text)).toEqual(settingsOf(json));
  expect(settingsOf(text)).toMatchObject(json);
});

test.each([
  ["stage must be a word of small letters", { stage: "Prod" }],
  ["keepData must be true or false", { keepData: "maybe" }],
  ["keepData must be true or false", { keepData: 7 }],
  ["stage must be text", { stage: 7 }],
  ["jwtIssuer must not be empty", { jwtIssuer: "" }],
  ["logDays must be one of 1, 3, 5", { logDays: 31 }],
  ["maxFollows must be a whole number", { maxFollows: "many" }],
  ["maxFollows must be a whole number", { maxFollows: "1.5" }],
  ["maxFollows must be at least 1", { maxFollows: 0 }],
  ["maxFollows must be at most 100000", { maxFollows: 100_001 }],
  ["rateLimit must be a number above 0", { rateLimit: 0 }],
  ["rateLimit must be a number above 0", { rateLimit: "some" }],
  ["alarmEmail must be an e-mail address", { alarmEmail: "nobody" }],
  ["domainName must be a host name", { domainName: "a b" }],
  ["publicUrl must be an address", { publicUrl: "example" }],
  ["corsOrigins.1 must be \\* or an origin", { corsOrigins: "*,https://a.example/path" }],
  ["corsOrigins must be origins, separated by commas", { corsOrigins: 7 }],
  ["jwksUrl is missing", { jwtIssuer: "https://issuer.example/", jwtAudience: "api" }],
  ["certificateArn is missing", { domainName: "api.example.com" }],
  ["zoneName is missing", { hostedZoneId: "Z1" }],
  ["rateBurst is missing", { rateLimit: 5 }],
  ["monthlyBudget is of no use without alarmEmail", { monthlyBudget: 20 }],
])("a bad or missing setting is named before anything is made: %s", (message, context) => {
  expect(() => settingsOf(context)).toThrow(new RegExp(`^The settings are not valid:(\n.*)?\n  ${message}`));
});

test("after a deployment the next command is told, with the address", () => {
  const text = afterDeploy("prod", {
    ApiUrl: "https://api.example.com/",
    DomainTarget: "d-1.execute-api.example",
  });
  expect(text).toContain("npm run keys -- create NAME --outputs cdk.out/outputs.json");
  expect(text).toContain(`curl -w '\\n' -H "Authorization: Bearer KEY" https://api.example.com/actions`);
  expect(text).toContain("api.example.com be a CNAME of d-1.execute-api.example");
  expect(afterDeploy("dev", { ApiUrl: "https://x.example/" })).not.toContain("CNAME");
});

test("after a removal it is told what is left and how it goes for good", () => {
  const kept = afterDestroy("dev", {
    ApiUrl: "https://x.example/",
    KeptTableName: "Tributary-dev-Data-Table-1",
  });
  expect(kept).toContain("aws dynamodb delete-table --table-name Tributary-dev-Data-Table-1");
  expect(kept).toContain("--no-deletion-protection-enabled");
  expect(afterDestroy("dev", { ApiUrl: "https://x.example/" })).toContain("Nothing of stage dev is kept.");
  expect(afterDestroy("dev", {})).toContain("Tributary-dev-Data-Table");
});

test("the stage is the one of the command line, and its outputs are no other's", () => {
  expect(
    [["-c", "stage=a"], ["--context=stage=b"], ["-c", "stage=a", "-c", "stage=c"], []].map((args) =>
      stageOf(args),
    ),
  ).toEqual(["a", "b", "c", "dev"]);
  const folder = mkdtempSync(join(tmpdir(), "outputs-"));
  const file = join(folder, "outputs.json");
  const stacks = {
    "Tributary-dev-Service": { ApiUrl: "dev" },
    "Tributary-a-Data": { KeptTableName: "t" },
    "Tributary-a-Service": { ApiUrl: "a" },
  };
  writeFileSync(file, JSON.stringify(stacks));
  expect([outputsOf("a", file), outputsOf("none", file), outputsOf("a", "absent.json")]).toEqual([
    { KeptTableName: "t", ApiUrl: "a" },
    {},
    {},
  ]);
  rmSync(folder, { recursive: true });
});

test.each(["deploy", "rollback", "destroy"])(
  "%s without credentials says so in a sentence and does nothing",
  async (command) => {
    const env = { PATH: process.env["PATH"], HOME: "/nowhere", AWS_EC2_METADATA_DISABLED: "true" };
    const run = promisify(execFile)(process.execPath, [`bin/${command}.ts`], { env });
    await expect(run).rejects.toMatchObject({
      code: 1,
      stdout: "",
      stderr: expect.stringMatching(/^No AWS credentials were found.*\n$/),
    });
  },
);

const helpOf = async (command: string) =>
  (await promisify(execFile)(process.execPath, [`bin/${command}.ts`, "--help"])).stdout;

test("`--help` of deploy names every setting", async () => {
  const text = (await helpOf("deploy")).replaceAll(/\s+/g, " ");
  for (const { name, meaning } of describeSettings()) expect(text).toContain(` ${name} ${meaning}`);
});

test("an option of the command line is found, and taken away, however it is written", () => {
  expect([
    valueOf(["--wait", "5"], "--wait"),
    valueOf(["-a", "--wait=5"], "--wait"),
    valueOf(["-a"], "--wait"),
  ]).toEqual(["5", "5", undefined]);
  expect([without(["-a", "--wait", "5", "b"], "--wait"), without(["--wait=5", "b"], "--wait")]).toEqual([
    ["-a", "b"],
    ["b"],
  ]);
});

test("the version before is deployed as it was, by the roles and from the bucket of the CDK", () => {
  const folder = mkdtempSync(join(tmpdir(), "former-"));
  const template = '{"Resources":{"Queue":{"Type":"AWS::SQS::Queue"}}}';
  writeFormerAssembly("prod", template, folder);
  const read = (name: string) => readFileSync(join(folder, name), "utf8");
  const { artifacts } = JSON.parse(read("manifest.json")) as {
    artifacts: Record<string, { properties: object }>;
  };
  const hash = createHash("sha256").update(template).digest("hex");
  expect(read("Tributary-prod-Service.template.json")).toBe(template);
  expect(artifacts["Tributary-prod-Service"]?.properties).toMatchObject({
    stackTemplateAssetObjectUrl: expect.stringContaining(`/${hash}.json`),
    assumeRoleArn: expect.stringContaining("deploy-role"),
    tags: { project: "tributary", stage: "prod" },
  });
  expect(read("Tributary-prod-Service.assets.json")).toContain(`"objectKey": "${hash}.json"`);
  rmSync(folder, { recursive: true });
});

test("the documentation counts the alarms that are made, and what switches them off does", () => {
  const told = /^\| (\d+) alarms\b/m.exec(readFileSync("docs/deploy.md", "utf8"))?.[1];
  const made = templatesOf().service.findResources("AWS::CloudWatch::Alarm");
  expect(Object.keys(made)).toHaveLength(Number(told));
  const { service } = templatesOf({ alarms: false, dashboard: false });
  service.resourceCountIs("AWS::CloudWatch::Alarm", 0);
  service.resourceCountIs("AWS::CloudWatch::Dashboard", 0);
});
