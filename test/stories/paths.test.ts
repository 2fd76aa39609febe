import { expect, test } from "vitest";
import { Caller, person, service, unique } from "../support/people.ts";
import { eventually, page, pathOf, uniqueType } from "../support/story.ts";

test("a slash that is not escaped leads to what the path decodes to, or nowhere, and then the problem says how to write it", async () => {
  const alice = await person("alice");
  await alice.posts("spoke");
  const activity = async () => (await page(alice, `/users/${alice.id}%2Factivity`)).results;
  await eventually(async () => expect(await activity()).toMatchObject([{ verb: "spoke" }]));
  const { status, headers, body } = await alice.get("/branches/feature%2Fx");
  expect([status, headers.get("content-type")]).toEqual([404, "application/problem+json"]);
  expect(body).toMatchObject({
    status: 404,
    detail: expect.stringContaining("/branches/feature~2Fx") as string,
  });
});

test("however a path is written, its links are written as the contract says, and its pages are one list", async () => {
  const [type, alice] = [uniqueType("site"), await person("alice")];
  for (const verb of ["one", "two"]) await alice.posts(verb, { target: `${type}:50%\\?` });
  const path = `/${type}/50%25%5C~3F/activity?limit=1`;
  const first = await eventually(async () => {
    const one = await page(alice, path);
    expect(one).toMatchObject({ results: [{ verb: "two" }], next: expect.any(String) as string });
    return one;
  });
  expect(first.next).toContain(`${pathOf(`${type}:50%\\?`)}/activity?`);
  expect((await page(alice, first.next ?? "")).results).toMatchObject([{ verb: "one" }]);
});

test.each(["a~b", "a~2f", "~"])("%s in a path is 400 on every kind of route", async (id) => {
  for (const path of [`/users/${id}`, `/users/${id}/activity`, `/site/${id}/followers`, `/actions/${id}`]) {
    const { status, body } = await service.get(path);
    expect([path, status, body.errors]).toMatchObject([path, 400, [{ path: "id" }]]);
  }
});

test.each(["action", "actions", "docs", "console", "health", "live", "entities"])(
  "%s is no collection and no type",
  async (word) => {
    const calls = [`/${word}/x`, `/${word}/x/followers`, `/${word}/x/activity`, `/${word}/activity`];
    for (const path of calls.filter((one) => !/^\/actions\/(x|activity)$/.test(one))) {
      const { status, headers } = await service.get(path);
      expect([path, status, headers.get("content-type")]).toEqual([path, 404, "application/problem+json"]);
    }
    expect((await service.post("/actions", { actor: "user:a", verb: "v", target: `${word}:1` })).status).toBe(
      400,
    );
  },
);

test.each(["/%", "/users/%zz", "/users/%ff/activity", "/users/%ed%a0%80"])(
  "%s is no path at all: 400",
  async (path) => {
    const { status, headers } = await new Caller(undefined).get(path);
    expect([status, headers.get("content-type")]).toEqual([400, "application/problem+json"]);
  },
);

test("an id of dots is none", async () => {
  const nobody = unique("x");
  for (const path of ["/users/%2e%2e/activity", "/users/%2E", `/users/${nobody}/..%2f..`])
    expect([400, 404]).toContain((await service.get(path)).status);
});
