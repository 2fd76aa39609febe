import { execFileSync } from "node:child_process";
import { expect, onTestFinished, test, vi } from "vitest";
import { localCredentials, localToken } from "../../lib/local/credentials.ts";
import { startService } from "../../lib/local/service.ts";
import { Person } from "../support/people.ts";

const credentials = await localCredentials();
const person = async (id: string) => new Person(id, await localToken(credentials, id));

/**
 * Kills every process that runs functions for this one, whatever it is doing. @returns how many there were
 */
function killFunctions(): number {
  const all = execFileSync("ps", ["-A", "-o", "pid=,ppid=,args="], { encoding: "utf8" }).split("\n");
  const ours = all.flatMap((line) => {
    const [, pid, parent, command = ""] = /^ *(\d+) +(\d+) (.*)$/.exec(line) ?? [];
    return Number(parent) === process.pid && command.includes("function-process.ts") ? [Number(pid)] : [];
  });
  for (const pid of ours) process.kill(pid, "SIGKILL");
  return ours.length;
}

test("functions are killed in the middle of their calls: what was answered 201 is there once, and reaches followers", async () => {
  const service = await startService({
    port: 0,
    harsh: true,
    longestRetryDelay: 200,
    longestVisibility: 5,
    onStep: () => undefined,
  });
  onTestFinished(() => service.stop());
  const [alice, bob] = [await person("alice"), await person("bob")];
  await bob.call("POST", `${service.url}/users/alice/follow`, { send_action: false });
  await bob.get(`${service.url}/feed`);
  const statuses: number[] = [];
  const acknowledged: string[] = [];
  const ending = new AbortController();
  const post = async (worker: number) => {
    for (let count = 0; !ending.signal.aborted; count++) {
      const id = `${worker}-${count}`;
      const { status } = await alice.call("POST", `${service.url}/actions`, { id, verb: "pushed" });
      statuses.push(status);
      if (status === 201) acknowledged.push(id);
    }
  };
  const load = Promise.all([1, 2, 3].map(post));
  let killed = 0;
  const more = async () => {
    const goal = acknowledged.length + 6;
    await vi.waitFor(() => expect(acknowledged.length).toBeGreaterThanOrEqual(goal), {
      timeout: 60_000,
      interval: 10,
    });
  };
  for (let kill = 0; kill < 5; kill++) {
    await more();
    killed += killFunctions();
  }
  await more();
  ending.abort();
  await load;

  expect(killed).toBeGreaterThan(5);
  // A function that dies is the gateway's own 500.
  expect([201, 500]).toEqual(expect.arrayContaining([...new Set(statuses)]));
  await vi.waitFor(
    async () => {
      const feed = (await bob.all(`${service.url}/feed?limit=100`)).map(({ id }) => id);
      expect(new Set(feed).size).toBe(feed.length);
      expect(feed).toEqual(expect.arrayContaining(acknowledged));
    },
    { timeout: 60_000, interval: 500 },
  );
});
