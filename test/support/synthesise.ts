import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App, Stack } from "aws-cdk-lib";
import { Template } from "aws-cdk-lib/assertions";
import { createApp } from "../../lib/infra/app.ts";
import type { Settings } from "../../lib/infra/settings.ts";
import type { Template as Synthesised } from "../../lib/local/assembly.ts";

/** Bundles stay where they are: each synthesis would copy 25 MB. */
const BUNDLES_STAY = { "aws:cdk:disable-asset-staging": true };

/** An app for stacks of a test's own, whose templates nobody checks: that takes seconds. */
export const unchecked = (): App =>
  new App({ context: BUNDLES_STAY, builtinCloudFormationValidation: false });

/**
 * An app in a folder of its own. `end` removes that. Only with `checks` does CloudFormation check the
 * templates.
 */
export function appIn(context: Partial<Settings>, checks = false): { app: App; end: () => void } {
  const folder = mkdtempSync(join(tmpdir(), "synth-"));
  const app = createApp({
    outdir: folder,
    context: { ...context, ...BUNDLES_STAY },
    builtinCloudFormationValidation: checks,
  });
  return { app, end: () => rmSync(folder, { recursive: true }) };
}

/** The templates that settings give, by the names of their stacks. */
export function synthesise(context: Partial<Settings>): Readonly<Record<string, Synthesised>> {
  const { app, end } = appIn(context);
  const templates = app.synth().stacks.map(({ stackName, template }) => [stackName, template as Synthesised]);
  end();
  return Object.fromEntries(templates) as Record<string, Synthesised>;
}

interface Templates {
  readonly data: Template;
  readonly service: Template;
}
const known = new Map<string, Templates>();

/** Both stacks' templates, made once for the same settings. */
export function templatesOf(context: Partial<Settings> = {}): Templates {
  const key = JSON.stringify(context);
  const made = known.get(key) ?? synthesiseBoth(context);
  known.set(key, made);
  return made;
}

function synthesiseBoth(context: Partial<Settings>): Templates {
  const { app, end } = appIn(context);
  const [data, service] = app.node.children
    .filter((child) => Stack.isStack(child))
    .map((stack) => Template.fromStack(stack));
  end();
  if (data === undefined || service === undefined) throw new Error("the app has two stacks");
  return { data, service };
}
