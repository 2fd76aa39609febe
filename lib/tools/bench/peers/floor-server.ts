// Feeds as sorted sets in Redis behind plain HTTP: node floor-server.ts PORT REDIS_PORT
import { createServer } from "node:http";
import { buffer } from "node:stream/consumers";
import { connectRedis } from "./resp.ts";
import { PAGE } from "./workload.ts";

const [port, redisPort] = process.argv.slice(2).map(Number);
const redis = connectRedis(redisPort ?? 0);

async function feed(user: string): Promise<string> {
  const ids = (await redis(["ZREVRANGE", `feed:${user}`, "0", String(PAGE - 1)])) as string[];
  const actions = ids.length === 0 ? [] : await redis(["MGET", ...ids]);
  return `{"results":[${(actions as string[]).join(",")}]}`;
}

async function post(action: { actor: { id: number } }): Promise<void> {
  const [serial, followers] = (await Promise.all([
    redis(["INCR", "serial"]),
    redis(["SMEMBERS", `followers:${action.actor.id}`]),
  ])) as [number, string[]];
  const id = `action:${serial}`;
  const stored = { id, ...action, timestamp: new Date().toISOString() };
  await Promise.all([
    redis(["SET", id, JSON.stringify(stored)]),
    ...followers.map((follower) => redis(["ZADD", `feed:${follower}`, String(serial), id])),
  ]);
}

const follow = (pairs: readonly [number, number][]) =>
  Promise.all(
    pairs.map(([follower, followed]) => redis(["SADD", `followers:${followed}`, String(follower)])),
  );

createServer((request, response) => {
  const answer = async () => {
    if (request.method === "GET") return feed((request.url ?? "").split("/").at(-1) ?? "");
    const body = JSON.parse((await buffer(request)).toString()) as never;
    const { follows } = body as { follows?: [number, number][] };
    await (follows === undefined ? post(body) : follow(follows));
    return "{}";
  };
  answer().then(
    (text) => response.writeHead(200, { "content-type": "application/json" }).end(text),
    (error: unknown) => response.writeHead(500).end(String(error)),
  );
}).listen(port, "127.0.0.1");
