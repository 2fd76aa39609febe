import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { scratchFolder } from "../../lib/tools/bench/scratch.ts";
import { localCredentials } from "../../lib/local/credentials.ts";
import { startService } from "../../lib/local/service.ts";
import { Caller } from "../support/people.ts";

/** Bytes that a file of the database may have: some hundred actions more than an empty one has. */
const MOST_BYTES = 2_048_000;
const SH_BLOCK = 512;
const MOST_POSTS = 600;

const folder = scratchFolder("disk-full");
const path = process.env["PATH"] ?? "";
afterAll(() => {
  process.env["PATH"] = path;
  rmSync(folder, { recursive: true });
});

/** A Java that may not write larger files: to its database the disk is full. */
function fullDisk(): string {
  const bin = join(folder, "bin");
  mkdirSync(bin);
  const java = execFileSync("sh", ["-c", "command -v java"], { encoding: "utf8" }).trim();
  writeFileSync(join(bin, "java"), `#!/bin/sh\nulimit -f ${MOST_BYTES / SH_BLOCK}\nexec ${java} "$@"\n`);
  chmodSync(join(bin, "java"), 0o755);
  return `${bin}:${path}`;
}

test("while the disk is full a write is 503 with Retry-After, and what was acknowledged is there when it has space again", async () => {
  const dataFolder = join(folder, "data");
  const caller = new Caller((await localCredentials()).serviceKey);
  const start = () => startService({ port: 0, harsh: true, dataFolder, onStep: () => undefined });
  const acknowledged: string[] = [];
  const refused: unknown[] = [];

  process.env["PATH"] = fullDisk();
  let service = await start();
  try {
    const data = { text: "x".repeat(7000) };
    for (let count = 0; count < MOST_POSTS && refused.length < 3; count++) {
      const { status, headers, body } = await caller.post(`${service.url}/actions`, {
        actor: "user:a",
        verb: "wrote",
        data,
      });
      if (status === 201) acknowledged.push(body.id);
      else refused.push([status, Number(headers.get("retry-after")) > 0, headers.get("content-type")]);
    }
  } finally {
    await service.stop();
  }
  expect(acknowledged.length).toBeGreaterThan(10);
  expect(refused).toEqual(Array(3).fill([503, true, "application/problem+json"]));

  process.env["PATH"] = path;
  service = await start();
  try {
    for (const id of acknowledged)
      expect([id, (await caller.get(`${service.url}/actions/${id}`)).status]).toEqual([id, 200]);
    expect((await caller.post(`${service.url}/actions`, { actor: "user:a", verb: "wrote" })).status).toBe(
      201,
    );
  } finally {
    await service.stop();
  }
});
