import { clientOf } from "./client.ts";
import { JSON_BODY, type StartPeer } from "./peer.ts";
import { pythonSite } from "./python-site.ts";
import { startRedis } from "./redis.ts";
import { FILLER } from "./workload.ts";

/** Redis 2.10.6 needs distutils, which only setuptools has since Python 3.12. */
const PACKAGES = ["stream-framework==1.4.0", "redis==2.10.6", "celery==5.*", "setuptools<81", "gunicorn>=23"];

export const startStreamFramework: StartPeer = async ({ follows }) => {
  const redis = await startRedis();
  const env = { PEER_REDIS_PORT: String(redis.port), PEER_FILLER: FILLER };
  const site = await pythonSite({
    ...{ name: "peer-stream-framework", packages: PACKAGES },
    ...{ folder: "stream-framework", env },
  });
  const server = await site.serve("peer_site");
  await clientOf(server.url)({ method: "POST", path: "/", body: JSON.stringify({ follows }) });
  return {
    url: server.url,
    roots: [server.pid, redis.pid],
    versions: `${site.versions("stream-framework", "redis", "gunicorn")}, ${redis.version}`,
    post: ({ serial, actor, repository }) => ({
      method: "POST",
      path: "/",
      headers: JSON_BODY,
      body: JSON.stringify({ serial, actor, repository }),
    }),
    feed: (user) => ({ method: "GET", path: `/feeds/${user}` }),
    stop: async () => {
      await server.stop();
      await redis.stop();
    },
  };
};
