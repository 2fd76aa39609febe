import { existsSync, readFileSync } from "node:fs";

export const OUTPUTS_FILE = "cdk.out/outputs.json";

export type Outputs = Readonly<Record<string, string>>;

export function outputsOf(stage: string, file = OUTPUTS_FILE): Outputs {
  if (!existsSync(file)) return {};
  const stacks = Object.entries(JSON.parse(readFileSync(file, "utf8")) as Record<string, Outputs>);
  const ofStage = stacks.filter(([stack]) =>
    [`Tributary-${stage}-Data`, `Tributary-${stage}-Service`].includes(stack),
  );
  return Object.assign({}, ...ofStage.map(([, outputs]) => outputs)) as Outputs;
}
