import { request } from "node:http";
import { expect, inject, test } from "vitest";
import { person } from "../support/people.ts";

const get = (path: string, accept: string) => fetch(`${inject("url")}${path}`, { headers: { accept } });

test("the console answers at the root to those who want a page, and its files lie beside it", async () => {
  const page = await get("/", "text/html,*/*");
  const html = await page.text();
  expect([page.status, page.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
  expect(page.headers.get("content-security-policy")).toContain("default-src 'none'; script-src 'self'");
  const files = [...html.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, path]) => path ?? "");
  expect(files.length).toBeGreaterThanOrEqual(3);
  for (const file of files) {
    expect(file).toMatch(/^\/console\/assets\//);
    expect((await get(file, "*/*")).status).toBe(200);
  }
  expect((await get("/console/assets/nothing.js", "*/*")).status).toBe(404);
  const head = await fetch(`${inject("url")}/`, { method: "HEAD", headers: { accept: "text/html" } });
  expect([head.status, await head.text()]).toEqual([200, ""]);
});

test("its scripts have less than 40 KB when compressed", async () => {
  const html = await (await get("/", "text/html")).text();
  let bytes = 0;
  for (const [, path = ""] of html.matchAll(/src="([^"]+\.js)"/g)) {
    const script = await (await get(path, "*/*")).blob();
    bytes += (await new Response(script.stream().pipeThrough(new CompressionStream("gzip"))).arrayBuffer())
      .byteLength;
  }
  expect(bytes).toBeGreaterThan(1_000);
  expect(bytes).toBeLessThan(40_000);
});

test("the API is as it was: the root is no route for it, and no type is called console", async () => {
  expect((await get("/", "application/json")).status).toBe(404);
  expect((await get("/", "*/*")).status).toBe(404);
  const alice = await person("alice");
  expect((await alice.get("/console/assets/activity")).status).toBe(404);
  expect((await alice.get("/console/7/activity")).status).toBe(404);
  expect((await alice.get("/console/token")).status).toBe(404);
});

test("the console alone is told how much of the sample is there; nothing where none is being loaded", async () => {
  const sample = `${inject("url")}/console/sample`;
  expect(await (await fetch(sample, { headers: { "tributary-console": "1" } })).json()).toBeNull();
  const alice = await person("alice");
  expect((await alice.get("/console/sample")).status).toBe(404);
});

/** Asks for a token as the console would, but for `headers`; `fetch` would not send all of them. */
function askForToken(headers: Record<string, string>, body = JSON.stringify({ user: "alice" })) {
  const url = new URL("/console/token", inject("url"));
  const asTheConsole = {
    "tributary-console": "1",
    origin: url.origin,
    host: url.host,
    "sec-fetch-site": "same-origin",
  };
  return new Promise<{ status: number | undefined; text: string }>((resolve, reject) => {
    const sent = request(url, { method: "POST", headers: { ...asTheConsole, ...headers } }, (response) => {
      let text = "";
      response.on("data", (chunk: Buffer) => (text += chunk.toString()));
      response.on("end", () => resolve({ status: response.statusCode, text }));
    });
    sent.on("error", reject).end(body);
  });
}

test("the console on this machine gets a token of any user, which works", async () => {
  const { status, text } = await askForToken({});
  expect(status).toBe(200);
  const { token } = JSON.parse(text) as { token: string };
  const feed = await fetch(`${inject("url")}/feed`, { headers: { authorization: `Bearer ${token}` } });
  expect(feed.status).toBe(200);
});

test.each([
  ["another site", { origin: "https://evil.example", "sec-fetch-site": "cross-site" }],
  ["another port of this machine", { origin: "http://127.0.0.1:1", "sec-fetch-site": "same-site" }],
  [
    "a name that was pointed at this machine",
    { host: "evil.example:3000", origin: "http://evil.example:3000" },
  ],
  ["a form, which sends no header of its own", { "tributary-console": "" }],
  ["nobody who says where they are", { origin: "" }],
])("%s gets no token", async (_who, headers) => {
  expect(await askForToken(headers)).toEqual({ status: 403, text: "" });
});

test.each([["{}"], ["nonsense"], ['{"user":""}'], [JSON.stringify({ user: "x".repeat(5000) })]])(
  "a token for nobody is not given",
  async (body) => {
    expect((await askForToken({}, body)).status).toBe(400);
  },
);
