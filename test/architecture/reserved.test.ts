import { expect, test } from "vitest";
import { ROUTES } from "../../lib/contract/routes.ts";
import { RESERVED_IDS, TYPE_PATTERN, modelType } from "../../lib/domain/entity.ts";
import { ROUTE_WORDS } from "../../lib/domain/types/registry.ts";

const parts = Object.values(ROUTES).map(({ path }) => path.split("/").slice(1));

test("no type can be called like a word that begins a route", () => {
  const first = [...new Set(parts.map(([word = ""]) => word))];
  // Others, such as `openapi.json`, are no names of types anyway.
  expect(first.filter((word) => TYPE_PATTERN.test(word)).sort()).toEqual(ROUTE_WORDS);
  expect(first.filter((word) => modelType.safeParse(word).success)).toEqual([]);
});

test("no entity can have an id that is a route of its collection", () => {
  const routes = parts.flatMap(([collection, word]) =>
    collection === "{collection}" && word !== undefined && !word.startsWith("{") ? [word] : [],
  );
  expect(routes.filter((word) => !RESERVED_IDS.has(word))).toEqual([]);
});
