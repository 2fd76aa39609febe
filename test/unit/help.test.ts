import { spawnSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";

const { scripts } = JSON.parse(readFileSync("package.json", "utf8")) as { scripts: Record<string, string> };

/** The commands for people: all that ask for their Node first. */
const commands = Object.entries(scripts).flatMap(([name, script]) => {
  const [, file] = /^node --import \.\/bin\/require-node\.mjs (\S+)$/.exec(script) ?? [];
  return file === undefined ? [] : [[name, file] as const];
});

test("there are commands for people", () => {
  expect(commands.map(([name]) => name)).toEqual(
    expect.arrayContaining(["start", "token", "import", "deploy", "destroy"]),
  );
});

// Without credentials, address or database: whatever began to work would fail.
test.each(commands)("npm run %s -- --help prints its help and does nothing else", (name, file) => {
  const env = { PATH: "/nowhere", PORT: "none", NODE_COMPILE_CACHE: process.env["NODE_COMPILE_CACHE"] };
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["--import", "./bin/require-node.mjs", file, "--help"],
    {
      encoding: "utf8",
      env,
    },
  );
  expect([status, stderr]).toEqual([0, ""]);
  expect(stdout.split("\n").filter((line) => line.length > 80)).toEqual([]);
  expect(stdout).toMatch(new RegExp(`^[A-Z][^]*npm (run (--silent )?)?${name}\\b`));
});

/** Those that take options of their own, and not what the CDK takes. */
const own = commands.filter(([name]) => name !== "deploy" && name !== "destroy");

test.each(own)(
  "npm run %s leaves what it does not know to what all commands read their options with",
  (_name, file) => {
    expect(readFileSync(file, "utf8").match(/\bcommandLine\(HELP,/g)).toHaveLength(1);
  },
);

test.each(own.filter(([name]) => name === "token" || name === "mend"))(
  "npm run %s refuses an option it does not know, and shows its help",
  (_name, file) => {
    const { status, stderr } = spawnSync(process.execPath, [file, "--no-such-option"], { encoding: "utf8" });
    expect(status).toBe(2);
    expect(stderr).toMatch(/^Unknown option '--no-such-option'\n\n[^]*npm /);
    expect(stderr).not.toContain("    at ");
  },
);

test("an empty value, as of a variable that is not set, is refused, not taken for this folder", () => {
  const { status, stderr } = spawnSync(process.execPath, ["bin/start.ts", "--data", ""], {
    encoding: "utf8",
  });
  expect(status).toBe(2);
  expect(stderr).toMatch(/^--data is empty: give it a value, or leave it out\.\n\n/);
});

/** A command that goes on in the next line could not be copied. */
test("no example of a command is broken", () => {
  for (const [, file] of commands) {
    const examples = readFileSync(file, "utf8").match(/^ {2}npm (?!.*(\S {2,}\S|\[)).*$/gm) ?? [];
    expect(examples.filter((line) => line.length > 80)).toEqual([]);
  }
});

test("an old Node is told what to do before anything is read", () => {
  const script = `Object.defineProperty(process.versions, "node", { value: "20.20.1" }); await import("./bin/require-node.mjs");`;
  const { status, stderr } = spawnSync(process.execPath, ["--input-type=module", "--eval", script], {
    encoding: "utf8",
  });
  expect(status).toBe(1);
  expect(stderr).toMatch(/needs Node 22\.18 or newer; this is Node 20\.20\.1\.\n.*install Node 24\.\n$/);
});

test("who has not run `npm ci` yet is told so, whatever the Node", () => {
  const elsewhere = mkdtempSync(join(tmpdir(), "not-installed-"));
  onTestFinished(() => rmSync(elsewhere, { recursive: true }));
  const file = join(elsewhere, "require-node.mjs");
  copyFileSync("bin/require-node.mjs", file);
  const { status, stderr } = spawnSync(process.execPath, [file], { encoding: "utf8" });
  expect([status, stderr]).toEqual([1, "What Tributary needs is not installed yet: run `npm ci` first.\n"]);
});
