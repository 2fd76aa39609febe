import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type App, Stack } from "aws-cdk-lib";
import { Template } from "aws-cdk-lib/assertions";
import { createApp } from "../../lib/infra/app.ts";
import type { Settings } from "../../lib/infra/settings.ts";

/** An app in a folder of its own. `end` removes that. */
export function appIn(context: Partial<Settings>): { app: App; folder: string; end: () => void } {
  const folder = mkdtempSync(join(tmpdir(), "synth-"));
  const app = createApp({ outdir: folder, context });
  return { app, folder, end: () => rmSync(folder, { recursive: true }) };
}

/** The cloud assembly that settings give, as files: its folder and the names of its stacks. */
export function synthesise(context: Partial<Settings>) {
  const { app, folder, end } = appIn(context);
  return { folder, stacks: app.synth().stacks.map(({ stackName }) => stackName), end };
}

/** Both stacks' templates. */
export function templatesOf(context: Partial<Settings> = {}): { readonly data: Template; readonly service: Template } {
  const { app, end } = appIn(context);
  const [data, service] = app.node.children.filter((child) => Stack.isStack(child)).map((stack) => Template.fromStack(stack));
  end();
  if (data === undefined || service === undefined) throw new Error("the app has two stacks");
  return { data, service };
}
