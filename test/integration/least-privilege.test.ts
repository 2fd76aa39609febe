import { DeleteCommand } from "@aws-sdk/lib-dynamodb";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { localCredentials, localToken } from "../../lib/local/credentials.ts";
import { type LocalService, startService } from "../../lib/local/service.ts";
import { LIMITS } from "../../lib/domain/limits.ts";
import { secretKey } from "../../lib/table/keys.ts";
import { type Guard, startGuard } from "../support/guard.ts";
import { type Grant, type Policies, policiesOf } from "../support/iam.ts";
import { Caller, Person } from "../support/people.ts";
import { eventually } from "../support/story.ts";

/** A number of followers from which a fan-out is cut into chunks, and one from which an entity is pulled. */
const [LARGE, CELEBRITY] = [LIMITS.inPlace + 20, LIMITS.inPlace + 100];
/** The hash of this id has its delivery look whether the actor is hot. */
const LOOKING = "sang-165";
const settings = { celebrityFollowers: CELEBRITY, rateLimit: 1000, rateBurst: 1000 };

/** Used only where somebody else interferes in the very moment, which no test can arrange. */
const RARELY = [
  "put-entity: dynamodb:Query table", // the entity is deleted between the write and the answer
  "post-entities-batch: dynamodb:Query table", // the same
  "entity-jobs: dynamodb:GetItem table", // an action changes between being found and being deleted
  "maintain-feeds: dynamodb:GetItem table", // a BatchGet that several shared has failed: each asks alone
  "canary: dynamodb:BatchWriteItem table", // its feed is built anew after thirty days
  // Mutes have changed since the last look, and a group has more than eight members.
  ...[
    "get-notifications",
    "get-notification-counts",
    "mark-notifications",
    "get-notification-actions",
  ].flatMap((name) =>
    ["BatchGetItem", "Query", "UpdateItem", "PutItem", "DeleteItem"].map(
      (action) => `${name}: dynamodb:${action} table`,
    ),
  ),
  // The same, for the counts that come with a page.
  ...["get-own-feed", "get-entity-feed"].flatMap((name) =>
    ["PutItem", "DeleteItem"].map((action) => `${name}: dynamodb:${action} table`),
  ),
  "maintain-feeds: dynamodb:DeleteItem table", // an action that told many is deleted
];

const denied: string[] = [];
const used = new Map<string, Set<string>>();
const told = ({ action, resource, prefixes }: Grant): string => [action, resource, ...prefixes].join(" ");

let guard: Guard;
let service: LocalService;
let policies: Policies;

beforeAll(async () => {
  policies = policiesOf(settings);
  guard = await startGuard(inject("dynamodbEndpoint"), policies.functions, (id, use) => {
    const grants = policies.grantsOf(id, use);
    const seen = used.get(id) ?? new Set();
    used.set(id, seen);
    for (const grant of grants) seen.add(told(grant));
    if (grants.length === 0)
      denied.push([policies.nameOf(id), use.action, use.resource, ...use.partitions].join(" "));
    return grants.length > 0;
  });
  service = await startService({
    port: 0,
    dynamodbEndpoint: guard.endpoint,
    isolated: true,
    settings,
    onStep: () => undefined,
  });
});

afterAll(async () => {
  await service.stop();
  await guard.stop();
});

const credentials = await localCredentials();
const caller = new Caller(credentials.serviceKey);
const person = async (id: string) => new Person(id, await localToken(credentials, id));

async function call(
  who: Caller,
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
) {
  const reply = await who.call(method, `${service.url}${path}`, body, headers);
  expect([method, path, reply.status, reply.body]).toEqual([
    method,
    path,
    expect.toSatisfy((status) => status < 400),
    reply.body,
  ]);
  return reply.body;
}

/** The next function that signs something finds no secret to do it with. */
const withoutSecret = () =>
  service.table.client.send(new DeleteCommand({ TableName: service.table.name, Key: secretKey("cursor") }));

/** Two pages of a list, read by a function that finds no secret to sign the cursor with. */
async function pages(who: Caller, path: string): Promise<void> {
  await withoutSecret();
  const { next } = await call(who, "GET", `${path}${path.includes("?") ? "&" : "?"}limit=1`);
  if (next === null) throw new Error(`${path} has one page only`);
  await call(who, "GET", next.slice(service.url.length));
}

async function followers(of: string, from: number, to: number): Promise<void> {
  for (let at = from; at < to; at += 25) {
    const follows = Array.from({ length: Math.min(25, to - at) }, (_, index) => ({
      user: `user:f${at + index}`,
      follow_object: of,
      send_action: false,
    }));
    await call(caller, "POST", "/follows/batch", { follows });
  }
}

/** The verbs in a feed. */
const feedOf = async (who: string) =>
  (await call(caller, "GET", `/users/${who}/feed`)).results.map(({ verb }) => verb);

test("every function does all its work with its permissions, and none has a permission that it never uses", async () => {
  const [alice, bob, star] = [await person("alice"), await person("bob"), await person("star")];
  await call(new Caller(undefined), "GET", "/health");
  await call(new Caller(undefined), "GET", "/openapi.json");
  await call(caller, "PUT", "/users/alice", { name: "Alice" });
  await call(caller, "GET", "/users/alice");
  for (const verb of ["pushed", "forked"]) {
    await call(
      alice,
      "POST",
      "/actions",
      { verb, action_object: "commit:1", target: "repository:r" },
      { "idempotency-key": verb },
    );
  }
  await call(caller, "POST", "/actions", { actor: "user:alice", verb: "left" });
  await call(caller, "POST", "/actions/batch", {
    actions: [{ actor: "user:alice", verb: "starred", target: "repository:r", id: "once" }],
  });
  await call(alice, "PATCH", "/actions/once", { description: "better" });
  const many = Array.from({ length: 6 }, (_one, index) => `user:told${index}`);
  for (const to of [many, many.slice(0, 2)]) await call(alice, "PATCH", "/actions/once", { to });
  await call(alice, "GET", "/actions/once?expand=current");
  for (const path of ["/users/alice", "/repositories/r", "/users/bob"]) {
    await call(bob, "POST", `${path}/follow`, { actor_only: true });
    await call(bob, "POST", `${path}/follow`, { actor_only: false });
  }
  await call(alice, "POST", "/users/bob/follow");
  await call(alice, "POST", "/repositories/r/follow", { actor_only: false });
  await call(alice, "POST", "/site/1/follow", { flag: "watching" });
  const move = { user: "user:alice", follow_object: "repository:r", actor_only: true };
  await call(caller, "POST", "/follows/batch", {
    follows: [move, { ...move, user: "user:carol", flag: "starring" }],
  });
  await call(alice, "POST", "/repositories/r/follow", { actor_only: false });
  expect((await call(caller, "GET", "/site/1/is-following?flag=*&user=user:alice")).is_following).toBe(true);
  await call(caller, "POST", "/entities/batch", {
    entities: [{ model_type: "repository", id: "batched", name: "r" }],
  });
  for (const who of [alice, caller]) await call(who, "GET", "/users?prefix=al");
  await call(alice, "GET", "/site/1");
  await call(caller, "GET", "/entities?ref=site:1&ref=site:unknown");
  await pages(bob, "/feed");
  await pages(caller, "/users/alice/feed");
  await pages(bob, "/actions?expand=current");
  await pages(bob, "/users/activity?expand=current");
  await pages(bob, "/users/alice/activity?expand=current");
  for (const [type, filter] of [
    ["users", "actor=user:alice"],
    ["repositories", "target=repository:r"],
    ["commits", "action_object=commit:1"],
  ]) {
    await call(bob, "GET", `/actions?${filter}`);
    await call(bob, "GET", `/${type}/activity?${filter}`);
  }
  await call(caller, "GET", "/users/alice/activity?public=all");
  await pages(bob, "/users/bob/followers?flag=*");
  await pages(bob, "/users/bob/followers");
  await pages(bob, "/users/bob/following?flag=*");
  await pages(bob, "/users/bob/following");
  for (const path of ["/feed", "/users/alice/feed", "/actions", "/users/activity", "/users/alice/activity"]) {
    const { urls } = await call(alice, "POST", "/feed-keys", { path });
    expect([path, (await fetch(urls.rss)).status]).toEqual([path, 200]);
  }
  await call(caller, "POST", "/feed-keys", { path: "/actions" });
  await pages(alice, "/feed-keys");
  const { results: keys } = await call(alice, "GET", "/feed-keys");
  await call(alice, "DELETE", `/feed-keys/${keys[0]?.id}`);
  const hermit = await person("hermit");
  for (const who of [alice, hermit]) {
    await call(who, "PUT", "/mutes/users/bob");
    await call(who, "PUT", "/mutes/users/bore");
    await pages(who, "/mutes");
    for (const muted of ["bob", "bore"]) await call(who, "DELETE", `/mutes/users/${muted}`);
    await call(who, "PUT", "/mutes/users/bob");
  }
  await call(bob, "PUT", "/mutes/users/bore");
  for (const method of ["PUT", "DELETE"]) await call(caller, method, "/mutes/users/x?user=user:hermit");
  await call(caller, "GET", "/mutes?user=user:hermit");
  await call(caller, "GET", "/feed/counts?user=user:bob");
  await call(caller, "POST", "/feed/mark?user=user:bob", { seen: "all" });
  // Feeds that nobody has read before, so that they are built for their counts.
  for (const [name, ask] of [
    ["eric", (who: Caller) => call(who, "GET", "/feed/counts")],
    ["emma", (who: Caller) => call(who, "POST", "/feed/mark", { seen: "all" })],
  ] as const) {
    const reader = await person(name);
    await call(reader, "POST", "/repositories/r/follow", { actor_only: false });
    await ask(reader);
  }
  await withoutSecret();
  expect((await bob.post(`${service.url}/feed/mark`, { seen: "none" })).status).toBe(400);
  for (const verb of ["hailed", "asked"])
    for (const to of [["user:dora"], ["user:dora"]]) await call(alice, "POST", "/actions", { verb, to });
  const dora = await person("dora");
  const groups = await eventually(async () => {
    const { results } = await call(dora, "GET", "/notifications");
    expect(results).toHaveLength(2);
    return results;
  });
  await pages(dora, "/notifications");
  await call(dora, "GET", "/notifications/counts");
  await call(dora, "GET", "/feed?notifications=counts");
  await call(caller, "GET", "/users/dora/feed?notifications=counts");
  await eventually(() => pages(dora, `/notifications/${groups[0]?.id}/actions`));
  await call(dora, "POST", "/notifications/mark", { seen: "all" });
  await call(dora, "DELETE", `/notifications/${groups[0]?.id}`);
  await call(alice, "DELETE", "/actions/once");
  await call(caller, "DELETE", "/users/alice/unfollow?user=user:bob&flag=*&send_action=true");

  await followers("user:star", 0, LARGE);
  await call(caller, "POST", "/users/star/follow", { user: "user:zoe" });
  await feedOf("f0");
  await feedOf("zoe");
  await call(star, "POST", "/actions", { verb: "sang", id: LOOKING });
  await eventually(async () => expect([...(await feedOf("f0")), ...(await feedOf("zoe"))]).toContain("sang"));
  await call(star, "DELETE", `/actions/${LOOKING}`);
  await followers("user:star", LARGE, CELEBRITY + 20);
  await call(caller, "DELETE", "/users/bob");
  await eventually(async () =>
    expect((await call(caller, "GET", "/users/alice/followers")).results).toEqual([]),
  );

  expect(await service.invoke("canary", { within: 60 })).toMatchObject({ ok: true });

  // The stream is read by Lambda, with the function's permissions.
  const unused = () =>
    policies.functions.flatMap((id) =>
      policies
        .allOf(id)
        .filter((grant) => grant.resource !== "stream" && used.get(id)?.has(told(grant)) !== true)
        .map((grant) => `${policies.nameOf(id)}: ${told(grant)}`),
    );
  expect(denied).toEqual([]);
  await eventually(async () => expect(unused().filter((grant) => !RARELY.includes(grant))).toEqual([]));
});
