import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, inject, test } from "vitest";
import { expectProblem, paths, status } from "../../support/contract.ts";
import { type Person, person, service, stranger, unique } from "../../support/people.ts";
import { eventually, page, uniqueType } from "../../support/story.ts";

let alice: Person;
const place = uniqueType("place");
const stream = `/${place}/1/activity`;

beforeAll(async () => {
  alice = await person("alice");
  for (let count = 0; count < 5; count++)
    await alice.posts("spoke", { target: `${place}:1`, description: "long ".repeat(100) });
  await eventually(async () => expect((await page(alice, stream)).results).toHaveLength(5));
});

const raw = (method: string, path: string, headers: Record<string, string> = {}) =>
  fetch(`${inject("url")}${path}`, {
    method,
    headers: { authorization: `Bearer ${alice.token}`, ...headers },
  });

const SAME = [
  "content-type",
  "content-length",
  "content-encoding",
  "etag",
  "vary",
  "cache-control",
  "x-content-type-options",
];

test("HEAD answers as GET does, without the body", async () => {
  const readable = [
    "/health",
    "/openapi.json",
    // What other files post meanwhile is not on it.
    "/actions?limit=1&until=2000-01-01T00:00:00Z",
    stream,
    `${stream}?format=atom`,
    "/feed",
    `/users/${alice.id}/followers`,
  ];
  for (const path of [
    ...readable,
    "/users/nobody-at-all",
    "/actions?limit=0",
    "/user/1",
    "/nothing/here/at/all",
  ]) {
    for (const coding of ["identity", "gzip"]) {
      const [get, head] = await Promise.all(
        ["GET", "HEAD"].map((method) => raw(method, path, { "accept-encoding": coding })),
      );
      const told = (reply: Response | undefined) => [
        path,
        reply?.status,
        ...SAME.map((name) => reply?.headers.get(name)),
      ];
      expect(told(head)).toEqual(told(get));
      expect(await head?.text()).toBe("");
    }
  }
  expect((await fetch(`${inject("url")}/actions`, { method: "HEAD" })).status).toBe(401);
});

describe("who sends what is told", () => {
  test("no token, no error; a bad one, what is wrong with it", async () => {
    expect((await stranger.get("/actions")).headers.get("www-authenticate")).toBe("Bearer");
    const bad = await stranger.call("GET", "/actions", undefined, { authorization: "Bearer no.token.atall" });
    expect(bad.headers.get("www-authenticate")).toBe(
      'Bearer error="invalid_token", error_description="The token is not valid here."',
    );
  });

  test("a body that is compressed is 415, whatever it holds", async () => {
    const authorization = `Bearer ${alice.token}`;
    const sent = (coding: string, body: BodyInit) =>
      fetch(`${inject("url")}/actions`, {
        method: "POST",
        body,
        headers: { authorization, "content-encoding": coding },
      });
    for (const coding of ["gzip", "br", "GZIP", "identity, gzip", "unknown"]) {
      const reply = await sent(coding, gzipSync('{"verb":"v"}'));
      expectProblem(
        { status: reply.status, headers: reply.headers, body: (await reply.json()) as never },
        415,
        "Unsupported Media Type",
      );
    }
    expect((await sent("identity", '{"verb":"v"}')).status).toBe(201);
    expect((await raw("GET", "/feed", { "content-encoding": "gzip" })).status).toBe(200);
  });

  test("a plus sign that was not escaped", async () => {
    for (const name of ["since", "until"]) {
      const { status: given, body } = await alice.get(`/actions?${name}=2020-01-01T00:00:00+01:00`);
      expect([given, paths(body), body.errors[0]?.message]).toEqual([
        400,
        [name],
        expect.stringContaining("%2B"),
      ]);
      expect(await status(alice.get(`/actions?${name}=2020-01-01T00:00:00%2B01:00`))).toBe(200);
    }
  });
});

test("a page is compressed as the caller likes, and its ETag is good in every coding", async () => {
  const gzipped = await raw("GET", stream, { "accept-encoding": "gzip" });
  expect([gzipped.headers.get("content-encoding"), gzipped.headers.get("content-type")]).toEqual([
    "gzip",
    "application/json",
  ]);
  expect(Number(gzipped.headers.get("content-length"))).toBeLessThan(1500);
  expect(await gzipped.json()).toMatchObject({
    results: Array.from({ length: 5 }, () => ({ verb: "spoke" })),
  });
  const etag = gzipped.headers.get("etag") ?? "";
  for (const coding of ["identity", "gzip", "br"]) {
    const again = await raw("GET", stream, { "accept-encoding": coding, "if-none-match": etag });
    expect([coding, again.status, await again.text()]).toEqual([coding, 304, ""]);
  }
});

test("caches are told what an answer depends on, and keep nobody's page for another", async () => {
  const told = async (reply: Promise<{ headers: Headers }>) => {
    const { headers } = await reply;
    return [headers.get("vary"), headers.get("cache-control")];
  };
  const [simple, withForms] = ["Accept-Encoding, Authorization", "Accept-Encoding, Authorization, Accept"];
  for (const path of [stream, `${stream}?limit=0`, "/feed", "/actions"])
    expect([path, await told(alice.get(path))]).toEqual([path, [withForms, "private, no-cache"]]);
  const nowhere = "/nothing/here/at/all";
  for (const path of [`/users/${alice.id}`, `/users/${alice.id}/followers`, "/health", nowhere])
    expect([path, await told(alice.get(path))]).toEqual([path, [simple, "private, no-cache"]]);
  for (const path of ["/health", "/openapi.json", nowhere])
    expect([path, await told(stranger.get(path))]).toEqual([path, [simple, "public, max-age=10"]]);
});

test("OPTIONS tells a path's methods, and 404 where it leads nowhere", async () => {
  const reply = await raw("OPTIONS", "/actions");
  expect([reply.status, reply.headers.get("allow"), await reply.text()]).toEqual([
    204,
    "POST, GET, HEAD, OPTIONS",
    "",
  ]);
  expect((await raw("OPTIONS", `/users/${alice.id}`)).headers.get("allow")).toBe(
    "GET, HEAD, PUT, DELETE, OPTIONS",
  );
  // A type that nobody registered is its own collection, in which entities are found.
  expect((await raw("OPTIONS", `/${place}`)).headers.get("allow")).toBe("GET, HEAD, OPTIONS");
  for (const path of ["/user/1", "/user", "/docs/1", "/nothing/here/at/all"])
    expect((await raw("OPTIONS", path)).status).toBe(404);
});

test("lists of follows take several types: all that are of any of them", async () => {
  const carol = await person("carol");
  const [repository, team] = [unique("r"), unique("t")];
  for (const follower of [`repository:${repository}`, `team:${team}`, `user:${alice.id}`]) {
    expect(
      await status(service.post(`/users/${carol.id}/follow`, { user: follower, send_action: false })),
    ).toBe(204);
  }
  await eventually(async () =>
    expect((await page(carol, `/users/${carol.id}/followers`)).results).toHaveLength(3),
  );
  for (const flag of ["", "&flag=*"]) {
    const { results } = await page(carol, `/users/${carol.id}/followers?type=team&type=repository${flag}`);
    expect(results.map(({ user }) => user.id).toSorted()).toEqual([repository, team].toSorted());
  }
  expect(paths((await carol.get(`/users/${carol.id}/followers?type=team&type=`)).body)).toEqual(["type"]);
});

test("what no JSON carries exactly is refused by its name, and in a batch alone", async () => {
  const post = (body: string) => alice.call("POST", "/actions", body);
  for (const number of ["1e400", "12345678901234567890", "9007199254740993", "9007199254740992.0"]) {
    const { status: given, body } = await post(`{"verb":"v","data":{"n":[${number}]}}`);
    expect([number, given, paths(body)]).toEqual([number, 400, ["data.n.0"]]);
  }
  expect(await status(post('{"verb":"v","data":{"n":[9007199254740991, 0.1]}}'))).toBe(201);
  expect(await status(post(`{"verb":"v","data":${'{"a":'.repeat(2500)}1${"}".repeat(2500)}}`))).toBe(400);
  const actions = [
    `{"actor":"user:${alice.id}","verb":"cut \\ud83d"}`,
    `{"actor":"user:${alice.id}","verb":"whole"}`,
  ];
  const { body } = await service.call("POST", "/actions/batch", `{"actions":[${actions.join(",")}]}`);
  expect(body.results).toMatchObject([
    { status: 400, error: { errors: [{ path: "verb" }] } },
    { status: 201 },
  ]);
});
