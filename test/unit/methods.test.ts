import type { APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { describe, expect, test } from "vitest";
import type { Route } from "../../lib/contract/route.ts";
import { ROUTES } from "../../lib/contract/routes.ts";
import { typeOfCollection } from "../../lib/domain/types/registry.ts";
import { GatewayRoutes } from "../../lib/local/gateway-routes.ts";
import { handler } from "../../lambdas/api/no-such-route.ts";
import { gatewayEvent } from "../support/gateway-event.ts";

const routes = Object.values<Route>(ROUTES);
/** The gateway's own choice among the same routes. */
const gateway = new GatewayRoutes(
  routes.flatMap((row) =>
    (row.method === "GET" ? ["GET", "HEAD"] : [row.method]).map((method) => ({
      key: `${method} ${row.path}`,
      target: row,
    })),
  ),
);
const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND"];

const answerTo = async (method: string, rawPath: string) =>
  (await handler(
    gatewayEvent({
      rawPath,
      headers: {},
      requestContext: { http: { method } },
    }),
  )) as Required<APIGatewayProxyStructuredResultV2>;

const concrete = (path: string) => path.replace("{collection}", "repositories").replaceAll(/\{\w+\}/g, "17");
const paths = [...new Set(routes.map(({ path }) => path))];

/**
 * The methods that the gateway has a function for, at this path: of collections only where the path names
 * one, and not those of a group for a word that can be no group's id.
 */
function served(path: string): string[] {
  const [, first = "", id] = path.split("/");
  const isWord = typeOfCollection(first) === undefined;
  return METHODS.filter((method) => {
    const template = gateway.find(method, path)?.target.path;
    if (template?.startsWith("/{collection}") === true && isWord) return false;
    if (template === "/notifications/{id}" && ["counts", "mark"].includes(id ?? "")) return false;
    return template !== undefined && !(template === "/{collection}/{id}" && id === "activity");
  });
}

describe("what a path answers to is told rightly", () => {
  test.each(paths)("%s", async (template) => {
    const path = concrete(template);
    const methods = [...served(path), "OPTIONS"];
    expect(methods.includes("HEAD")).toBe(methods.includes("GET"));
    const options = await answerTo("OPTIONS", path);
    expect([options.statusCode, String(options.headers["allow"]).split(", ").toSorted()]).toEqual([
      204,
      methods.toSorted(),
    ]);
    for (const method of METHODS.filter((one) => !methods.includes(one))) {
      const { statusCode, headers, body } = await answerTo(method, path);
      expect([method, statusCode, headers["allow"]]).toEqual([method, 405, options.headers["allow"]]);
      expect(method === "HEAD" ? { status: 405 } : JSON.parse(body)).toMatchObject({ status: 405 });
    }
  });

  test.each([
    "/",

    "/nothing/at/all/here",
    "/user/1",
    "/feed/1",
    "/follows/1/activity",
    "/health/1",
    "/docs/activity",
    "/users//feed",
  ])("%s leads nowhere with any method", async (path) => {
    for (const method of METHODS)
      expect([method, (await answerTo(method, path)).statusCode]).toEqual([method, 404]);
  });
});
