import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { extendedCopy } from "../support/extended-copy.ts";

test("the project compiles, extended as docs/extending.md says", () => {
  const compile = () =>
    execFileSync(process.execPath, ["node_modules/typescript/bin/tsc", "--noEmit", "-p", "tsconfig.json"], {
      ...{ cwd: extendedCopy(), encoding: "utf8", stdio: "pipe" },
    });
  try {
    compile();
  } catch (error) {
    expect.fail((error as { stdout: string }).stdout);
  }
});
