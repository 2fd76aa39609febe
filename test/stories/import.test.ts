import { gzipSync } from "node:zlib";
import { execFileSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, inject, test } from "vitest";
import { service, unique } from "../support/people.ts";

const bin = (...args: string[]) =>
  execFileSync(process.execPath, ["bin/import.ts", ...args], { encoding: "utf8", stdio: "pipe" });

test("importing a file of GitHub events twice changes nothing, and says what was skipped and why", async () => {
  const repo = unique("repo");
  const event = (index: number, type: string) => ({
    id: unique(String(index)),
    type,
    actor: { id: 7, login: "octocat" },
    repo: { id: repo, name: "octo/world" },
    created_at: `2015-01-01T00:00:0${index % 3}Z`,
    payload: { head: `abcdef${index}` },
  });
  const events = [0, 1, 2, 3, 4].map((index) => event(index, "PushEvent"));
  const lines = [...events, event(5, "SponsorshipEvent")].map((one) => JSON.stringify(one));
  const file = join(mkdtempSync(join(tmpdir(), "events-")), "hour.json.gz");
  writeFileSync(file, gzipSync([...lines, "{broken"].join("\n")));
  const args = ["github", file, "--url", inject("url")];
  const report = bin(...args);
  expect(report).toContain("imported 5\nrepeated 0\nskipped  2");
  expect(report).toContain("SponsorshipEvent");
  expect(bin(...args)).toContain("imported 0\nrepeated 5");
  expect(await service.all(`/repositories/${repo}/activity?role=target&limit=2`)).toHaveLength(5);
});

test("says in one sentence that nothing answers, or that there is no such file", () => {
  const file = join(mkdtempSync(join(tmpdir(), "events-")), "hour.json");
  writeFileSync(
    file,
    '{"id":"1","type":"WatchEvent","actor":{"id":1,"login":"a"},"repo":{"id":1,"name":"a/b"},"created_at":"2015-01-01T00:00:00Z","payload":{}}',
  );
  expect(() => bin("github", file, "--url", "http://127.0.0.1:59999")).toThrow(
    /Nothing answers at http:\/\/127.0.0.1:59999; start the service/,
  );
  expect(() => bin("github", "no-such-file")).toThrow(/There is no file no-such-file/);
});
