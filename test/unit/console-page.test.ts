import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { PASTED } from "../../lib/contract/console.ts";
import { ConsolePage } from "../../lib/http/console-page.ts";
import { discovery } from "../../lib/http/sign-in-provider.ts";
import { type HttpServer, listen } from "../../lib/local/http-server.ts";

let folder: string;
let server: HttpServer;
let issuer: string;
/** What the provider says of itself; it fails where it says nothing. */
let said: Record<string, unknown> | undefined;
let asked = 0;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "console-page-"));
  mkdirSync(join(folder, "assets"));
  writeFileSync(join(folder, "index.html"), `<head>${PASTED}</head>`);
  writeFileSync(join(folder, "assets/a-1.js"), "run()");
  server = await listen(0, (_request, response) => {
    asked++;
    response.writeHead(said === undefined ? 500 : 200).end(JSON.stringify(said));
  });
  issuer = `http://127.0.0.1:${server.port}/`;
  said = { issuer, authorization_endpoint: `${issuer}in?a="<`, token_endpoint: `${issuer}token` };
  asked = 0;
});
afterEach(async () => {
  rmSync(folder, { recursive: true });
  await server.stop();
});

const settings = { client: "console", scopes: "openid", audience: "api" };
const newPage = (now?: () => number) => new ConsolePage(folder, discovery({ issuer, ...settings }, now));

test("the page says where to sign in, and its policy lets it call the provider's tokens alone", async () => {
  const { status, text, headers = {} } = await newPage().answer("/", "text/html");
  expect([status, headers["cache-control"], text?.type]).toEqual([
    200,
    "no-cache",
    "text/html; charset=utf-8",
  ]);
  expect(text?.content).toBe(
    `<head><meta name="tributary-tokens" content="oidc" data-authorize="${issuer}in?a=%22%3C" data-token="${issuer}token" data-client="console" data-scopes="openid" data-audience="api" /></head>`,
  );
  expect(headers["content-security-policy"]).toContain(`connect-src 'self' http://127.0.0.1:${server.port};`);
  expect(headers["content-security-policy"]).not.toContain("unsafe");
});

test("a setting cannot leave its attribute", async () => {
  const page = new ConsolePage(folder, discovery({ issuer, ...settings, client: 'a"><script>&' }));
  expect((await page.answer("/", "text/html")).text?.content).toContain(
    'data-client="a&quot;>&lt;script>&amp;"',
  );
});

test("files have names of their content and are kept for a year; what is no file is no path of the API", async () => {
  const file = await newPage().answer("/console/assets/a-1.js");
  expect([file.text, file.headers?.["cache-control"]]).toEqual([
    { type: "text/javascript; charset=utf-8", content: "run()" },
    "public, max-age=31536000, immutable",
  ]);
  for (const path of ["/", "/console/assets/b.js", "/console/assets/../index.html"])
    expect((await newPage().answer(path, "application/json")).status, path).toBe(404);
});

test("the provider is asked once an hour, and again after it did not answer", async () => {
  let now = 0;
  const page = newPage(() => now);
  const silent = vi.spyOn(console, "error").mockImplementation(() => undefined);
  const [good, ask] = [said, async () => (await page.answer("/", "text/html")).status];
  said = undefined;
  expect(await ask()).toBe(503);
  said = good;
  expect([await ask(), await ask(), asked]).toEqual([200, 200, 2]);
  now = 3_600_001;
  expect([await ask(), asked]).toEqual([200, 3]);
  silent.mockRestore();
});

test.each([
  ["answers for another", { issuer: "https://other.example" }],
  ["is reached without TLS", { token_endpoint: "http://other.example/token" }],
  ["says no address", { authorization_endpoint: undefined }],
])("a provider that %s is not believed", async (_what, wrong) => {
  const silent = vi.spyOn(console, "error").mockImplementation(() => undefined);
  said = { ...said, ...wrong };
  expect((await newPage().answer("/", "text/html")).status).toBe(503);
  silent.mockRestore();
});
