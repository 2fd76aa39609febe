import { fileURLToPath } from "node:url";
import { clientOf } from "./client.ts";
import { JSON_BODY, type StartPeer } from "./peer.ts";
import { freePort, answers, startProgram } from "./programs.ts";
import { startRedis } from "./redis.ts";
import { descriptionOf } from "./workload.ts";

const SERVER = fileURLToPath(new URL("floor-server.ts", import.meta.url));

export const startFloor: StartPeer = async ({ follows }) => {
  const redis = await startRedis();
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const command = [process.execPath, SERVER, String(port), String(redis.port)];
  const server = await startProgram(command, {}, () => answers(url));
  await clientOf(url)({ method: "POST", path: "/", body: JSON.stringify({ follows }) });
  return {
    url,
    roots: [server.pid, redis.pid],
    versions: `${redis.version}, Node ${process.versions.node}`,
    post: (post) => ({
      method: "POST",
      path: "/",
      headers: JSON_BODY,
      body: JSON.stringify({
        actor: { id: post.actor, name: `user ${post.actor}` },
        verb: "pushed",
        target: { id: post.repository, name: `repository ${post.repository}` },
        description: descriptionOf(post),
      }),
    }),
    feed: (user) => ({ method: "GET", path: `/feeds/${user}` }),
    stop: async () => {
      await server.stop();
      await redis.stop();
    },
  };
};
