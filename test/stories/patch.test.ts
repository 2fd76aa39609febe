import { expect, test, vi } from "vitest";
import { person, service, unique, verbs } from "../support/people.ts";

test("a patch changes what is named, null clears, and the key still answers the first request", async () => {
  const alice = await person("alice");
  const id = unique("id");
  await alice.post("/actions", { id, verb: "v", description: "first", data: { a: 1, b: 2 } });
  const patch = (body: unknown, who = alice as typeof service) => who.call("PATCH", `/actions/${id}`, body);
  expect((await patch({ data: { c: 3 } })).body).toMatchObject({ description: "first", data: { c: 3 } });
  expect((await patch({ description: null })).body).toMatchObject({ description: null, data: { c: 3 } });
  expect((await patch({})).status).toBe(400);
  expect((await patch({ verb: "w" })).status).toBe(400);
  expect((await patch({ public: "no" })).status).toBe(400);
  expect((await patch({ public: null })).status).toBe(400);
  expect((await patch({ data: {} }, await person("bob"))).status).toBe(403);
  expect((await patch({ data: null }, service)).status).toBe(200);
  expect(
    (await alice.post("/actions", { id, verb: "v", description: "first", data: { a: 1, b: 2 } })).status,
  ).toBe(200);
});

test("a private switch takes an action out of streams and feeds, and the way back returns it as it is now", async () => {
  const [alice, bob] = [await person("alice"), await person("bob")];
  await bob.follows(alice);
  const type = unique("site").replaceAll("-", "_");
  const { id } = await alice.posts("spoke", { target: `${type}:1` });
  const seen = async () => [
    verbs((await bob.get("/feed")).body).length,
    verbs((await bob.get(`/${type}/1/activity`)).body).length,
    verbs((await bob.get(`/${type}/activity`)).body).length,
  ];
  await vi.waitFor(async () => expect(await seen()).toEqual([1, 1, 1]), 60_000);
  await alice.call("PATCH", `/actions/${id}`, { public: false });
  expect((await bob.get(`/actions/${id}`)).status).toBe(404);
  await vi.waitFor(async () => expect(await seen()).toEqual([0, 0, 0]), 60_000);
  await alice.call("PATCH", `/actions/${id}`, { public: true, description: "again" });
  await vi.waitFor(async () => expect(await seen()).toEqual([1, 1, 1]), 60_000);
  expect((await bob.get("/feed")).body.results[0]).toMatchObject({ description: "again" });
});
