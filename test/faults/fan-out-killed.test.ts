import { rmSync } from "node:fs";
import { randomInt } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, onTestFinished, test, vi } from "vitest";
import { scratchFolder } from "../../lib/tools/bench/scratch.ts";
import { countRows, fansOf, seedFollowers } from "../../lib/tools/bench/seed.ts";
import { localCredentials, localToken } from "../../lib/local/credentials.ts";
import { readRunning } from "../../lib/local/running.ts";
import { runningTable } from "../../lib/local/tables.ts";
import { Person } from "../support/people.ts";
import { endProcess, startProcess } from "../support/service-process.ts";

const FOLLOWERS = 2500;

test(
  "a large fan-out is killed three times, and every follower has the action once",
  { timeout: 300_000 },
  async () => {
    const folder = scratchFolder("fan-out-killed");
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    let process = await startProcess(folder);
    await seedFollowers(runningTable(readRunning(folder)), "star", FOLLOWERS, () => undefined);
    const star = new Person("star", await localToken(await localCredentials(), "star"));
    const { status, body } = await star.call("POST", `${process.url}/actions`, { verb: "pushed" });
    expect(status).toBe(201);
    for (let kill = 0; kill < 3; kill++) {
      await sleep(randomInt(100, 1000));
      await endProcess(process, "SIGKILL");
      process = await startProcess(folder);
    }
    const table = runningTable(readRunning(folder));
    const fans = fansOf("star", FOLLOWERS);
    // A chunk that was cut off is repeated when its message becomes visible again.
    await vi.waitFor(
      async () => expect(await countRows(table, fans, body.timestamp, body.id)).toBe(FOLLOWERS),
      {
        timeout: 240_000,
        interval: 2000,
      },
    );
    const fan = fansOf("star", FOLLOWERS).at(-1)?.id ?? "";
    const { results } = (
      await new Person(fan, await localToken(await localCredentials(), fan)).get(`${process.url}/feed`)
    ).body;
    expect(results.map(({ id }) => id)).toEqual([body.id]);
    await endProcess(process, "SIGTERM");
  },
);
