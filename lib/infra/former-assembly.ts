import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { App, CfnWaitConditionHandle, Stack } from "aws-cdk-lib";
import { stacksOf, tagged } from "./app.ts";

/** A cloud assembly of a service's earlier template; the code of that time is still in the account. */
export function writeFormerAssembly(stage: string, template: string, outdir: string): void {
  const { service } = stacksOf(stage);
  const app = new App({ outdir, builtinCloudFormationValidation: false });
  // The CDK warns of an empty stack.
  new CfnWaitConditionHandle(new Stack(app, service), "Frame");
  tagged(app, stage).synth();
  const file = join(outdir, `${service}.template.json`);
  const [frame, former] = [readFileSync(file, "utf8"), template].map((text) =>
    createHash("sha256").update(text).digest("hex"),
  );
  writeFileSync(file, template);
  // The asset's name is the hash of its content.
  for (const manifest of ["manifest.json", `${service}.assets.json`].map((name) => join(outdir, name))) {
    writeFileSync(manifest, readFileSync(manifest, "utf8").replaceAll(frame ?? "", former ?? ""));
  }
}
