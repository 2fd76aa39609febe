import { expect, vi } from "vitest";
import { type Caller, type Json, service, unique } from "./people.ts";

/** Retries until it passes: lists, streams, feeds and counts lag behind writes by seconds. */
export const eventually = <T>(holds: () => Promise<T>): Promise<T> =>
  vi.waitFor(holds, { timeout: 60_000, interval: 100 });

export const uniqueType = (name: string): string => unique(name).replaceAll("-", "_");

const COLLECTIONS: Readonly<Record<string, string>> = {
  user: "users",
  repository: "repositories",
  bot: "bots",
};

export const idInPath = (id: string): string =>
  encodeURIComponent(
    id.replaceAll(
      /[~/?#%\\]/g,
      (char) => ({ "~": "~7E", "/": "~2F", "?": "~3F", "#": "~23", "%": "~25", "\\": "~5C" })[char] ?? "",
    ),
  );

export function pathOf(entity: string): string {
  const at = entity.indexOf(":");
  const type = entity.slice(0, at);
  return `/${COLLECTIONS[type] ?? type}/${idInPath(entity.slice(at + 1))}`;
}

/** A service posts for an actor. */
export async function post(actor: string, verb: string, more: object = {}): Promise<Json> {
  const { status, body } = await service.post("/actions", { actor, verb, ...more });
  expect([status, body]).toEqual([201, body]);
  return body;
}

export async function follow(user: string, entity: string, more: object = {}): Promise<void> {
  expect((await service.post(`${pathOf(entity)}/follow`, { user, ...more })).status).toBe(204);
}

/** `query`: more of the query string. */
export async function unfollow(user: string, entity: string, query = ""): Promise<void> {
  expect(
    (await service.delete(`${pathOf(entity)}/unfollow?user=${encodeURIComponent(user)}${query}`)).status,
  ).toBe(204);
}

/** The page under a path; anything but success throws. */
export async function page(caller: Caller, path: string): Promise<Json> {
  const { status, body } = await caller.get(path);
  expect([path, status]).toEqual([path, 200]);
  return body;
}

/** An entity's counts as a service sees them. */
export async function counts(entity: string): Promise<unknown> {
  const { status, body } = await service.get(pathOf(entity));
  if (status === 404) return [0, 0];
  const { followers_count, following_count } = body;
  return [followers_count, following_count];
}

/** `"actor verb object target"` of each action of a page, newest first, with ids instead of names. */
export const told = ({ results }: Json): string[] =>
  results.map((action) => {
    const { actor, verb, action_object, target } = action;
    return [actor.id, verb, action_object?.id, target?.id].filter((word) => word !== undefined).join(" ");
  });

/** Somebody who has done 30 different things, all in their stream: more than a page of groups. */
export async function busyUser(): Promise<string> {
  const actor = `user:${unique("alice")}`;
  const actions = Array.from({ length: 30 }, (_none, index) => ({ actor, verb: `verb-${index}` }));
  await service.post("/actions/batch", { actions });
  await eventually(async () =>
    expect((await service.get(`${pathOf(actor)}/activity?limit=100`)).body.results).toHaveLength(30),
  );
  return actor;
}
