import { spawn } from "node:child_process";
import {
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, expect, test } from "vitest";
import { prepareFolder } from "../../lib/local/data-folder.ts";
import { diskError } from "../../lib/local/disk-error.ts";
import { UserFacingError } from "../../lib/local/dynamodb.ts";
import { lockFolder } from "../../lib/local/folder-lock.ts";
import { howToGetJava } from "../../lib/local/java.ts";

const DATABASE = "shared-local-instance.db";
let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), "data-folder-"))));
afterEach(() => rmSync(folder, { recursive: true }));

/** Makes a real database of several pages in the folder. */
function makeDatabase(): string {
  const file = join(folder, DATABASE);
  const database = new DatabaseSync(file);
  database.exec("create table things (name text); insert into things values (hex(randomblob(9000)))");
  database.close();
  return file;
}

const refusal = (): string => {
  try {
    prepareFolder(folder);
  } catch (error) {
    expect(error).toBeInstanceOf(UserFacingError);
    return (error as Error).message;
  }
  return "";
};

test("an empty folder and a whole database are taken, and nothing but a note of the format is left", () => {
  expect(refusal()).toBe("");
  expect(readdirSync(folder)).toEqual(["tributary.json"]);
  const file = makeDatabase();
  const bytes = readFileSync(file);
  expect(refusal()).toBe("");
  expect(readFileSync(file).equals(bytes)).toBe(true);
});

test("half a database is named, and what to do", () => {
  const file = makeDatabase();
  truncateSync(file, Math.floor(statSync(file).size / 2));
  expect(refusal()).toBe(
    `${file} is no database, or only a part of one: put a copy back, move it away to start empty, or choose another folder with --data.`,
  );
});

test.each([DATABASE, "fauxqs.db"])("garbage in the place of %s is named", (name) => {
  writeFileSync(join(folder, name), "garbage ".repeat(1000));
  expect(refusal()).toContain(`${join(folder, name)} is no database`);
});

test.each([
  ["a later format", JSON.stringify({ format: 99 }), "it is 99"],
  ["garbage", "{", "doesn't say"],
  ["another's file", JSON.stringify({ name: "tributary" }), "doesn't say"],
])("a note of %s is refused with what to do", (_what, note, why) => {
  writeFileSync(join(folder, "tributary.json"), note);
  expect(refusal()).toContain(why);
  expect(refusal()).toContain("use the version that made them, or choose another folder with --data.");
});

test("every way in which a disk refuses has a cure", () => {
  const cures = ["ENOSPC", "EDQUOT", "EROFS", "EACCES", "EPERM"].map((code) =>
    diskError(Object.assign(new Error(), { code }), "/data"),
  );
  expect(cures).toEqual([
    "There is no space left in /data: free some",
    "There is no space left in /data: free some",
    "/data is on a disk that can only be read: mount it writable",
    '/data may not be written by you: give yourself the right (chmod u+rwX "/data")',
    '/data may not be written by you: give yourself the right (chmod u+rwX "/data")',
  ]);
  expect(diskError(new Error("another"), "/data")).toBeUndefined();
});

test("a folder is one process's, until it ends, whoever has its number then", async () => {
  const other = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
  const write = (lock: unknown) => writeFileSync(join(folder, "tributary.lock"), JSON.stringify(lock));
  write({ pid: other.pid });
  expect(() => lockFolder(folder)).toThrow(`in use by another \`npm start\` (process ${other.pid})`);
  write({ pid: other.pid, start: "another boot 1" });
  const release = lockFolder(folder);
  const mine = JSON.parse(readFileSync(join(folder, "tributary.lock"), "utf8")) as {
    pid: number;
    start: string;
  };
  expect(mine).toEqual({ pid: process.pid, start: expect.any(String) as string });
  release();
  expect(readdirSync(folder)).not.toContain("tributary.lock");
  other.kill("SIGKILL");
  await new Promise((resolve) => other.once("exit", resolve));
  write({ pid: other.pid });
  lockFolder(folder)();
  for (const garbage of ["", "x", "12", "{}"]) {
    writeFileSync(join(folder, "tributary.lock"), garbage);
    lockFolder(folder)();
  }
});

test.each([
  ["ID=ubuntu\nID_LIKE=debian", "sudo apt-get install -y default-jre-headless"],
  ['ID="rocky"\nID_LIKE="rhel centos fedora"', "sudo dnf install -y java-latest-openjdk-headless"],
  ["ID=alpine", "sudo apk add openjdk21-jre-headless"],
  ["ID=unheard-of", "see https://adoptium.net"],
])("says how to install Java where %s", (release, command) => {
  expect(howToGetJava("linux", release)).toBe(command);
});

test("says how to install Java elsewhere", () => {
  expect([howToGetJava("darwin"), howToGetJava("win32")]).toEqual([
    "brew install --cask temurin",
    "winget install EclipseAdoptium.Temurin.21.JRE",
  ]);
});
