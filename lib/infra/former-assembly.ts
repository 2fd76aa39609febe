import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { App, CfnWaitConditionHandle, Stack } from "aws-cdk-lib";
import { stacksOf, tagged } from "./app.ts";

/**
 * Writes a cloud assembly that deploys a template of a stage's service as it was once: what its functions are
 * made of lies in the account since then. The CDK makes the frame, so that its roles and its bucket are used
 * as ever.
 */
export function writeFormerAssembly(stage: string, template: string, outdir: string): void {
  const { service } = stacksOf(stage);
  const app = new App({ outdir, builtinCloudFormationValidation: false });
  // The CDK warns of a stack in which there is nothing.
  new CfnWaitConditionHandle(new Stack(app, service), "Frame");
  tagged(app, stage).synth();
  const file = join(outdir, `${service}.template.json`);
  const [frame, former] = [readFileSync(file, "utf8"), template].map((text) =>
    createHash("sha256").update(text).digest("hex"),
  );
  writeFileSync(file, template);
  // A template goes to the bucket under the hash of what is in it.
  for (const manifest of ["manifest.json", `${service}.assets.json`].map((name) => join(outdir, name))) {
    writeFileSync(manifest, readFileSync(manifest, "utf8").replaceAll(frame ?? "", former ?? ""));
  }
}
