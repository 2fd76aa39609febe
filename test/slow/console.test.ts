import { expect, test } from "vitest";
import { templatesOf } from "../support/synthesise.ts";

const ISSUER = {
  jwtIssuer: "https://issuer.example",
  jwtAudience: "api",
  jwksUrl: "https://issuer.example/keys",
};

/** The service's resources and outputs. */
const made = (settings: Parameters<typeof templatesOf>[0]) => {
  const { Resources, Outputs } = templatesOf(settings).service.toJSON() as Record<
    string,
    Record<string, object>
  >;
  return { ...Resources, ...Outputs };
};

test("the console adds a function, its role and four routes; all else stays, but who may be called and looked at", () => {
  const [without, within] = [made(ISSUER), made({ ...ISSUER, console: true })];
  expect(without).toEqual(made({ ...ISSUER, console: false }));
  const added = Object.entries(within).filter(([id]) => !(id in without));
  expect(added.map(([, resource]) => (resource as { Type: string }).Type).sort()).toEqual([
    "AWS::ApiGatewayV2::Integration",
    "AWS::ApiGatewayV2::Integration",
    ...Array<string>(4).fill("AWS::ApiGatewayV2::Route"),
    "AWS::IAM::Role",
    "AWS::Lambda::Function",
  ]);
  const changed = Object.keys(without).filter(
    (id) => JSON.stringify(without[id]) !== JSON.stringify(within[id]),
  );
  const types = changed.map((id) => (without[id] as { Type: string }).Type);
  expect(new Set(types)).toEqual(new Set(["AWS::IAM::Role", "AWS::CloudWatch::Dashboard"]));
  expect(Object.keys(within).length).toBeLessThanOrEqual(350);
});

test("the function that serves it may do nothing but write its log", () => {
  const roles = Object.entries(made({ ...ISSUER, console: true })).filter(([id]) =>
    /^Console.*Role/.test(id),
  );
  expect(roles).toHaveLength(1);
  const actions = JSON.stringify(roles).match(/(?<="Action":)("[^"]+"|\[[^\]]+\])/g);
  expect(actions?.sort()).toEqual(['"sts:AssumeRole"', '["logs:CreateLogStream","logs:PutLogEvents"]']);
});

test.each([
  [{ console: true }, /console\b[^]*jwtIssuer, jwtAudience and jwksUrl/],
  [{ consoleClientId: "x" }, /consoleClientId[^]*console=true/],
  [{ consoleScopes: 'a "b"' }, /consoleScopes/],
])("%j is refused with what is missing", (settings, sentence) => {
  expect(() => templatesOf(settings)).toThrow(sentence);
});
