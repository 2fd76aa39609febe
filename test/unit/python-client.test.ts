import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { ROUTES } from "../../lib/contract/routes.ts";

const source = readFileSync("docs/examples/django/tributary.py", "utf8");
const routes = Object.values(ROUTES).map(({ method, path }) => `${method} ${path}`);

test.each(routes)("the Python client has a function for %s", (route) => {
  expect(source).toMatch(new RegExp(`"""${route.replaceAll(/[{}/.]/g, "\\$&")}[:."]`));
});
