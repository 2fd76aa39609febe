import fc from "fast-check";
import { expect, test } from "vitest";
import { pathOf } from "../../lib/client/path.ts";
import { paramsOfPath } from "../../lib/contract/path-template.ts";
import { ROUTES } from "../../lib/contract/routes.ts";
import { entityId, entityOfPath } from "../../lib/domain/entity.ts";
import { idOfPath, ownId, pathId } from "../../lib/domain/path-id.ts";
import { GatewayRoutes } from "../../lib/local/gateway-routes.ts";
import { readTarget } from "../../lib/local/gateway-target.ts";
import { linksOf } from "../../lib/http/links.ts";
import { noSuchPath } from "../../lib/http/no-such-path.ts";

const routes = new GatewayRoutes(
  Object.entries(ROUTES).map(([name, { method, path }]) => ({ key: `${method} ${path}`, target: name })),
);

/**
 * What a gateway makes of the address that a client was given: the route, and what its words are once
 * decoded.
 */
function routed(address: string): Record<string, string> | undefined {
  const { pathname } = new URL(address, "http://api.example");
  const target = readTarget(pathname);
  const match = routes.find("GET", target?.path ?? "");
  return match && { route: match.target, ...match.params };
}

const special = fc.constantFrom(..."~/?#%\\.+&=;:@ é\u{10ffff}", "~2F", "%2F", "..", "\u202e", "activity");
const id = fc
  .oneof(
    fc.array(special, { minLength: 1, maxLength: 12 }).map((parts) => parts.join("")),
    fc.string({ unit: "binary", minLength: 1, maxLength: 80 }),
    fc.string({ unit: "grapheme", minLength: 1, maxLength: 30 }),
  )
  .filter((text) => entityId.safeParse(text).success);

test("every id comes back from the address that it is written into, on every route", () => {
  const links = linksOf("http://api.example", "");
  const views = Object.entries(ROUTES).filter(
    ([, { method, path }]) => method === "GET" && path.startsWith("/{collection}/{id}"),
  );
  fc.assert(
    fc.property(id, (text) => {
      const address = links.entity({ model_type: "site", id: text });
      for (const [route, { path }] of views) {
        const found = routed(address + path.slice("/{collection}/{id}".length));
        expect(found).toMatchObject({ route, collection: "site" });
        expect(entityOfPath("site", idOfPath(String(found?.["id"])))).toEqual({
          model_type: "site",
          id: text,
        });
      }
      expect(pathOf({ model_type: "site", id: text })).toBe(new URL(address).pathname);
    }),
    { numRuns: 500 },
  );
});

test.each(["~", "a~", "~2f", "~20", "~7e", "~~7E", "~2", "~5c"])("%s is no id in a path", (text) => {
  expect(() => idOfPath(text)).toThrow("must write ~ as ~7E");
});

test.each([
  ["/users/alice%2Factivity", { route: "get-entity-activity", collection: "users", id: "alice" }],
  ["/branches/feature%2Fx", undefined],
  ["/branches/feature~2Fx", { route: "get-entity", collection: "branches", id: "feature~2Fx" }],
  ["/users/a%3Fb/activity", { route: "get-entity", collection: "users", id: "a" }],
  ["/users/a%23b", { route: "get-entity", collection: "users", id: "a#b" }],
  ["/users/a+b", { route: "get-entity", collection: "users", id: "a+b" }],
  ["/users/a%252Fb", { route: "get-entity", collection: "users", id: "a%2Fb" }],
  ["/users//activity", undefined],
  ["/users/alice/", undefined],
  ["//users/alice", undefined],
  ["/%75sers/alice", { route: "get-entity", collection: "users", id: "alice" }],
])("%s is routed as what it decodes to", (path, route) => {
  const match = routes.find("GET", readTarget(path)?.path ?? "");
  expect(match && { route: match.target, ...match.params }).toEqual(route);
});

test("the query stays as it was sent, and a target with a host is one of its path", () => {
  expect(readTarget("/users/a%20b?verb=a%2Fb+c?d")).toEqual({ path: "/users/a b", query: "verb=a%2Fb+c?d" });
  expect(readTarget("http://api.example/feed?limit=1")).toEqual({ path: "/feed", query: "limit=1" });
  expect(["/%", "/%zz", "/%ff", "/%c3%28", "/%ed%a0%80"].map(readTarget)).toEqual(Array(5).fill(undefined));
});

test("a path that leads nowhere because of a slash says how to write it", () => {
  expect(noSuchPath("/branches/feature/x").message).toContain(" /branches/feature~2Fx:");
  expect(noSuchPath("/branches/a/b~?/activity").message).toContain(" /branches/a~2Fb~7E~3F/activity:");
  for (const path of ["/", "/nothing", "/users/", "//a/b", "/users/alice/"])
    expect(noSuchPath(path).message).not.toContain("~2F");
});

test.each(["actions", "console", "docs", "live", "openapi", "user"])("%s is no collection", (word) => {
  expect(() => entityOfPath(word, "x")).toThrow(expect.objectContaining({ code: "not_found" }) as Error);
});

test("what needs no escape reads as it did", () => {
  expect(pathId("auth0|5f7c8e")).toBe("auth0%7C5f7c8e");
  expect(pathId("feature/x?#%\\~")).toBe("feature~2Fx~3F~23~25~5C~7E");
});

test("an id of ours is letters, digits, _, . and -, at most 64", () => {
  for (const id of ["a", "_-9Z", "k.x", "x".repeat(64)]) expect(ownId({ id })).toBe(id);
  for (const id of [undefined, "", "a b", "a/b", "é", "a\n", "x".repeat(65)])
    expect(ownId(id === undefined ? {} : { id })).toBeUndefined();
});

test("a path fits a template part by part, and no parameter is empty", () => {
  const params = (template: string, path: string) => paramsOfPath(template, path.split("/"));
  const template = "/{collection}/{id}/activity";
  expect(params(template, "/users/a b/activity")).toEqual({ collection: "users", id: "a b" });
  expect(params("/feed", "/feed")).toEqual({});
  for (const path of ["/users//activity", "/users/a", "/users/a/activity/", "/users/a/followers", ""])
    expect(params(template, path)).toBeUndefined();
});
