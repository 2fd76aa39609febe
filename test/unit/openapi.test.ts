import { expect, test } from "vitest";
import { ROUTES, type Route } from "../../lib/contract/routes.ts";
import { openApiDocument } from "../../lib/openapi/document.ts";
import committed from "../../lib/openapi/openapi.json" with { type: "json" };
import { type Schema, operations, resolved } from "../support/openapi.ts";

test("the committed description is what the routes say: else run npm run openapi", async () => {
  const made: unknown = JSON.parse(JSON.stringify(await openApiDocument()));
  expect(JSON.stringify(committed) === JSON.stringify(made), "run npm run openapi").toBe(true);
});

test("every route is an operation and every operation a route", () => {
  const routes = Object.values<Route>(ROUTES).map(({ method, path }) => `${method} ${path}`);
  expect(operations.map(({ method, path }) => `${method} ${path}`).sort()).toEqual(routes.sort());
  const names = Object.keys(ROUTES).map((name) => name.replaceAll(/-(.)/g, (_match, letter: string) => letter.toUpperCase()));
  expect(operations.map(({ operationId }) => operationId).sort()).toEqual(names.sort());
});

test("every query parameter says what it means", () => {
  const silent = operations.flatMap(({ operationId, parameters = [] }) =>
    parameters
      .filter((parameter) => !("description" in parameter) && parameter.in === "query")
      .map(({ name }) => `${operationId} ${name}`),
  );
  expect(silent).toEqual([]);
});

test("objects of requests and answers are closed, but for those that are anybody's own", () => {
  const open: string[] = [];
  const visit = (schema: unknown, place: string): void => {
    if (typeof schema !== "object" || schema === null) return;
    const { type, additionalProperties } = schema as Schema;
    if (type === "object" && additionalProperties !== false) open.push(place);
    for (const [key, value] of Object.entries(schema)) visit(value, `${place}.${key}`);
  };
  for (const [name, schema] of Object.entries(committed.components.schemas)) visit(schema, name);
  expect([...new Set(open.map((place) => place.replace(/\.anyOf\.\d+$/, "")))].sort()).toEqual([
    "Action.properties.data",
    "ActionPatch.properties.data",
    "NewAction.properties.data",
  ]);
});

test("nobody need say who he is on public routes alone", () => {
  const rows = Object.values<Route>(ROUTES);
  for (const { method, path, security } of operations) {
    const row = rows.find((route) => route.method === method && route.path === path);
    expect([path, security], path).toEqual([path, row?.allow === "public" ? [] : undefined]);
  }
});

test("every body and every answer but an empty one has a schema", () => {
  const contents = operations.flatMap(({ requestBody, responses }) =>
    [requestBody, ...Object.values(responses).map((response) => resolved(response))].map((part) => part?.content),
  );
  for (const content of contents.filter((found) => found !== undefined)) {
    for (const { schema } of Object.values(content)) expect(Object.keys(schema)).not.toEqual([]);
  }
});
