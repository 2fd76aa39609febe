import { execFileSync } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, inject, test } from "vitest";
import { buildClient, compile, programFolder } from "../support/doc-programs.ts";
import { person } from "../support/people.ts";

test("the examples of docs/client.md compile and run as written", async () => {
  const alice = await person("alice");
  const folder = programFolder("client-examples");
  try {
    const text = readFileSync("docs/client.md", "utf8");
    buildClient("docs/client.md", folder);
    const blocks = text.matchAll(/```ts\n([\s\S]*?)```/g);
    const program = [...blocks].map(([, block]) => block).join("\n");
    const file = join(folder, "examples.ts");
    writeFileSync(file, program);
    await compile(folder);
    const wrong = join(folder, "wrong.ts");
    writeFileSync(wrong, program.replace('verb: "pushed", target', 'verbe: "pushed", target'));
    await expect(compile(folder), "the types are those of the client").rejects.toThrow();
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
