import { cpSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect } from "vitest";

/** Copies the project, extended as docs/extending.md says. @returns the copy's folder */
export function extendedCopy(): string {
  const copy = mkdtempSync(join(tmpdir(), "extended-"));
  for (const folder of ["lib", "lambdas", "console.config.ts", "tsconfig.json", "package.json"])
    cpSync(folder, join(copy, folder), { recursive: true });
  symlinkSync(resolve("node_modules"), join(copy, "node_modules"));
  const page = readFileSync("docs/extending.md", "utf8");
  for (const [, file = "", code = ""] of page.matchAll(/```ts file=(\S+)\n([\s\S]*?)```/g))
    writeFileSync(join(copy, file), code);
  const edit = (file: string, from: string, to: string) => {
    const before = readFileSync(join(copy, file), "utf8");
    expect(before).toContain(from);
    writeFileSync(join(copy, file), before.replace(from, to));
  };
  const [, word = ""] = /```ts line=lib\/domain\/types\/registry.ts\n\s*(\S+)\n/.exec(page) ?? [];
  edit("lib/domain/types/registry.ts", "release,\n", `release, ${word}\n`);
  edit("lib/domain/types/registry.ts", "import ", 'import { album } from "./album.ts";\nimport ');
  edit("lib/domain/verbs/registry.ts", "VerbRule[] = []", "VerbRule[] = [startedFollowing]");
  edit(
    "lib/domain/verbs/registry.ts",
    "import ",
    'import { startedFollowing } from "./started-following.ts";\nimport ',
  );
  edit("lib/hooks/registry.ts", "follow: [],", "follow: [noStrangersInTeams],");
  edit(
    "lib/hooks/registry.ts",
    "import ",
    'import { noStrangersInTeams } from "./no-strangers-in-teams.ts";\nimport ',
  );
  return copy;
}
