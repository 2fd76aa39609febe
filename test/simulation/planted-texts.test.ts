import { readFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { expect, test } from "vitest";
import { patchedText } from "./proof/plants/patches.ts";
import { TEXTS } from "./proof/plants/texts.ts";

const read = (file: string): string => readFileSync(new URL(`../../${file}`, import.meta.url), "utf8");

test.each(Object.entries(TEXTS))("%s still applies, and leaves a program", (_name, { patches }) => {
  for (const [file, some] of Map.groupBy(patches, (patch) => patch.file))
    expect(() => stripTypeScriptTypes(some.reduce(patchedText, read(file)))).not.toThrow();
});

test("a plant whose text is gone, or not alone, is refused", () => {
  const patch = { file: "a.ts", from: "count++;", to: "" };
  expect(() => patchedText("nothing", patch)).toThrow("a.ts has 0 times instead of once: count++;");
  expect(() => patchedText("count++; count++;", patch)).toThrow("2 times");
  expect(patchedText("a; count++;", { ...patch, to: "$&" })).toBe("a; $&");
});
