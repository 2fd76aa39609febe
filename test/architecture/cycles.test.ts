import { globSync } from "node:fs";
import { expect, test } from "vitest";
import { importsOf } from "./imports.ts";

type Imports = ReadonlyMap<string, readonly string[]>;

/** A way through imports that comes back to where it began, one for each file that closes one. */
function cyclesOf(imports: Imports): string[] {
  const done = new Set<string>();
  const cycles: string[] = [];
  const visit = (file: string, way: readonly string[]): void => {
    if (way.includes(file)) cycles.push([...way.slice(way.indexOf(file)), file].join(" -> "));
    if (way.includes(file) || done.has(file)) return;
    for (const next of imports.get(file) ?? []) visit(next, [...way, file]);
    done.add(file);
  };
  for (const file of imports.keys()) visit(file, []);
  return cycles;
}

test("a cycle of any length is found, and no other meeting of ways", () => {
  const imports = { a: ["b", "c"], b: ["d"], c: ["d"], d: ["e"], e: ["c"], f: ["f"] };
  expect(cyclesOf(new Map(Object.entries(imports)))).toEqual(["d -> e -> c -> d", "f -> f"]);
});

test("no files import each other in a circle, for types neither", () => {
  const files = globSync("{bin,console,lambdas,lib}/**/*.{ts,tsx}");
  expect(files.length).toBeGreaterThan(500);
  expect(cyclesOf(new Map(files.map((file) => [file, importsOf(file)])))).toEqual([]);
});
