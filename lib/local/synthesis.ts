import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Settings } from "../infra/settings.ts";
import type { Template } from "./assembly.ts";
import { LOCAL_AUDIENCE, LOCAL_ISSUER } from "./credentials.ts";
import { kept, keyOf } from "./kept.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const SOURCES = ["cdk.json", "package-lock.json", "{lib,lambdas}/**/*.{ts,json}"];
/** Replaces the address of the key set, which differs in every run. */
const KEYS = "http://keys.invalid/jwks.json";

type Templates = Readonly<Record<string, Template>>;

/** Made again only if a source has changed: loading the CDK takes a second. `keysPort`: of the key set. */
export async function localTemplates(settings: Partial<Settings>, keysPort: number): Promise<Templates> {
  const all = {
    ...{ stage: "local", keepData: false },
    ...{ jwtIssuer: LOCAL_ISSUER, jwtAudience: LOCAL_AUDIENCE, jwksUrl: KEYS },
    ...settings,
  };
  const made = await kept(join(ROOT, ".build/templates"), keyOf(ROOT, SOURCES, all), () => synthesise(all));
  const keys = `http://127.0.0.1:${keysPort}/jwks.json`;
  return JSON.parse(JSON.stringify(made).replaceAll(KEYS, keys)) as Templates;
}

async function synthesise(settings: Partial<Settings>): Promise<Templates> {
  const { createApp } = await import("../infra/app.ts");
  const outdir = mkdtempSync(join(tmpdir(), "tributary-"));
  try {
    const { stacks } = createApp({
      outdir,
      builtinCloudFormationValidation: false,
      // Functions run from where their bundles are, so the CDK need not copy them.
      context: { ...settings, ...{ "aws:cdk:disable-asset-staging": true } },
    }).synth();
    return Object.fromEntries(stacks.map(({ stackName, template }) => [stackName, template as Template]));
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}
