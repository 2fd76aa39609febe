import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test, vi } from "vitest";
import { localCredentials, localToken } from "../../lib/local/credentials.ts";
import { Caller, Person } from "../support/people.ts";

const credentials = await localCredentials();
const FOLLOWERS = 120;

/** Starts the service of its own that keeps its data in a folder. */
async function start(folder: string): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, ["bin/start.ts", "--empty", "--data", folder], {
    env: { ...process.env, PORT: "0" },
    stdio: ["ignore", "pipe", "ignore"],
  });
  let out = "";
  child.stdout.on("data", (text: Buffer) => (out += text.toString()));
  for (;;) {
    const url = /^ready (http:\S+)$/m.exec(out)?.[1];
    if (url !== undefined) return { child, url };
    if (child.exitCode !== null) throw new Error("the service did not start");
    await sleep(50);
  }
}

const call = async (caller: Caller, url: string, method: string, path: string, body?: unknown) =>
  (await caller.call(method, `${url}${path}`, body)).body;

test(
  "a deletion that is killed again and again ends complete, and nothing acknowledged is lost",
  { timeout: 240_000 },
  async () => {
    const folder = mkdtempSync(join(tmpdir(), "killed-"));
    const service = new Caller(credentials.serviceKey);
    const fan = new Person("fan-1", await localToken(credentials, "fan-1"));
    let { child, url } = await start(folder);
    const follows = Array.from({ length: FOLLOWERS }, (_follow, index) => ({
      user: `user:fan-${index}`,
      follow_object: "user:star",
      send_action: false,
    }));
    await call(service, url, "POST", "/follows/batch", { follows: follows.slice(0, 100) });
    await call(service, url, "POST", "/follows/batch", { follows: follows.slice(100) });
    const actions = Array.from({ length: 50 }, () => ({ actor: "user:star", verb: "pushed", target: "repository:1" }));
    await call(service, url, "POST", "/actions/batch", { actions });
    await call(service, url, "DELETE", "/users/star");
    const kept = await call(service, url, "POST", "/actions", { actor: "user:star", verb: "was born again" });
    for (const pause of [0, 150, 400]) {
      await sleep(pause);
      child.kill("SIGKILL");
      await once(child, "exit");
      ({ child, url } = await start(folder));
    }
    const following = async () => (await fan.call("GET", `${url}/users/fan-1`)).status;
    const shown = async () => (await call(service, url, "GET", "/repositories/1/activity")).results.length;
    // A call that was cut off is repeated when its message becomes visible again.
    await vi.waitFor(async () => expect([await following(), await shown()]).toEqual([404, 0]), {
      timeout: 150_000,
      interval: 1000,
    });
    const { results } = await call(service, url, "GET", "/users/star/activity");
    expect(results.map(({ id }) => id)).toEqual([kept.id]);
    child.kill("SIGTERM");
    await once(child, "exit");
  },
);
