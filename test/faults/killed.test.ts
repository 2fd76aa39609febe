import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test, vi } from "vitest";
import { localCredentials, localToken } from "../../lib/local/credentials.ts";
import { Caller, Person } from "../support/people.ts";
import { endProcess, startProcess } from "../support/service-process.ts";

const credentials = await localCredentials();
const FOLLOWERS = 120;

const call = async (caller: Caller, url: string, method: string, path: string, body?: unknown) =>
  (await caller.call(method, `${url}${path}`, body)).body;

test(
  "a deletion that is killed again and again ends complete, and nothing acknowledged is lost",
  { timeout: 330_000 },
  async () => {
    const folder = mkdtempSync(join(tmpdir(), "killed-"));
    const service = new Caller(credentials.serviceKey);
    const fan = new Person("fan-1", await localToken(credentials, "fan-1"));
    let process = await startProcess(folder);
    const follows = Array.from({ length: FOLLOWERS }, (_follow, index) => ({
      user: `user:fan-${index}`,
      follow_object: "user:star",
      send_action: false,
    }));
    await call(service, process.url, "POST", "/follows/batch", { follows: follows.slice(0, 100) });
    await call(service, process.url, "POST", "/follows/batch", { follows: follows.slice(100) });
    const actions = Array.from({ length: 50 }, () => ({
      actor: "user:star",
      verb: "pushed",
      target: "repository:1",
    }));
    await call(service, process.url, "POST", "/actions/batch", { actions });
    await call(service, process.url, "DELETE", "/users/star");
    const kept = await call(service, process.url, "POST", "/actions", {
      actor: "user:star",
      verb: "was born again",
    });
    for (const pause of [0, 150, 400]) {
      await sleep(pause);
      await endProcess(process, "SIGKILL");
      process = await startProcess(folder);
    }
    const following = async () => (await fan.call("GET", `${process.url}/users/fan-1`)).status;
    const shown = async () =>
      (await call(service, process.url, "GET", "/repositories/1/activity")).results.length;
    // A call that was cut off is repeated when its message becomes visible again.
    await vi.waitFor(async () => expect([await following(), await shown()]).toEqual([404, 0]), {
      timeout: 240_000,
      interval: 1000,
    });
    const { results } = await call(service, process.url, "GET", "/users/star/activity");
    expect(results.map(({ id }) => id)).toEqual([kept.id]);
    await endProcess(process, "SIGTERM");
  },
);
