import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import openapiTS, { astToString } from "openapi-typescript";
import { expect, inject, onTestFinished, test } from "vitest";
import committed from "../../lib/openapi/openapi.json" with { type: "json" };
import { person, service, unique } from "../support/people.ts";

/** What somebody writes against the generated types: it must compile, and tell what it got. */
const PROGRAM = `
import createClient from "openapi-fetch";
import type { paths } from "./api.ts";

const { BASE = "", SERVICE, USER, NAME = "" } = process.env;
const client = (token?: string) => createClient<paths>({ baseUrl: BASE, headers: { authorization: "Bearer " + token } });
const [own, service] = [client(USER), client(SERVICE)];

const target = { model_type: "repository", id: "generated", name: "Generated" } as const;
const posted = await service.POST("/actions", { body: { actor: "user:" + NAME, verb: "pushed", target } });
const path = { collection: "users", id: NAME };
const followed = await service.POST("/{collection}/{id}/follow", { params: { path }, body: { user: "user:" + NAME } });
const page = await own.GET("/feed", { params: { query: { own: true, verb: ["pushed", "starred"], limit: 5 } } });
const [entry] = page.data?.results ?? [];
// Actions have ids; what \`group\` asks for, groups, have keys.
const first = entry !== undefined && "id" in entry ? entry : undefined;
const sentence: string | undefined = first?.summary;
const name: string | null | undefined = first?.target?.name;
const refused = await own.POST("/actions", { body: { verb: "v", actor: "user:somebody-else" } });
const problem: number | undefined = refused.error && "status" in refused.error ? refused.error.status : undefined;
const gone = await own.DELETE("/actions/{id}", { params: { path: { id: posted.data?.id ?? "" } } });
// @ts-expect-error no such verb parameter
await own.GET("/feed", { params: { query: { verbs: "pushed" } } });
const statuses = [posted, followed, page, refused, gone].map(({ response }) => response.status);
console.log(JSON.stringify({ statuses, sentence, name, problem }));
`;

const run = promisify(execFile);
const bin = (name: string) => fileURLToPath(new URL(`../../node_modules/.bin/${name}`, import.meta.url));

test("a client that openapi-typescript and openapi-fetch make of the description compiles and works", async () => {
  // Beside the packages, so that the program finds them.
  const cache = fileURLToPath(new URL("../../node_modules/.cache/", import.meta.url));
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(`${cache}client-`);
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(`${folder}/package.json`, '{"type":"module"}');
  writeFileSync(`${folder}/api.ts`, astToString(await openapiTS(JSON.stringify(committed))));
  writeFileSync(`${folder}/program.ts`, PROGRAM);
  const strict = ["--strict", "--skipLibCheck", "--rewriteRelativeImportExtensions", "--types", "node"];
  const modern = ["--target", "esnext", "--module", "nodenext", "--ignoreConfig", "--outDir", folder];
  await run(bin("tsc"), [...strict, ...modern, `${folder}/program.ts`]).catch((error: { stdout: string }) =>
    expect.fail(error.stdout),
  );
  const alice = await person(unique("generated"));
  const env = {
    ...process.env,
    BASE: inject("url"),
    SERVICE: service.token,
    USER: alice.token,
    NAME: alice.id,
  };
  const { stdout } = await run(process.execPath, [`${folder}/program.js`], { env });
  expect(JSON.parse(stdout)).toEqual({
    statuses: [201, 204, 200, 403, 204],
    sentence: `${alice.id} pushed Generated`,
    name: "Generated",
    problem: 403,
  });
});
