import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { type LocalService, startService } from "../../lib/local/service.ts";
import { Caller, type Person, person, service as robot, stranger, unique } from "../support/people.ts";
import { eventually } from "../support/story.ts";

let service: LocalService;
let alice: Person;
let shown: string;
let hidden: string;
const at = (path: string) => `${service.url}${path}`;
const get = (path: string, caller: Caller = stranger) => caller.get(at(path));

beforeAll(async () => {
  const settings = { publicReads: true };
  const dynamodbEndpoint = inject("dynamodbEndpoint");
  service = await startService({ port: 0, dynamodbEndpoint, settings, onStep: () => undefined });
  alice = await person("alice");
  const posted = async (more: object) =>
    (await alice.post(at("/actions"), { verb: unique("said"), ...more })).body.id;
  [shown, hidden] = [await posted({}), await posted({ public: false })];
  expect((await alice.post(at("/repositories/crython/follow"), {})).status).toBe(204);
});
afterAll(() => service.stop());

test("streams, lists, entities, actions and is-following need no token, and may be kept for ten seconds", async () => {
  const open = [
    ...[
      "/actions",
      "/actions?format=atom",
      "/users/activity",
      `/users/${alice.id}/activity?role=actor`,
      `/actions/${shown}`,
    ],
    ...["/repositories/crython/followers", `/users/${alice.id}/following`, "/repositories/crython"],
    `/repositories/crython/is-following?user=user:${alice.id}`,
  ];
  await eventually(async () => expect((await get("/repositories/crython")).status).toBe(200));
  for (const path of open) {
    const { status, headers } = await fetch(at(path));
    expect([path, status, headers.get("cache-control")]).toEqual([path, 200, "public, max-age=10"]);
    expect(headers.get("vary")).toContain("Authorization");
  }
  expect((await get(open.at(-1) ?? "")).body.is_following).toBe(true);
});

test("who has none sees what any caller sees, and pages of it", async () => {
  const path = `/users/${alice.id}/activity?limit=1`;
  await eventually(async () => expect((await get(path)).body.next).not.toBeNull());
  const all = await stranger.all(at(path));
  expect(all.map(({ id }) => id)).toContain(shown);
  expect(all.map(({ id }) => id)).not.toContain(hidden);
  const mine = (await get(`/users/${alice.id}/activity?role=actor`)).body.results.map(({ id }) => id);
  expect([mine.includes(shown), mine.includes(hidden)]).toEqual([true, false]);
  expect((await get(`/actions/${hidden}`)).status).toBe(404);
  expect((await get(`/users/${alice.id}/activity?public=all`)).status).toBe(403);
});

test("everything else wants one still, and a bad one is 401 everywhere", async () => {
  const closed = [
    ...[
      "/feed",
      `/users/${alice.id}/feed`,
      "/repositories/crython/is-following",
      "/feed-keys",
      "/entities?ref=user:a",
    ],
    ...[
      `/repositories/crython/followers?user=user:${alice.id}`,
      `/users/${alice.id}/following?follow_object=repository:crython`,
    ],
    ...["/actions?key=none", "/repositories/crython?key=none"],
  ];
  for (const path of closed) expect([path, (await get(path)).status]).toEqual([path, 401]);
  for (const path of ["/actions", "/repositories/crython"]) {
    for (const token of ["bad", "trib_bad"]) expect((await get(path, new Caller(token))).status).toBe(401);
    expect((await stranger.call("GET", at(path), undefined, { authorization: "" })).status).toBe(401);
    expect((await get(path, robot)).headers.get("cache-control")).toBe("private, no-cache");
  }
  expect((await stranger.post(at("/actions"), { verb: "said" })).status).toBe(401);
});
