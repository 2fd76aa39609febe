import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App, Stack } from "aws-cdk-lib";
import { Template } from "aws-cdk-lib/assertions";
import { createApp } from "../../lib/infra/app.ts";
import type { Settings } from "../../lib/infra/settings.ts";
import type { Template as Synthesised } from "../../lib/local/assembly.ts";

/** Else each synthesis would copy 25 MB of bundles. */
const BUNDLES_STAY = { "aws:cdk:disable-asset-staging": true };

/** An app for stacks of a test's own, without CloudFormation's checks, which take seconds. */
export const unchecked = (): App =>
  new App({ context: BUNDLES_STAY, builtinCloudFormationValidation: false });

/**
 * An app in a new folder, which `end` removes. Only with `checks` does CloudFormation check the templates.
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

/** The templates for some settings, by the names of their stacks. */
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

/** Cached by settings. */
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
