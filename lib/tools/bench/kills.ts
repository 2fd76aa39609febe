import { type ChildProcess, spawn } from "node:child_process";
import { randomInt } from "node:crypto";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import type { EntityRef } from "../../domain/entity.ts";
import { readRunning } from "../../local/running.ts";
import { runningTable } from "../../local/tables.ts";
import { apiAs } from "./api.ts";
import { sampleOf } from "./delivery.ts";
import { progress } from "./figures.ts";
import { scratchFolder } from "./scratch.ts";
import { countRows, fansOf, seedFollowers } from "./seed.ts";

const KILLS = 10;
const SAMPLE = 400;
const MOST_SAID = 4000;

interface KillsReport {
  readonly followers: number;
  readonly kills: number;
  readonly killedAt: readonly number[];
  readonly seconds: number;
  readonly rows: number;
  readonly expected: number;
}

interface Post {
  readonly id: string;
  readonly timestamp: string;
}

export async function benchKills(followers: number): Promise<KillsReport> {
  const folder = scratchFolder("kills");
  const fans = fansOf("star", followers);
  let child = await start(folder);
  try {
    const table = () => runningTable(readRunning(folder));
    await seedFollowers(table(), "star", followers, (done) =>
      progress(`${done} of ${followers} followers made`),
    );
    const star = await apiAs(readRunning(folder).url, "star");
    const post = (await star.call("POST", "/actions", { verb: "pushed" })) as Post;
    const began = performance.now();
    const killedAt: number[] = [];
    const points = Array.from({ length: KILLS }, () => randomInt(0, 95)).sort((a, b) => a - b);
    for (const point of points) {
      killedAt.push(await reached(folder, fans, post, point));
      await sleep(randomInt(0, 300));
      child.kill("SIGKILL");
      await once(child, "exit");
      progress(`killed at ${killedAt.at(-1)} %, ${killedAt.length} of ${KILLS}`);
      child = await start(folder);
    }
    await reached(folder, fans, post, 100);
    while ((await countRows(table(), fans, post.timestamp, post.id)) < followers) await sleep(1000);
    const seconds = Math.round((performance.now() - began) / 1000);
    const rows = await countRows(table(), fans, post.timestamp, post.id);
    return { followers, kills: KILLS, killedAt, seconds, rows, expected: followers };
  } finally {
    if (child.kill("SIGTERM")) await once(child, "exit");
  }
}

async function start(folder: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, ["bin/start.ts", "--empty", "--data", folder], {
    env: { ...process.env, PORT: "0" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let [out, said] = ["", ""];
  child.stdout.on("data", (text: Buffer) => (out += text.toString()));
  child.stderr.on("data", (text: Buffer) => (said = (said + text.toString()).slice(-MOST_SAID)));
  while (!out.includes("ready ")) {
    if (child.exitCode !== null) throw new Error(`the service did not start: ${said}`);
    await sleep(50);
  }
  return child;
}

/** Waits until this share of the rows is there. An interrupted chunk comes again after 90 seconds. */
async function reached(
  folder: string,
  fans: readonly EntityRef[],
  { timestamp, id }: Post,
  point: number,
): Promise<number> {
  const table = runningTable(readRunning(folder));
  const sample = sampleOf(fans, SAMPLE);
  for (;;) {
    const percent = Math.floor((100 * (await countRows(table, sample, timestamp, id))) / sample.length);
    progress(`${percent} % delivered`);
    if (percent >= point) return percent;
    await sleep(250);
  }
}
