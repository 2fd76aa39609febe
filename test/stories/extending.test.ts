import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, inject, test } from "vitest";
import { localClient, ensureTable } from "../../lib/local/tables.ts";
import { extendedCopy } from "../support/extended-copy.ts";
import { unique } from "../support/people.ts";

const copy = extendedCopy();
const tableName = unique("extended");

beforeAll(async () => {
  await ensureTable(localClient(inject("dynamodbEndpoint")), tableName, inject("tableDefinition"));
});

/** Runs a script in the copy, against a table of its own, and reads the JSON that it prints. */
function run(script: string): unknown {
  const environment = {
    ...process.env,
    TABLE_NAME: tableName,
    AWS_ENDPOINT_URL_DYNAMODB: inject("dynamodbEndpoint"),
    AWS_REGION: "us-east-1",
    AWS_ACCESS_KEY_ID: "local",
    AWS_SECRET_ACCESS_KEY: "local",
  };
  const file = join(copy, `${unique("script")}.ts`);
  writeFileSync(file, script);
  return JSON.parse(
    execFileSync(process.execPath, [file], { encoding: "utf8", cwd: copy, env: environment }),
  );
}

const CALLS = `
import { openTable } from "./lib/table/table.ts";
import { putApiKey } from "./lib/store/access/api-keys.ts";
await putApiKey(openTable(process.env.TABLE_NAME!), "trib_test", { name: "test", scopes: ["read", "write"] });
const call = async (route: string, collection: string, id: string, body: unknown) => {
  const { handler } = await import("./lambdas/api/" + route + ".ts");
  const event = { headers: { authorization: "Bearer trib_test" }, rawPath: "/" + collection + "/" + id, rawQueryString: "",
    pathParameters: { collection, id }, requestContext: { domainName: "test", http: { method: "PUT" } }, body: JSON.stringify(body), isBase64Encoded: false };
  const { statusCode, body: text } = await handler(event, {});
  return { status: statusCode, body: text && JSON.parse(text) };
};
`;

test("the documented example of a type is one file and one word, and shows what it says", () => {
  const result = run(`${CALLS}
    const put = await call("put-entity", "albums", "1", { name: "Blue", artist: "Joni", bought_for: 7 });
    const wrong = await call("put-entity", "albums", "1", { colour: "blue" });
    console.log(JSON.stringify({ put, wrong }));`);
  expect(result).toMatchObject({
    put: { status: 201, body: { model_type: "album", id: "1", name: "Blue", artist: "Joni" } },
  });
  expect(result).toMatchObject({ wrong: { status: 400, body: { errors: [{ path: "colour" }] } } });
  expect(JSON.stringify(result)).not.toContain("bought_for");
});

test("the documented example of a hook refuses with its reason, and nothing is stored", () => {
  const result = run(`${CALLS}
    const follow = (user: string) => call("follow", "teams", "core", { user });
    const [bot, person] = [await follow("bot:b"), await follow("user:u")];
    const { isFollowing } = await import("./lib/store/graph/pair.ts");
    const edge = { follower: { model_type: "bot", id: "b" }, followed: { model_type: "team", id: "core" }, flag: "following" };
    console.log(JSON.stringify({ bot, person, stored: await isFollowing(openTable(process.env.TABLE_NAME!), edge) }));`);
  expect(result).toMatchObject({
    bot: { status: 403, body: { detail: "Only people may follow a team." } },
    person: { status: 204 },
    stored: false,
  });
});
