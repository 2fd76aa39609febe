import { strict as assert } from "node:assert";
import { cpSync, globSync, mkdtempSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Client } from "../../lib/client/client.ts";
import { accountOf } from "../../lib/tools/deploy/account.ts";
import { templateOf } from "../../lib/tools/deploy/templates.ts";
import { ended, node } from "./commands.ts";
import { eventually } from "./operations.ts";
import type { Stage } from "./stage.ts";

const SERVICE = "Tributary-trial-Service";
/** What is deployed from. */
const SOURCES = [
  "bin",
  "lib",
  "lambdas",
  "cdk.json",
  "package.json",
  "package-lock.json",
  "tsconfig.json",
  "console.config.ts",
];
/** A version that works has long passed by then, here. */
const WAIT = "60";

const present = () => templateOf(accountOf([]), SERVICE);

/**
 * A version whose feeds do not come about is left again by the command itself, and what was posted meanwhile
 * arrives.
 */
export async function brokenVersion(stage: Stage): Promise<void> {
  const before = await present();
  const client = new Client({ url: stage.place, token: stage.serviceKey });
  await client.follow("bot:lasting", { user: "user:waiting" });
  const cwd = brokenCopy(dirname(stage.outputs));
  const running = ended(["bin/deploy.ts", "--require-approval", "never", "--wait", WAIT, ...stage.settings], {
    cwd,
  });
  await Promise.race([
    running,
    eventually("the broken version is there", async () => (await present()) !== before),
  ]);
  const { id } = await client.post({ actor: "bot:lasting", verb: "arrived" });
  const { code, out } = await running;
  assert.equal(code, 1, out);
  assert.match(out, /not seen: [^]*It has not arrived[^]*Stage trial is what it was before/);
  assert.equal(await present(), before);
  await eventually("what was posted to the broken version is in the feed", async () => {
    const { results } = await client.feedOf("user:waiting").page();
    return results.some((action) => action.id === id);
  });
}

/** The sources, but that the function which keeps feeds fails with all that it gets. */
function brokenCopy(parent: string): string {
  const folder = mkdtempSync(join(parent, "broken-"));
  for (const source of SOURCES) cpSync(source, join(folder, source), { recursive: true });
  symlinkSync(join(process.cwd(), "node_modules"), join(folder, "node_modules"));
  const [file] = globSync("lambdas/**/maintain-feeds.ts");
  assert.ok(file);
  writeFileSync(join(folder, file), `export const handler = () => Promise.reject(new Error("broken"));\n`);
  return folder;
}

/** A version that works stays; who wants the one before gets it, and that one again. */
export async function goesBackByHand(stage: Stage): Promise<void> {
  const first = await present();
  await node(["bin/deploy.ts", "--require-approval", "never", ...stage.settings, "-c", "logDays=7"]);
  const second = await present();
  assert.notEqual(second, first);
  const rollback = ["bin/rollback.ts", "-c", "stage=trial"];
  assert.match(await node(rollback), /Stage trial is the version before/);
  assert.equal(await present(), first);
  await node(rollback);
  assert.equal(await present(), second);
}
