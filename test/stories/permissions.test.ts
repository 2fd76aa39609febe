import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Route } from "../../lib/contract/route.ts";
import { ROUTES, type RouteName } from "../../lib/contract/routes.ts";
import { createApiKey } from "../../lib/store/access/api-keys.ts";
import { Caller, type Person, person, service, stranger, unique } from "../support/people.ts";
import { serviceTable } from "../support/service-table.ts";
import { post } from "../support/story.ts";

/** Everybody who may come: the owner is the entity in the path, and the actor of the action there. */
const CALLERS = [
  "nobody",
  "another user",
  "the owner",
  "a service without the scope",
  "a service with it alone",
  "a service",
] as const;
type Who = (typeof CALLERS)[number];

interface Try {
  readonly path: string;
  readonly body?: unknown;
}

/** What a try is about: a user, and a public action of theirs. */
interface Scene {
  readonly owner: Person;
  readonly action: string;
  readonly isService: boolean;
}

const forOwner =
  (path: string) =>
  ({ owner, isService }: Scene): Try => ({ path: `${path}${isService ? `?user=user:${owner.id}` : ""}` });

/** A request of every route that is right but for who sends it. Services name who they act for. */
const TRIES: Readonly<Record<RouteName, (scene: Scene) => Try>> = {
  "post-action": ({ owner, isService }) => ({
    path: "/actions",
    body: { verb: "v", ...(isService && { actor: `user:${owner.id}` }) },
  }),
  "post-actions-batch": ({ owner }) => ({
    path: "/actions/batch",
    body: { actions: [{ verb: "v", actor: `user:${owner.id}` }] },
  }),
  "get-actions": () => ({ path: "/actions?limit=1" }),
  "get-action": ({ action }) => ({ path: `/actions/${action}` }),
  "patch-action": ({ action }) => ({ path: `/actions/${action}`, body: { description: "after" } }),
  "delete-action": ({ action }) => ({ path: `/actions/${action}` }),
  "get-type-activity": () => ({ path: "/users/activity?limit=1" }),
  "get-entity-activity": ({ owner }) => ({ path: `/users/${owner.id}/activity` }),
  "get-own-feed": () => ({ path: "/feed" }),
  "get-entity-feed": ({ owner }) => ({ path: `/users/${owner.id}/feed` }),
  follow: ({ owner, isService }) => ({
    path: `/users/${owner.id}/follow`,
    body: { send_action: false, ...(isService && { user: "user:fan" }) },
  }),
  unfollow: ({ owner, isService }) => ({
    path: `/users/${owner.id}/unfollow${isService ? "?user=user:fan" : ""}`,
  }),
  "post-follows-batch": ({ owner, isService }) => ({
    path: "/follows/batch",
    body: {
      follows: [
        { ...(isService && { user: "user:fan" }), follow_object: `user:${owner.id}`, send_action: false },
      ],
    },
  }),
  "get-followers": ({ owner }) => ({ path: `/users/${owner.id}/followers` }),
  "get-following": ({ owner }) => ({ path: `/users/${owner.id}/following` }),
  "is-following": ({ owner, isService }) => ({
    path: `/users/${owner.id}/is-following${isService ? "?user=user:fan" : ""}`,
  }),
  "get-openapi": () => ({ path: "/openapi.json" }),
  "get-entities": ({ owner }) => ({ path: `/entities?ref=user:${owner.id}` }),
  "find-entities": ({ owner }) => ({ path: `/users?prefix=${owner.id}` }),
  "post-entities-batch": ({ owner }) => ({
    path: "/entities/batch",
    body: { entities: [{ model_type: "user", id: owner.id, name: "After" }] },
  }),
  "get-entity": ({ owner }) => ({ path: `/users/${owner.id}` }),
  "put-entity": ({ owner }) => ({ path: `/users/${owner.id}`, body: { name: "After" } }),
  "delete-entity": ({ owner }) => ({ path: `/users/${owner.id}` }),
  "get-feed-counts": ({ isService }) => ({ path: `/feed/counts${isService ? "?user=user:fan" : ""}` }),
  "post-feed-mark": ({ isService }) => ({
    path: `/feed/mark${isService ? "?user=user:fan" : ""}`,
    body: { seen: "all" },
  }),
  "get-mutes": ({ isService }) => ({ path: `/mutes${isService ? "?user=user:fan" : ""}` }),
  "put-mute": ({ isService }) => ({ path: `/mutes/users/bore${isService ? "?user=user:fan" : ""}` }),
  "delete-mute": ({ isService }) => ({ path: `/mutes/users/bore${isService ? "?user=user:fan" : ""}` }),
  "post-feed-key": () => ({ path: "/feed-keys", body: { path: "/actions?verb=said" } }),
  "get-feed-keys": () => ({ path: "/feed-keys" }),
  "delete-feed-key": () => ({ path: `/feed-keys/${unique("none")}` }),
  "get-notifications": forOwner("/notifications"),
  "get-notification-counts": forOwner("/notifications/counts"),
  "mark-notifications": (scene) => ({ ...forOwner("/notifications/mark")(scene), body: { seen: "all" } }),
  "get-notification-actions": forOwner(`/notifications/${"0".repeat(32)}/actions`),
  "delete-notification": forOwner(`/notifications/${"0".repeat(32)}`),
  "get-health": () => ({ path: "/health" }),
};

/** What a route answers those who may; 200 where nothing is said. */
const GOOD: Partial<Record<RouteName, number>> = {
  "post-action": 201,
  "delete-action": 204,
  follow: 204,
  unfollow: 204,
  "delete-entity": 202,
  "put-mute": 204,
  "delete-mute": 204,
  "post-feed-key": 201,
  "get-notification-actions": 404,
  "delete-notification": 204,
  // There is none of this name, for those who may ask.
  "delete-feed-key": 404,
};

/** Rules that are finer than a row, as the contract has them. */
const FINER: Partial<Record<RouteName, Partial<Record<Who, number>>>> = {
  "patch-action": { "another user": 403 },
  "delete-action": { "another user": 403 },
  // Who makes a key must be able to read what it reads.
  "post-feed-key": { "a service with it alone": 403 },
  "get-own-feed": { "a service": 403, "a service with it alone": 403 },
};

function expected(name: RouteName, { allow }: Route, who: Who): number {
  const good = FINER[name]?.[who] ?? GOOD[name] ?? 200;
  if (allow === "public") return good;
  if (who === "nobody") return 401;
  if (who === "a service without the scope") return 403;
  if (allow === "service" && (who === "another user" || who === "the owner")) return 403;
  return allow === "owner" && who === "another user" ? 403 : good;
}

let scoped: Readonly<Record<"read" | "write", Caller>>;
/** What no request changes: those that read, and those that are refused, are all about the same. */
let unchanged: Omit<Scene, "isService">;

async function scene(): Promise<Omit<Scene, "isService">> {
  const owner = await person("owner");
  await service.call("PUT", `/users/${owner.id}`, { name: "Before" });
  const { id: action } = await post(`user:${owner.id}`, "said", { description: "before" });
  return { owner, action };
}

beforeAll(async () => {
  const table = await serviceTable();
  const made = (scope: "read" | "write") =>
    createApiKey(table, { name: unique(scope), scopes: [scope] }, Date.now());
  scoped = { read: new Caller(await made("read")), write: new Caller(await made("write")) };
  unchanged = await scene();
});

async function callerOf(who: Who, owner: Person, { scope }: Route): Promise<Caller> {
  if (who === "nobody") return stranger;
  if (who === "another user") return person("other");
  if (who === "the owner") return owner;
  if (who === "a service") return service;
  return scoped[(who === "a service with it alone") === (scope === "read") ? "read" : "write"];
}

describe.each(Object.entries<Route>(ROUTES) as [RouteName, Route][])("%s", (name, row) => {
  test.each(CALLERS)(
    "answers %s as its row and the contract say, and changes nothing where it refuses",
    async (who) => {
      const wanted = expected(name, row, who);
      const { owner, action } = wanted >= 400 || row.method === "GET" ? unchanged : await scene();
      const caller = await callerOf(who, owner, row);
      const { path, body } = TRIES[name]({ owner, action, isService: who.startsWith("a service") });
      const reply = await caller.call(row.method, path, body);
      expect(reply.status).toBe(wanted);
      if (wanted < 400) return;
      expect(reply.headers.get("content-type")).toBe("application/problem+json");
      expect(reply.headers.get("www-authenticate")).toBe(wanted === 401 ? "Bearer" : null);
    },
  );

  afterAll(async () => {
    const { owner, action } = unchanged;
    expect((await service.get(`/actions/${action}`)).body).toMatchObject({ description: "before" });
    expect((await service.get(`/users/${owner.id}`)).body).toMatchObject({
      name: "Before",
      followers_count: 0,
    });
    expect(await service.all(`/users/${owner.id}/activity`)).toHaveLength(1);
  });
});
