import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { hold } from "../../lib/local/bundles-in-use.ts";
import { kept, keyOf } from "../../lib/local/kept.ts";

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), "synthesis-"))));
afterEach(() => rmSync(folder, { recursive: true }));

test("what is made is made once and read from then on, unless only half of it is there", async () => {
  let made = 0;
  const make = () => Promise.resolve({ made: ++made });
  const [one, other] = await Promise.all([kept(folder, "a", make), kept(folder, "a", make)]);
  expect([one, other], "two starts at the same time").toEqual([{ made: 1 }, { made: 2 }]);
  expect(readdirSync(folder)).toEqual(["a.json"]);
  expect(await kept(folder, "a", make)).toEqual({ made: 2 });
  expect(await kept(folder, "b", make)).toEqual({ made: 3 });
  writeFileSync(join(folder, "a.json"), '{"made":');
  expect(await kept(folder, "a", make)).toEqual({ made: 4 });
  expect(await kept(folder, "a", make)).toEqual({ made: 4 });
});

test("the last twenty are kept, and where nothing can be written nothing fails", async () => {
  for (let key = 0; key < 25; key++) await kept(folder, String(key), () => Promise.resolve(key));
  expect(readdirSync(folder)).toHaveLength(20);
  const file = join(folder, "24.json");
  expect(await kept(join(file, "no-folder"), "a", () => Promise.resolve(1))).toBe(1);
});

test("other settings or other sources are another key", () => {
  mkdirSync(join(folder, "lib"));
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
  const key = (settings: object = {}) => keyOf(folder, ["cdk.json", "lib/**/*.ts"], settings);
  write("lib/a.ts", "1");
  const keys = [key(), key({ tracing: true })];
  write("lib/a.ts", "1");
  expect(key()).toBe(keys[0]);
  for (const [name, text] of [
    ["lib/a.ts", "2"],
    ["lib/b.ts", ""],
    ["cdk.json", "{}"],
  ] as const) {
    write(name, text);
    keys.push(key());
  }
  expect(new Set(keys).size).toBe(keys.length);
  write("README.md", "is no source");
  expect(key()).toBe(keys.at(-1));
});

test("a run keeps its bundles while others are made, and removes what a killed run left", () => {
  const [bundles, runs] = [join(folder, "bundles"), join(folder, "runs")];
  mkdirSync(join(bundles, "follow"), { recursive: true });
  writeFileSync(join(bundles, "follow/index.js"), "old");
  mkdirSync(join(runs, "999999999-killed"), { recursive: true });
  const [mine, other] = [hold(bundles, runs), hold(bundles, runs)];
  expect(readdirSync(runs)).toHaveLength(2);
  // As bundles are replaced: whole.
  rmSync(join(bundles, "follow/index.js"));
  writeFileSync(join(bundles, "follow/index.js"), "new");
  expect(readFileSync(join(mine.folder, "follow/index.js"), "utf8")).toBe("old");
  mine.release();
  expect(readFileSync(join(other.folder, "follow/index.js"), "utf8")).toBe("old");
});
