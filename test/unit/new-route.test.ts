import { existsSync, readFileSync } from "node:fs";
import { check, resolveConfig } from "prettier";
import { expect, test } from "vitest";
import { newRoute, routeNamed } from "../../lib/tools/new/route.ts";

const read = (path: string) => (existsSync(path) ? readFileSync(path, "utf8") : undefined);
const THING = {
  name: "get-unbuilt",
  method: "GET",
  path: "/{collection}/{id}/unbuilt",
  tag: "Entities",
} as const;

test("a new route is a row, a function, a description and a test, written as the rest is", async () => {
  const files = newRoute(THING, read);
  expect([...files.keys()]).toEqual([
    "lib/contract/routes/entities.ts",
    "lib/openapi/operations.ts",
    "lambdas/api/get-unbuilt.ts",
    "test/stories/get-unbuilt.test.ts",
  ]);
  for (const [path, text] of files) {
    expect([path, await check(text, { ...(await resolveConfig(path)), filepath: path })]).toEqual([
      path,
      true,
    ]);
    // What was there stays, but for one more row.
    const left = text.replace(/^ {2}"get-unbuilt": \{(?:.*|\n(?: {4}.*\n)+ {2})\},\n/m, "");
    if (read(path) !== undefined) expect(left).toBe(read(path));
  }
});

test("a name alone says the method and the path, and what is said goes before", () => {
  const { name, ...others } = THING;
  expect(routeNamed(name, {})).toEqual(THING);
  expect(routeNamed("post-feed-size", {})).toEqual({
    ...{ name: "post-feed-size", method: "POST", path: "/{collection}/{id}/feed-size", tag: "Entities" },
  });
  expect(routeNamed("is-new", {})).toMatchObject({ method: "GET", path: "/{collection}/{id}/is-new" });
  expect(routeNamed("post-else", others)).toEqual({ ...THING, name: "post-else" });
});

test("a name that is taken, a tag that is not there and names that are none are refused in a sentence", () => {
  expect(() => newRoute({ ...THING, name: "get-entity" }, read)).toThrow(
    "There is a route get-entity already",
  );
  expect(() => newRoute({ ...THING, tag: "Things" }, read)).toThrow("There is no tag Things");
  expect(() => newRoute({ ...THING, name: "GetThing" }, read)).toThrow("A route is named like get-thing");
  expect(() => newRoute({ ...THING, path: "thing" }, read)).toThrow("/thing");
});
