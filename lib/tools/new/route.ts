export const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;

export interface NewRoute {
  readonly name: string;
  readonly method: (typeof METHODS)[number];
  readonly path: string;
  readonly tag: string;
}

/** What is not said follows from the name: `post-size` is a POST to `/{collection}/{id}/size`. */
export function routeNamed(name: string, said: Partial<NewRoute>): NewRoute {
  const [verb = "", ...subject] = name.split("-");
  const method = METHODS.find((one) => one === verb.toUpperCase());
  return {
    name,
    method: said.method ?? method ?? "GET",
    path: said.path ?? `/{collection}/{id}/${method === undefined ? name : subject.join("-")}`,
    tag: said.tag ?? "Entities",
  };
}

const rowsOf = (tag: string) => `lib/contract/routes/${tag.toLowerCase()}.ts`;
const OPERATIONS = "lib/openapi/operations.ts";
const END = "\n} as const satisfies Record<";

/** A route that does nothing yet, with a failing test. @returns texts by path @throws for a wrong name */
export function newRoute(
  route: NewRoute,
  read: (path: string) => string | undefined,
): ReadonlyMap<string, string> {
  const { name, method, path, tag } = route;
  if (!/^[a-z]+(-[a-z]+)*$/.test(name)) throw new Error(`A route is named like get-thing, not ${name}.`);
  if (!path.startsWith("/")) throw new Error(`A path begins with a slash: /${path}`);
  const [own, test] = [`lambdas/api/${name}.ts`, `test/stories/${name}.test.ts`];
  if (read(own) !== undefined) throw new Error(`There is a route ${name} already: ${own}`);
  const [rows, operations] = [read(rowsOf(tag)), read(OPERATIONS)];
  if (rows === undefined || operations === undefined)
    throw new Error(`There is no tag ${tag}: ${rowsOf(tag)} is not there.`);
  const scope = method === "GET" ? "read" : "write";
  const row = `  "${name}": {
    method: "${method}",
    path: "${path}",
    allow: "any",
    scope: "${scope}",
    table: [],
    indexes: [],
  },`;
  const operation = `  "${name}": { tag: "${tag}", summary: "${sentence(name)}", answers: { 204: null } },`;
  return new Map([
    [rowsOf(tag), before(rows, row)],
    [OPERATIONS, before(operations, operation)],
    [own, FUNCTION.replace("NAME", name)],
    [test, TEST.replace("METHOD", method.toLowerCase()).replaceAll("PATH", path)],
  ]);
}

function before(text: string, line: string): string {
  const at = text.lastIndexOf(END);
  if (at < 0) throw new Error("The list has no end that is known.");
  return `${text.slice(0, at)}\n${line}${text.slice(at)}`;
}

const sentence = (name: string): string => {
  const words = name.replaceAll("-", " ");
  return words.slice(0, 1).toUpperCase() + words.slice(1);
};

const UP = "../..";

const FUNCTION = `import * as z from "zod/mini";
import { noContent } from "${UP}/lib/http/answer.ts";
import { route } from "${UP}/lib/http/route.ts";

export const handler = route("NAME", { query: z.strictObject({}) }, () => noContent);
`;

const TEST = `import { expect, test } from "vitest";
import { person } from "${UP}/test/support/people.ts";

test("PATH answers what it is for", async () => {
  const alice = await person("alice");
  const path = "PATH".replace("{collection}", "users").replace("{id}", alice.id);
  const { status, body } = await alice.METHOD(path);
  expect(status).toBe(200);
  expect(body).toEqual({});
});
`;
