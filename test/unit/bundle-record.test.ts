import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { BundleRecord } from "../../lib/infra/bundle-record.ts";

let folder: string;
const [LATER, EARLIER] = [Date.now() + 60_000, Date.now() - 60_000];
const at = (name: string): string => join(folder, name);
const record = (settings: unknown = "settings") => new BundleRecord(at("record.json"), settings);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "record-"));
  for (const name of ["source", "other", "bundle"]) writeFileSync(at(name), name);
  record().write([at("source"), at("other")], [at("bundle")], LATER);
  onTestFinished(() => rmSync(folder, { recursive: true }));
});

test("bundles are current while nothing has changed", () => {
  expect(record().isCurrent()).toBe(true);
});

test.each<[string, () => void]>([
  ["an input has changed", () => writeFileSync(at("other"), "changed")],
  ["an input is gone", () => rmSync(at("source"))],
  ["a bundle is gone", () => rmSync(at("bundle"))],
  ["the record is broken", () => writeFileSync(at("record.json"), "{")],
  ["there is no record", () => rmSync(at("record.json"))],
])("bundles are not current where %s", (_what, change) => {
  change();
  expect(record().isCurrent()).toBe(false);
});

test("bundles that were made with other settings are not current", () => {
  expect(record("others").isCurrent()).toBe(false);
});

test("an input that changed while bundles were made leaves no record of them", () => {
  writeFileSync(at("source"), "changed");
  record().write([at("source"), at("other")], [at("bundle")], EARLIER);
  expect(record().isCurrent()).toBe(false);
});
