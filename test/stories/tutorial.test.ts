import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, inject, onTestFinished, test } from "vitest";
import { followTutorial } from "../support/tutorial.ts";

interface Page {
  readonly results: readonly { readonly summary: string }[];
}

test("every command of the tutorial works as written, and answers what it says", () => {
  const folder = mkdtempSync(join(tmpdir(), "my-page-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const answers = followTutorial(inject("url"), folder)
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .map((line) => JSON.parse(line) as Page & { readonly status?: number });
  const lists = answers.filter(({ results }) => results?.[0]?.summary !== undefined || results?.length === 0);
  expect(lists.map(({ results }) => results.map(({ summary }) => summary))).toEqual([
    [
      "Dana started following Harbour team",
      "Eli edited The plan on Harbour team",
      "Dana joined Harbour team",
    ],
    ["Eli asked Harbour team", "Dana started following Harbour team"],
    ["Eli edited The plan on Harbour team"],
    ["Eli asked Harbour team", "Eli edited The plan on Harbour team"],
    [],
    ["Eli edited The plan on Harbour team"],
    [],
    ["Eli commented on The plan"],
  ]);
  expect(answers).toContainEqual({ is_following: true });
  expect(answers.slice(-2)).toEqual([
    { unseen: 1, unread: 1, more: false },
    { unseen: 0, unread: 1, more: false },
  ]);
  expect(readFileSync(join(folder, "index.html"), "utf8")).toContain(inject("url"));
});
