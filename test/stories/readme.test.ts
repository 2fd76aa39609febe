import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { expect, inject, test } from "vitest";
import { readSettings } from "../../lib/infra/settings.ts";

/** The shell lines below a heading of a page, those of several blocks together. */
function shell(file: string, heading: string): string {
  const section =
    readFileSync(file, "utf8")
      .split(/^## /m)
      .find((text) => text.startsWith(`${heading}\n`)) ?? "";
  return [...section.matchAll(/```sh\n([^]*?)```/g)].map(([, lines]) => lines).join("");
}

test("the README has at most 600 words, and shows a picture", () => {
  const text = readFileSync("README.md", "utf8");
  expect(text.split(/\s+/).length).toBeLessThanOrEqual(600);
  expect(text).toMatch(/!\[.+\]\(docs\/images\/\S+\)/);
});

test("the README has two commands, and `.ci/run` calls that of the tests", () => {
  expect(shell("README.md", "Run it")).toBe("npm ci && npm start\n");
  expect(readFileSync(".ci/run", "utf8")).toContain(shell("README.md", "Test it").trim());
});

test('every line of the README\'s "Use it" works as written', () => {
  const lines = shell("README.md", "Use it")
    .replace(/^URL=.*$/m, `URL=${inject("url")}`)
    .replace("-o openapi.json ", "")
    .replaceAll(/^curl /gm, "curl -sS --fail-with-body ");
  expect(lines.match(/^curl /gm)?.length).toBeGreaterThanOrEqual(10);
  const output = execFileSync("bash", ["-euo", "pipefail", "-c", lines], { encoding: "utf8" });
  expect(output).toContain('"summary":"alice released crython"');
  expect(output).toMatch(/^{"is_following":true}$/m);
});

test('every line of "Start" in docs/importing.md works as written, and again', () => {
  const sample = "data/sample/events.jsonl.gz";
  // Fewer events: an import of all is a test of its own.
  const some = join(mkdtempSync(join(tmpdir(), "readme-")), "events.jsonl");
  writeFileSync(some, gunzipSync(readFileSync(sample)).toString().split("\n").slice(-50).join("\n"));
  const env = { ...process.env, PORT: new URL(inject("url")).port };
  const [lines = ""] = shell("docs/importing.md", "Start").split("zcat");
  const run = () =>
    execFileSync("bash", ["-euo", "pipefail", "-c", lines.replace(sample, some)], {
      encoding: "utf8",
      env,
      stdio: "pipe",
    });
  expect(run().match(/^imported [1-9]\d*$/gm)).toHaveLength(3);
  expect(run().match(/^refused {2}0$/gm)).toHaveLength(3);
});

test("what docs/deploy.md deploys with is a deployment: the settings of its lines are taken as they stand", () => {
  const lines = shell("docs/deploy.md", "In your own account")
    .replaceAll("ISSUER", "issuer.example")
    .split("\n");
  for (const name of ["deploy", "destroy"])
    expect(lines.some((line) => line.startsWith(`npm run ${name}`))).toBe(true);
  const given = lines.map((line): Record<string, string> =>
    Object.fromEntries(
      [...line.matchAll(/-c (\w+)=(\S+)/g)].map(([, name = "", value = ""]) => [name, value]),
    ),
  );
  expect(given.filter((settings) => "jwksUrl" in settings)).toHaveLength(1);
  for (const settings of given) expect(() => readSettings((name) => settings[name])).not.toThrow();
});
