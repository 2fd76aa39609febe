import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { expect, inject, test, vi } from "vitest";
import { amount } from "../support/amount.ts";
import { runHere } from "../support/command.ts";
import { importFiles, killAndRepeat } from "../support/killed-import.ts";
import { service, unique } from "../support/people.ts";
import { eventually, uniqueType } from "../support/story.ts";

const SAMPLE = "data/sample/events.jsonl.gz";

/** Runs the command, also where it fails. */
const ended = (args: readonly string[], input?: string) =>
  spawnSync(process.execPath, ["bin/import.ts", ...args, "--url", inject("url")], {
    encoding: "utf8",
    input,
  });

function fileOf(name: string, content: string | Buffer): string {
  const file = join(mkdtempSync(join(tmpdir(), "import-")), name);
  writeFileSync(file, content);
  return file;
}

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
  const args = [
    "github",
    fileOf("hour.json.gz", gzipSync([...lines, "{broken"].join("\n"))),
    "--url",
    inject("url"),
  ];
  const report = importFiles(...args);
  expect(report).toContain("imported 5\nrepeated 0\nskipped  2");
  expect(report).toContain("SponsorshipEvent");
  expect(importFiles(...args)).toContain("imported 0\nrepeated 5");
  expect(await service.all(`/repositories/${repo}/activity?role=target&limit=2`)).toHaveLength(5);
});

test("an import that is killed and repeated leaves every action once, as it was told", async () => {
  const lines = gunzipSync(readFileSync(SAMPLE)).toString().split("\n").slice(0, amount(150, 600));
  await killAndRepeat(inject("url"), fileOf("events.jsonl", lines.join("\n")));
});

test("Ctrl-C says where to go on, and from there nothing is missing", async () => {
  const [site, lines] = [uniqueType("site"), amount(120, 700)];
  const action = (index: number) =>
    JSON.stringify({ actor: `${site}:1`, verb: "opened", target: `${site}:${index % 7}` });
  const file = fileOf("actions.jsonl", Array.from({ length: lines }, (_, index) => action(index)).join("\n"));
  const child = spawn(process.execPath, ["bin/import.ts", "actions", file, "--url", inject("url")]);
  let heard = "";
  child.stderr.on("data", (text: Buffer) => (heard += text.toString()));
  await vi.waitFor(
    async () => expect((await service.get(`/${site}/1/activity`)).body.results.length).toBeGreaterThan(0),
    60_000,
  );
  child.kill("SIGINT");
  expect(await once(child, "exit")).toEqual([130, null]);
  const skip = /--skip (\d+)/.exec(heard)?.[1] ?? "0";
  const report = importFiles("actions", file, "--skip", skip, "--url", inject("url"));
  expect(report).not.toContain("imported 0");
  await eventually(async () =>
    expect(await service.all(`/${site}/1/activity?role=actor&limit=100`)).toHaveLength(lines),
  );
});

test("lines that are no actions are named with their reason, and the others are stored once", async () => {
  const site = `${uniqueType("site")}:1`;
  const file = fileOf(
    "actions.jsonl",
    [
      JSON.stringify({ actor: site, verb: "opened" }),
      "{broken",
      JSON.stringify({ actor: site, verb: "" }),
      "",
      JSON.stringify({
        actor: site,
        verb: "closed",
        description: "für heute",
        timestamp: "2020-01-01T00:00:00Z",
      }),
      JSON.stringify({ actor: site, verb: "opened" }),
    ].join("\r\n"),
  );
  const { stdout, stderr, status } = ended(["actions", file]);
  expect(status).toBe(1);
  expect(stdout).toMatch(/imported 3\nrepeated 0\nskipped {2}1\n.*an empty line\nrefused {2}2\n/);
  expect(stderr).toContain(`${file} line 2: is not a JSON object`);
  expect(stderr).toMatch(/line 3: verb must not be blank/);
  expect(ended(["actions", file]).stdout).toContain("imported 0\nrepeated 3");
  await eventually(async () => {
    const { body } = await service.get(`/${site.replace(":", "/")}/activity`);
    expect(body.results.map(({ verb }) => verb)).toEqual(["opened", "opened", "closed"]);
  });
});

test("a line whose id is taken by another action is left out, and is no failure", () => {
  const [id, site] = [unique("id"), `${uniqueType("site")}:1`];
  const line = (verb: string) => JSON.stringify({ id, actor: site, verb });
  expect(ended(["actions", "-"], line("opened")).stdout).toContain("imported 1");
  const { stdout, status } = ended(["actions", "-"], line("closed"));
  expect(stdout).toMatch(/imported 0\nrepeated 0\nkept {5}1/);
  expect(status).toBe(0);
});

test("follows come out of a CSV file with flags and times, quietly, and twice the same", async () => {
  const [reader, site] = [unique("reader"), uniqueType("site")];
  const csv = [
    "user,follow_object,flag,actor_only,started",
    `user:${reader},${site}:1,,False,2019-05-01T10:00:00+02:00`,
    `user:${reader},"${site}:a, ""b""",watching,,`,
    `user:${reader},${site}:3,,maybe,`,
    `user:${reader},,,,`,
    `user:${reader},Bad Type:1,,,`,
  ].join("\r\n");
  const file = fileOf("follows.csv.gz", gzipSync(csv));
  const { stdout, stderr, status } = ended(["follows", file]);
  expect(stdout).toContain("imported 2");
  expect(status).toBe(1);
  expect(stderr).toContain(`${file} line 4: actor_only is neither true nor false`);
  expect(stderr).toContain(`${file} line 5: lacks a user or a follow_object`);
  expect(stderr).toMatch(/line 6: follow_object/);
  ended(["follows", file]);
  await eventually(async () => {
    const follows = await service.all(`/users/${reader}/following?flag=*`);
    expect(
      follows.map(({ follow_object, flags, actor_only }) => [follow_object.id, flags, actor_only]),
    ).toEqual([
      ["1", ["following"], false],
      ['a, "b"', ["watching"], true],
    ]);
    expect(follows[0]).toMatchObject({ started: "2019-05-01T08:00:00.000Z" });
  });
  expect(await service.all(`/users/${reader}/activity`)).toEqual([]);
});

test("an edge list makes two users of a row follow each other", async () => {
  const [a, b] = [unique("a"), unique("b")];
  const { stdout } = ended(
    ["follows", "-"],
    `id_1,login_1,active_1,id_2,login_2,active_2\n${a},one,0,${b},two,1\n`,
  );
  expect(stdout).toContain("imported 2");
  await eventually(async () => {
    for (const [user, other] of [
      [a, b],
      [b, a],
    ]) {
      const follows = await service.all(`/users/${user}/following`);
      expect(follows.map(({ follow_object }) => follow_object.id)).toEqual([other]);
    }
  });
});

test.each([
  [["nothing", "file"], 2, "Say what to import: github, actions or follows."],
  [["github"], 2, "Say which files to import."],
  [["github", "no-such-file"], 1, "There is no file no-such-file."],
  [["github", "data"], 1, "data is a folder; name the files in it."],
  [["github", "README.md", "--skip", "x"], 2, '--skip is a number, not "x".'],
  [["github", "README.md", "--nope"], 2, "Unknown option '--nope'"],
  [["follows", "package.json"], 1, "The columns of follows are user, follow_object"],
  [
    ["github", SAMPLE, "--url", "http://127.0.0.1:59999"],
    1,
    "Nothing answers at http://127.0.0.1:59999; start the service",
  ],
])("%j ends with %i and a sentence: %s", async (args, code, sentence) => {
  const url = args.includes("--url") ? [] : ["--url", inject("url")];
  const { code: status, err, out } = await runHere("import", [...args, ...url]);
  expect([out, status]).toEqual(["", code]);
  expect(err.slice(0, sentence.length)).toBe(sentence);
  expect(err).not.toContain("    at ");
});

test("says that a file is cut off, after what could be read", () => {
  const repo = unique("repo");
  const line = (index: number) =>
    JSON.stringify({
      id: unique(String(index)),
      type: "WatchEvent",
      actor: { id: 7, login: "octocat" },
      repo: { id: repo, name: "octo/world" },
      created_at: "2015-01-01T00:00:00Z",
    });
  const bytes = gzipSync(Array.from({ length: 60 }, (_, index) => line(index)).join("\n"));
  const file = fileOf("hour.json.gz", bytes.subarray(0, bytes.length - 20));
  const { stderr, status } = ended(["github", file, "--skip", "20"]);
  expect(status).toBe(1);
  expect(stderr).toMatch(
    /cannot be read to its end: .*unexpected end of file\.\n\d+ are done; to go on from there: --skip \d+/,
  );
});

test("says that a token is no key, in one sentence", () => {
  const { stderr, stdout, status } = ended(["actions", SAMPLE, "--token", "nonsense"]);
  expect([stdout, status]).toEqual(["", 1]);
  expect(stderr).toMatch(/^The service does not take this token for an import.*\n/);
  expect(stderr).not.toContain("    at ");
});

test("a row with a quote that is not closed takes no other along", async () => {
  const [reader, site] = [unique("reader"), uniqueType("site")];
  const row = (name: string) => `user:${reader},${site}:${name}`;
  const lines = ["user,follow_object", row("1"), `user:${reader},"${site}:2`, row("3")];
  const { stdout, stderr, status } = ended(["follows", fileOf("follows.csv", lines.join("\n"))]);
  expect(stdout).toContain("imported 2");
  expect(status).toBe(1);
  expect(stderr).toContain("line 3: is no row of CSV");
  await eventually(async () => expect(await service.all(`/users/${reader}/following`)).toHaveLength(2));
});

test("to go on behind the end of the files is refused", () => {
  const { stderr, stdout, status } = ended(["actions", "docs/examples/actions.jsonl", "--skip", "1000"]);
  expect([stdout, status]).toEqual(["", 1]);
  expect(stderr).toMatch(/^There is nothing to go on with: \d+ entries are all there are\.\n$/);
});

test("a line that is far too long is told as that, and soon", { timeout: 60_000 }, () => {
  const long = `{"data": "${"x".repeat(40_000_000)}"}`;
  const { stderr, status } = ended(["actions", fileOf("actions.jsonl", `${long}\n${long}`)]);
  expect(status).toBe(1);
  expect(stderr.match(/line [12]: is too long/g)).toHaveLength(2);
});
