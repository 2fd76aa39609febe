import { writeFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { scratchFolder } from "../scratch.ts";
import { JSON_BODY, type StartPeer } from "./peer.ts";
import { startPostgres } from "./postgres.ts";
import { pythonSite } from "./python-site.ts";
import { descriptionOf } from "./workload.ts";

const PACKAGES = [
  "Django==5.2.*",
  "django-activity-stream==2.0.0",
  "djangorestframework==3.*",
  "rest-framework-generic-relations==2.*",
  "psycopg[binary]==3.*",
  "gunicorn>=23",
];
const TOKEN_LENGTH = 40;
const typesSchema = z.object({ User: z.number(), Group: z.number() });

export const startDjango: StartPeer = async (workload) => {
  const postgres = await startPostgres();
  const env = { PEER_POSTGRES_PORT: String(postgres.port) };
  const site = await pythonSite({ name: "peer-django", packages: PACKAGES, folder: "django", env });
  const file = join(scratchFolder("peer-django"), "workload.json");
  writeFileSync(file, JSON.stringify(workload));
  const types = typesSchema.parse(JSON.parse(site.run("-m", "peer_site.seed", file)));
  const versions = site.versions(...["django-activity-stream", "Django", "djangorestframework", "gunicorn"]);
  const server = await site.serve("peer_site.wsgi");
  const headersOf = (user: number) => ({
    authorization: `Token ${String(user).padStart(TOKEN_LENGTH, "0")}`,
  });
  return {
    url: server.url,
    roots: [server.pid, postgres.pid],
    versions: `${versions}, ${postgres.version}`,
    post: (post) => ({
      method: "POST",
      path: "/actions/send/",
      headers: { ...JSON_BODY, ...headersOf(post.actor) },
      body: JSON.stringify({
        verb: "pushed",
        target_content_type_id: types.Group,
        target_object_id: post.repository,
        description: descriptionOf(post),
      }),
    }),
    feed: (user) => ({
      method: "GET",
      path: "/actions/streams/following/",
      headers: headersOf(user),
    }),
    stop: async () => {
      await server.stop();
      await postgres.stop();
    },
  };
};
