import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { localCredentials } from "../../lib/local/credentials.ts";
import { pythonWith } from "../../lib/tools/commands/python.ts";

const EXAMPLES = "docs/examples/django";
const COMMANDS = ["export_actstream.py", "send_outbox.py"];
const OPERATIONS = 500;

let folder: string;
let python: string;
let environment: NodeJS.ProcessEnv;

/** A site as docs/migrating.md makes it: the files are copied into an app. */
beforeAll(async () => {
  python = join(await pythonWith("django", ["Django==5.2.*", "django-activity-stream==2.0.0"]), "python");
  folder = mkdtempSync(join(tmpdir(), "site-"));
  cpSync("test/django", folder, { recursive: true });
  for (const file of ["told.py", "tributary.py", "outbox.py", "forward.py"]) {
    cpSync(join(EXAMPLES, file), join(folder, "people", file));
  }
  for (const file of COMMANDS) cpSync(join(EXAMPLES, file), join(folder, "people/management/commands", file));
  environment = {
    ...process.env,
    SITE_DATABASE: join(folder, "site.sqlite"),
    TRIBUTARY_URL: inject("url"),
    TRIBUTARY_KEY: (await localCredentials()).serviceKey,
    TRIBUTARY_SITE: `site${Date.now()}`,
  };
  manage("makemigrations", "people");
  manage("migrate");
}, 300_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function manage(...args: string[]): string {
  const { status, stdout, stderr } = spawnSync(python, ["manage.py", ...args], {
    cwd: folder,
    env: environment,
    encoding: "utf8",
  });
  expect([status, stderr], stderr.slice(-3000)).toEqual([0, ""]);
  return stdout;
}

test(
  `after ${OPERATIONS} random operations django-activity-stream and Tributary show the same`,
  { timeout: 420_000 },
  () => {
    const seed = Math.floor(Math.random() * 1e9);
    console.log(`seed ${seed}`);
    expect(manage("live", "--operations", String(OPERATIONS), "--seed", String(seed))).toContain("the same");
  },
);

test("while the service is silent pages do not wait, and nothing is lost", { timeout: 120_000 }, () => {
  expect(manage("outage")).toContain("nothing was lost");
});
