import { join } from "node:path";
import { eachAtMost } from "../../../domain/merge.ts";
import { localCredentials, localToken } from "../../../local/credentials.ts";
import { readRunning } from "../../../local/running.ts";
import { chunks } from "../../../table/batch.ts";
import { apiAs } from "../api.ts";
import { scratchFolder } from "../scratch.ts";
import { JSON_BODY, type StartPeer } from "./peer.ts";
import { startProgram } from "./programs.ts";
import { type Workload, descriptionOf } from "./workload.ts";

const BATCH = 100;

export const startTributary: StartPeer = async (workload) => {
  const data = scratchFolder("peer-tributary");
  const command = [process.execPath, join("bin", "start.ts"), "--empty", "--data", data];
  const running = await startProgram(command, { env: { ...process.env, PORT: "0" } }, (said) =>
    said.includes("ready "),
  );
  const { url } = readRunning(data);
  await follow(url, workload);
  const credentials = await localCredentials();
  const tokens = await Promise.all(
    Array.from({ length: workload.users + 1 }, (_user, number) => localToken(credentials, String(number))),
  );
  const authorization = (user: number) => ({ authorization: `Bearer ${tokens[user] ?? ""}` });
  return {
    url,
    roots: [running.pid],
    versions: `Node ${process.versions.node}, DynamoDB Local`,
    post: (post) => ({
      method: "POST",
      path: "/actions",
      headers: { ...JSON_BODY, ...authorization(post.actor) },
      body: JSON.stringify({
        verb: "pushed",
        target: `repository:${post.repository}`,
        description: descriptionOf(post),
      }),
    }),
    feed: (user) => ({ method: "GET", path: "/feed", headers: authorization(user) }),
    stop: running.stop,
  };
};

async function follow(url: string, { follows }: Workload): Promise<void> {
  const service = await apiAs(url);
  await eachAtMost(2, chunks(follows, BATCH), async (some) => {
    const body = some.map(([follower, followed]) => ({
      user: `user:${follower}`,
      follow_object: `user:${followed}`,
      send_action: false,
    }));
    await service.call("POST", "/follows/batch", { follows: body });
  });
}
