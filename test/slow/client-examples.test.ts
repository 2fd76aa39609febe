import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, inject, test } from "vitest";
import { person } from "../support/people.ts";

test("the examples of docs/client.md compile and run as written", async () => {
  const alice = await person("alice");
  mkdirSync(".build", { recursive: true });
  const folder = mkdtempSync(".build/client-examples-");
  try {
    const text = readFileSync("docs/client.md", "utf8");
    const building = /```sh\n([\s\S]*?)```/.exec(text)?.[1] ?? "";
    execFileSync("bash", ["-euc", building.replaceAll("dist/", `${folder}/dist/`)], { stdio: "pipe" });
    const blocks = text.matchAll(/```ts\n([\s\S]*?)```/g);
    const program = [...blocks].map(([, block]) => block).join("\n");
    const file = join(folder, "examples.ts");
    writeFileSync(file, program);
    writeFileSync(
      join(folder, "tsconfig.json"),
      JSON.stringify({ extends: "../../tsconfig.json", include: ["*.ts"] }),
    );
    const compile = () =>
      execFileSync("node_modules/.bin/tsc", ["--project", folder], { encoding: "utf8", stdio: "pipe" });
    try {
      compile();
    } catch (error) {
      expect.fail((error as { stdout: string }).stdout);
    }
    const wrong = join(folder, "wrong.ts");
    writeFileSync(wrong, program.replace('verb: "pushed", target', 'verbe: "pushed", target'));
    expect(compile, "the types are those of the client").toThrow();
    rmSync(wrong);
    const env = { ...process.env, URL: inject("url"), TOKEN: alice.token };
    const output = execFileSync(process.execPath, [file], { encoding: "utf8", env });
    expect(output).toContain(`${alice.id} pushed crython`);
    expect(output).toContain("true");
    expect(output).toMatch(/^412$/m);
    expect(output).toContain("400 Bad Request");
    expect(output).toMatch(/^verb must/m);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
