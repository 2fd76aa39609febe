import { beforeAll, describe, expect, test } from "vitest";
import committed from "../../lib/openapi/openapi.json" with { type: "json" };
import {
  type Call,
  type Operation,
  bodySchema,
  operations,
  send,
  undocumented,
  wrongWith,
} from "../support/openapi.ts";
import { type Caller, type Person, person, service, stranger, unique } from "../support/people.ts";
import { eventually } from "../support/story.ts";

let alice: Person;
let bob: Person;
let repo: string;
let actionId: string;

const as = (caller: Caller, path: string, body?: unknown, headers?: Record<string, string>): Call => ({
  caller,
  path,
  ...(body !== undefined && { body }),
  ...(headers && { headers }),
});
const full = (id: string) => ({
  id,
  actor: { model_type: "user", id: alice.id, name: "Alice", email: "alice@example.com" },
  verb: "pushed",
  action_object: { model_type: "commit", id: "1", message: "First", html_url: "https://example.com/1" },
  target: { model_type: "repository", id: repo, name: "crython" },
  public: true,
  description: "What he did",
  timestamp: "2020-06-12T17:01:41+02:00",
  data: { any: ["thing", 1, null] },
});

/** Good requests of every operation; together they show every success that it has. */
const EXAMPLES: Record<string, () => Promise<Call[]> | Call[]> = {
  postAction: () => {
    const id = unique("id");
    return [
      as(service, "/actions", full(id)),
      as(service, "/actions", full(id)),
      as(alice, "/actions", { verb: "v", target: "site:1" }),
    ];
  },
  postActionsBatch: () => [
    as(service, "/actions/batch", { actions: [full(unique("id")), { actor: "user:1", verb: "v" }] }),
  ],
  getActions: () => [
    as(alice, "/actions?limit=2"),
    as(service, "/actions?verb=pushed&since=2020-01-01T00:00:00Z&expand=current"),
  ],
  getAction: () => [as(bob, `/actions/${actionId}`), as(bob, `/actions/${actionId}?expand=current`)],
  patchAction: () => [as(alice, `/actions/${actionId}`, { description: null, data: { b: 2 } })],
  deleteAction: async () => [as(alice, `/actions/${(await alice.posts("regretted")).id}`)],
  getTypeActivity: () => [as(bob, "/repositories/activity?limit=3"), as(bob, "/site/activity")],
  getEntityActivity: () => [
    as(bob, `/users/${alice.id}/activity?limit=1`),
    as(bob, `/repositories/${repo}/activity?role=target`),
  ],
  getOwnFeed: () => [as(bob, "/feed?own=true&flag=*")],
  getEntityFeed: () => [as(bob, `/users/${bob.id}/feed`), as(service, `/users/${bob.id}/feed?limit=1`)],
  follow: () => [
    as(alice, `/repositories/${repo}/follow`),
    as(service, `/site/1/follow`, {
      user: `user:${alice.id}`,
      flag: "liking",
      actor_only: false,
      send_action: false,
      started: "2019-01-01T00:00:00Z",
    }),
  ],
  unfollow: () => [
    as(alice, "/site/2/unfollow"),
    as(service, `/site/2/unfollow?user=user:${alice.id}&flag=*&send_action=true`),
  ],
  postFollowsBatch: () => [
    as(service, "/follows/batch", {
      follows: [{ user: `user:${alice.id}`, follow_object: { model_type: "team", id: "1" } }],
    }),
  ],
  getFollowers: () => [
    as(alice, `/users/${alice.id}/followers?limit=1`),
    as(alice, `/users/${alice.id}/followers?flag=*&type=user`),
    as(alice, `/users/${alice.id}/followers?user=user:${bob.id}&user=user:nobody`),
  ],
  getFollowing: () => [
    as(alice, `/users/${bob.id}/following`),
    as(alice, `/users/${bob.id}/following?flag=*&type=user&type=team`),
    as(alice, `/users/${bob.id}/following?flag=*&follow_object=user:${alice.id}`),
  ],
  isFollowing: () => [
    as(bob, `/users/${alice.id}/is-following`),
    as(service, `/users/${alice.id}/is-following?user=user:${bob.id}&flag=*`),
  ],
  getHealth: () => [as(stranger, "/health")],
  getOpenapi: () => [as(stranger, "/openapi.json")],
  putEntity: () => {
    const path = `/repositories/${unique("repo")}`;
    return [
      as(service, path, { name: "crython", slug: "a/crython" }),
      as(service, path, { name: "crython" }),
      as(alice, `/users/${alice.id}`, { email: "a@example.com" }),
    ];
  },
  getEntities: () => [
    as(bob, `/entities?ref=user:${alice.id}&ref=user:${unique("nobody")}&ref=repository:${repo}`),
  ],
  findEntities: () => [as(bob, "/users?prefix=al&limit=5"), as(bob, "/site?prefix=x")],
  postEntitiesBatch: () => {
    const site = { model_type: "site", id: unique("site") };
    return [
      as(service, "/entities/batch", {
        entities: [site, { ...site, name: "The Site", html_url: "https://example.com/" }],
      }),
    ];
  },
  getFeedCounts: () => [
    as(bob, "/feed/counts"),
    as(service, `/feed/counts?user=user:${bob.id}&flag=watching`),
  ],
  postFeedMark: async () => [
    as(bob, "/feed/mark", { seen: "all" }),
    as(service, `/feed/mark?user=user:${bob.id}`, {
      seen: (await bob.get("/feed")).body.mark,
    }),
  ],
  getMutes: () => [as(bob, "/mutes?limit=1"), as(service, `/mutes?user=user:${bob.id}`)],
  putMute: () => [
    as(bob, `/mutes/users/${alice.id}`),
    as(service, `/mutes/repositories/${repo}?user=user:${bob.id}`, { until: "2099-01-01T00:00:00Z" }),
  ],
  deleteMute: () => [as(bob, `/mutes/users/${alice.id}`)],
  postFeedKey: () => [
    as(bob, "/feed-keys", { path: "/feed?flag=watching", name: "phone" }),
    as(service, `/feed-keys?user=user:${bob.id}`, {
      path: `/users/${bob.id}/feed`,
      expires: "2099-01-01T00:00:00Z",
    }),
  ],
  getFeedKeys: () => [as(bob, "/feed-keys?limit=1"), as(service, "/feed-keys")],
  deleteFeedKey: async () => [
    as(bob, `/feed-keys/${(await bob.post("/feed-keys", { path: "/feed" })).body["id"]}`),
  ],
  getNotifications: () => [
    as(alice, "/notifications?limit=1&expand=current"),
    as(service, `/notifications?user=user:${alice.id}&verb=pushed&unseen=true`),
  ],
  getNotificationCounts: () => [as(alice, "/notifications/counts")],
  markNotifications: () => [
    as(alice, "/notifications/mark", { seen: "all" }),
    as(service, `/notifications/mark?user=user:${alice.id}`, { seen: "all", read: "all" }),
  ],
  getNotificationActions: async () => {
    await bob.posts("hailed", { target: `user:${alice.id}` });
    const found = await eventually(async () => {
      const { results } = (await alice.get("/notifications?verb=hailed")).body;
      expect(results).not.toEqual([]);
      return (results as readonly { id: string }[])[0];
    });
    return [as(alice, `/notifications/${found?.id}/actions?limit=1`)];
  },
  deleteNotification: () => [as(alice, `/notifications/${"0".repeat(32)}`)],
  getEntity: () => [as(bob, `/users/${alice.id}`), as(bob, `/repositories/${repo}`)],
  deleteEntity: () => [as(service, `/site/${unique("gone")}`)],
};

beforeAll(async () => {
  [alice, bob] = [await person("alice"), await person("bob")];
  repo = unique("repo");
  actionId = unique("id");
  await service.post("/actions", full(actionId));
  await bob.follows(alice);
  await bob.follows(alice, { flag: "liking" });
});

const described = operations.map((operation) => [operation.operationId, operation] as const);
const isSuccess = (status: string | number): boolean => Number(status) < 400;
const examplesOf = async ({ operationId }: Operation): Promise<Call[]> => {
  const examples = EXAMPLES[operationId];
  if (examples === undefined) throw new Error(`EXAMPLES has no good request of ${operationId}`);
  return examples();
};

test("the description's own examples are good requests, and their answers as described", async () => {
  const { REQUESTS } = await import("../../lib/openapi/examples.ts");
  const paths: Record<string, string> = { "{collection}": "repositories", "{id}": "crython" };
  for (const operation of operations.filter(({ requestBody }) => requestBody !== undefined)) {
    const body = operation.requestBody?.content["application/json"]?.example;
    expect(Object.values(REQUESTS)).toContainEqual(body);
    const path = operation.path
      .replace("/actions/{id}", `/actions/${actionId}`)
      .replaceAll(/\{\w+\}/g, (name) => paths[name] ?? "");
    // There a service names who it acts for.
    const query = /^\/(mutes|notifications|feed\/)/.test(path) ? "?user=user:alice" : "";
    const sent = await send(operation.method, as(service, path + query, body));
    expect(isSuccess(sent.status), `${path}: ${sent.text}`).toBe(true);
    expect(undocumented(operation, sent), path).toBeUndefined();
  }
});

test("anybody may read the description, and it is the committed one", async () => {
  const { status, type, text } = await send("GET", as(stranger, "/openapi.json"));
  expect([status, type]).toEqual([200, "application/json"]);
  expect(JSON.parse(text)).toEqual(committed);
});

describe("the running service answers as the description says", () => {
  test.each(described)("%s", async (_id, operation) => {
    const seen = new Set<number>();
    const check = async (call: Call): Promise<Headers> => {
      const sent = await send(operation.method, call);
      expect(isSuccess(sent.status), `${call.path}: ${sent.text}`).toBe(true);
      expect(undocumented(operation, sent), call.path).toBeUndefined();
      seen.add(sent.status);
      return sent.headers;
    };
    for (const call of await examplesOf(operation)) {
      const schema = bodySchema(operation);
      if (call.body !== undefined)
        expect(schema && wrongWith(schema, call.body), "the request is as described").toBeUndefined();
      const headers = await check(call);
      if (operation.method === "GET")
        await check({ ...call, headers: { "if-none-match": headers.get("etag") ?? "" } });
    }
    const promised = Object.keys(operation.responses).filter(isSuccess);
    expect([...seen].sort()).toEqual(promised.map(Number).sort());
  });
});

describe("a stream comes in every form that is described", () => {
  const streams = operations.filter(({ parameters = [] }) =>
    parameters.some(({ name }) => name === "format"),
  );
  const types = committed.info.description.match(/application\/(activity|feed|atom|rss)\+\w+/g) ?? [];
  test.each(streams.map((operation) => [operation.operationId, operation] as const))(
    "%s",
    async (_id, operation) => {
      expect(types).toHaveLength(4);
      const [call] = await examplesOf(operation);
      for (const type of types) {
        const sent = await send(operation.method, { ...(call as Call), headers: { accept: type } });
        expect([sent.status, sent.type]).toEqual([200, type]);
      }
    },
  );
});

describe("without a token", () => {
  test.each(described.filter(([, { security }]) => security?.length !== 0))(
    "%s is refused",
    async (_id, operation) => {
      const [call] = await examplesOf(operation);
      const sent = await send(operation.method, { ...(call as Call), caller: stranger });
      expect(sent.status).toBe(401);
      expect(undocumented(operation, sent)).toBeUndefined();
    },
  );
});
