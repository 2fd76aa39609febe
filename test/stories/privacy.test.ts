import { beforeAll, describe, expect, test } from "vitest";
import type { Route } from "../../lib/contract/route.ts";
import { ROUTES, type RouteName } from "../../lib/contract/routes.ts";
import { eachAtMost } from "../../lib/domain/merge.ts";
import { expectProblem } from "../support/contract.ts";
import { type Sent, send } from "../support/openapi.ts";
import { type Caller, type Json, type Person, person, service, unique } from "../support/people.ts";
import { eventually, page, uniqueType } from "../support/story.ts";
import { FORMS } from "../support/walk.ts";

/** What nobody else may read anywhere: words of private actions, and their ids. */
let secrets: string[];
let owner: Person;
let other: Person;
/** Follows everything the private actions touch, with every flag that is read, and is told of each. */
let fan: Person;
let born: Json;
let turned: Json;
let about: Readonly<Record<string, unknown>>;
/** Groups of what the fan is told: of what was public once, and of what is. */
let groups: string[];
const type = uniqueType("vault");
const [thing, target] = [unique("thing"), unique("target")];
const [key, chosen] = [unique("key"), unique("chosen")];
const secret = (word: string): string => unique(`secret-${word}`);
const words = { verb: secret("verb"), description: secret("description"), data: { note: secret("data") } };

const has = async (caller: Caller, path: string, id: string): Promise<boolean> =>
  (await page(caller, path)).results.some((action) => action.id === id);

const groupsOf = async (verb: string) => (await page(fan, `/notifications?verb=${verb}`)).results;

beforeAll(async () => {
  [owner, other, fan] = await Promise.all([person("owner"), person("other"), person("fan")]);
  about = {
    action_object: `${type}:${thing}`,
    target: `repository:${target}`,
    to: [`user:${fan.id}`],
  };
  for (const path of [`/users/${owner.id}`, `/${type}/${thing}`, `/repositories/${target}`]) {
    await fan.follows(path, { actor_only: false, send_action: false });
  }
  await page(fan, "/feed");
  turned = await owner.posts(words.verb, { ...words, ...about });
  await eventually(async () => expect(await has(fan, "/feed", turned.id)).toBe(true));
  const told = await eventually(async () => {
    const [group] = await groupsOf(words.verb);
    expect(group).toMatchObject({ latest: { id: turned.id } });
    return group;
  });
  await owner.call("PATCH", `/actions/${turned.id}`, { public: false });
  born = (await owner.post("/actions", { ...words, ...about, public: false }, { "Idempotency-Key": key }))
    .body;
  // An id that a client chose can be guessed; those that are made here cannot even be asked for.
  await owner.posts(words.verb, { ...words, ...about, public: false, id: chosen });
  secrets = [words.verb, words.description, words.data.note, born.id, turned.id, chosen];
  await owner.posts("spoke", about);
  const shown = await owner.posts("spoke again", about);
  await eventually(async () => {
    for (const path of ["/feed", "/users/activity?limit=100", `/${type}/activity`, "/actions?limit=100"]) {
      expect([await has(fan, path, shown.id), await has(fan, path, turned.id)]).toEqual([true, false]);
    }
    const [group, ...others] = await groupsOf("spoke again");
    expect([group, others, await groupsOf(words.verb)]).toMatchObject([{ latest: { id: shown.id } }, [], []]);
    groups = [told?.id ?? "", group?.id ?? ""];
  });
});

/** Addresses of every route that is read, of whatever has to do with the private actions. */
const READS: Readonly<Partial<Record<RouteName, () => string[]>>> = {
  "get-actions": () => ["/actions"],
  "get-action": () => [born.id, turned.id, chosen].map((id) => `/actions/${id}`),
  "get-type-activity": () => ["/users/activity", "/repositories/activity", `/${type}/activity`],
  "get-entity-activity": () =>
    [`/users/${owner.id}`, `/repositories/${target}`, `/${type}/${thing}`].flatMap((entity) =>
      ["", "?role=actor", "?role=target", "?role=action_object"].map((role) => `${entity}/activity${role}`),
    ),
  "get-own-feed": () => ["/feed", "/feed?flag=*", "/feed?own=true"],
  "get-entity-feed": () => [
    `/users/${owner.id}/feed`,
    `/users/${owner.id}/feed?own=true`,
    `/users/${fan.id}/feed?flag=*`,
  ],
  "get-followers": () => [`/users/${owner.id}/followers`, `/repositories/${target}/followers?flag=*`],
  "get-following": () => [`/users/${owner.id}/following`, `/users/${fan.id}/following?flag=*`],
  "is-following": () => [
    `/users/${owner.id}/is-following?user=user:${other.id}`,
    `/${type}/${thing}/is-following`,
  ],
  "get-entity": () => [`/users/${owner.id}`, `/repositories/${target}`, `/${type}/${thing}`],
  "get-entities": () => [`/entities?ref=user:${owner.id}&ref=repository:${target}`],
  "find-entities": () => ["/users?prefix=a", `/repositories?prefix=${target.slice(0, 2)}`],
  "get-feed-counts": () => ["/feed/counts", "/feed/counts?flag=*", `/feed/counts?user=user:${fan.id}`],
  "get-mutes": () => ["/mutes", `/mutes?user=user:${owner.id}`],
  "get-notifications": () => ofFan(["/notifications", "/notifications?unseen=true"]),
  "get-notification-counts": () => ofFan(["/notifications/counts"]),
  "get-notification-actions": () => ofFan(groups.map((id) => `/notifications/${id}/actions`)),
  "get-feed-keys": () => ["/feed-keys?limit=100"],
  "get-openapi": () => ["/openapi.json"],
  "get-health": () => ["/health"],
};

const isStream = (path: string): boolean => /(\/activity|\/feed|^\/actions)(\?|$)/.test(path);
const isList = (path: string): boolean =>
  isStream(path) || /(\/follow(ers|ing)|^\/notifications(\/\w+\/actions)?)(\?|$)/.test(path);
const withQuery = (path: string, query: string): string => `${path}${path.includes("?") ? "&" : "?"}${query}`;
/** As the fan asks for themselves, and as a service asks for them. */
const ofFan = (paths: readonly string[]): string[] =>
  paths.flatMap((path) => [path, withQuery(path, `user=user:${fan.id}`)]);

/** The same page in every form, as it was and as it is now. */
const variants = (path: string): string[] => [
  isList(path) ? withQuery(path, "limit=100") : path,
  ...(isList(path) ? [withQuery(path, "limit=1"), withQuery(path, "expand=current")] : []),
  ...(isStream(path) ? Object.keys(FORMS).map((form) => withQuery(path, `limit=100&format=${form}`)) : []),
];

const AT_ONCE = 4;

const leaks = ({ text, headers }: Sent): string[] => {
  const everything = `${text}${JSON.stringify([...headers])}`;
  return secrets.filter((word) => everything.includes(word));
};

describe("private actions", () => {
  const reads = Object.entries<Route>(ROUTES).filter(([, { method }]) => method === "GET");

  test.each(reads.map(([name]) => name as RouteName))("leak nowhere out of %s, in no form", async (name) => {
    const paths = READS[name]?.() ?? [];
    expect(paths).not.toEqual([]);
    // Who follows nothing of it sees of streams what the fan sees: one page shows that.
    const tries = [
      ...paths.map((path) => [other, path] as const),
      ...[fan, ...(name === "get-action" ? [] : [service])].flatMap((caller) =>
        paths.flatMap(variants).map((path) => [caller, path] as const),
      ),
    ];
    await eachAtMost(AT_ONCE, tries, async ([caller, path]) => {
      expect([path, leaks(await send("GET", { caller, path }))]).toEqual([path, []]);
    });
  });

  test("are seen by their owner in their own stream alone, and by services by id", async () => {
    const ids = [born.id, turned.id];
    const seen = async (path: string) => ids.map(async (id) => has(owner, path, id));
    expect(await Promise.all(await seen(`/users/${owner.id}/activity?role=actor`))).toEqual([true, true]);
    for (const path of [
      `/users/${owner.id}/activity`,
      "/feed?own=true",
      "/actions?limit=100",
      `/${type}/${thing}/activity`,
    ]) {
      expect([path, await Promise.all(await seen(path))]).toEqual([path, [false, false]]);
    }
    for (const id of ids)
      expect((await service.get(`/actions/${id}`)).body).toMatchObject({ id, public: false });
  });

  test("are found by no filter", async () => {
    for (const path of [
      "/actions",
      "/feed",
      `/users/${owner.id}/activity?role=actor`,
      `/${type}/${thing}/activity`,
    ]) {
      expect((await page(fan, withQuery(path, `verb=${words.verb}`))).results).toEqual([]);
    }
  });

  test.each(["GET", "PATCH", "DELETE"])("are for others what never was, with %s", async (method) => {
    const body = method === "PATCH" ? { public: true } : undefined;
    const told = async (id: string) => {
      const { status, headers, text } = await send(method, { caller: other, path: `/actions/${id}`, body });
      return [status, text, [...headers].filter(([name]) => !/^date$|request-?id$/.test(name))];
    };
    const never = await told(unique("never"));
    expect(never[0]).toBe(404);
    for (const id of [born.id, turned.id, chosen]) expect(await told(id)).toEqual(never);
    expect((await owner.get(`/actions/${born.id}`)).status).toBe(200);
  });

  test("are not repeated to who knows their key or id", async () => {
    const action = { verb: "guessed" };
    const sameKey = await other.post("/actions", action, { "Idempotency-Key": key });
    expect([sameKey.status, sameKey.body.verb]).toEqual([201, "guessed"]);
    const whole = { ...words, ...about, public: false };
    for (const body of [action, whole]) {
      const sameId = await send("POST", { caller: other, path: "/actions", body: { ...body, id: chosen } });
      expectProblem({ ...sameId, body: JSON.parse(sameId.text) as Json }, 409, "Conflict");
      expect(leaks(sameId).filter((word) => word !== chosen)).toEqual([]);
      expect((await other.post("/actions", { ...body, id: born.id })).status).toBe(400);
    }
    expect((await owner.post("/actions", whole, { "Idempotency-Key": key })).body.id).toBe(born.id);
  });

  test("are not told by an ETag of their owner's, nor by any", async () => {
    const mine = `/users/${owner.id}/activity?role=actor`;
    for (const path of [mine, withQuery(mine, "format=atom"), `/actions/${born.id}`]) {
      const etag = (await send("GET", { caller: owner, path })).headers.get("etag") ?? "";
      const ask = (caller: Caller, tag: string) =>
        send("GET", { caller, path, headers: { "if-none-match": tag } });
      expect((await ask(owner, etag)).status).toBe(304);
      const reply = await ask(other, etag);
      expect([reply.status, leaks(reply)]).toEqual([path === mine || path.includes("atom") ? 200 : 404, []]);
      if (path.startsWith("/actions/")) expect((await ask(other, "*")).status).toBe(404);
    }
  });

  test("are not reached by a cursor of their owner's", async () => {
    const path = `/users/${owner.id}/activity?role=actor&limit=2`;
    const { next } = await page(owner, path);
    expect(await page(owner, next ?? "")).toMatchObject({
      results: [{ verb: words.verb }, { verb: words.verb }],
    });
    for (const caller of [other, fan, service]) {
      const { pathname, search } = new URL(next ?? "");
      const reply = await send("GET", { caller, path: `${pathname}${search}` });
      expect([reply.status, leaks(reply)]).toEqual([400, []]);
    }
  });
});

test("another's feed is refused in every form, by every method, and with the owner's own cursor", async () => {
  const { next } = await page(fan, `/users/${fan.id}/feed?limit=1`);
  const cursor = new URL(next ?? "").searchParams.get("cursor") ?? "";
  const path = `/users/${fan.id}/feed`;
  for (const variant of [
    ...variants(path),
    withQuery(path, `cursor=${cursor}`),
    withQuery(path, "own=true"),
  ]) {
    const reply = await send("GET", { caller: other, path: variant });
    expect([variant, reply.status, reply.type]).toEqual([variant, 403, "application/problem+json"]);
  }
  for (const accept of Object.values(FORMS)) {
    expectProblem(await other.call("GET", path, undefined, { accept }), 403, "Forbidden");
  }
});
