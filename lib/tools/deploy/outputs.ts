import { existsSync, readFileSync } from "node:fs";

/** Where `npm run deploy` writes what the stacks put out, for the commands that work on a deployed stage. */
export const OUTPUTS_FILE = "cdk.out/outputs.json";

/** What stacks put out, by name. */
export type Outputs = Readonly<Record<string, string>>;

/** What the stacks of a stage have put out when it was last deployed from here; nothing where it was not. */
export function outputsOf(stage: string, file = OUTPUTS_FILE): Outputs {
  if (!existsSync(file)) return {};
  const stacks = Object.entries(JSON.parse(readFileSync(file, "utf8")) as Record<string, Outputs>);
  const ofStage = stacks.filter(([stack]) =>
    [`Tributary-${stage}-Data`, `Tributary-${stage}-Service`].includes(stack),
  );
  return Object.assign({}, ...ofStage.map(([, outputs]) => outputs)) as Outputs;
}
