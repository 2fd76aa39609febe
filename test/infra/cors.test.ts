import { afterAll, beforeAll, expect, test } from "vitest";
import { Assembly } from "../../lib/local/assembly.ts";
import { OWN_PAGES } from "../../lib/local/cors.ts";
import { Gateway } from "../../lib/local/gateway.ts";
import { type HttpServer, listen } from "../../lib/local/http-server.ts";
import { synthesise } from "../support/synthesise.ts";

const PAGE = "https://app.example";
const servers: HttpServer[] = [];
let open: string;
let closed: string;
let local: string;

/** The template with these settings; its functions have ARNs. */
function assemblyOf(corsOrigins: string[]): Assembly {
  const assembly = new Assembly(synthesise({ corsOrigins }), ({ id, type }) =>
    type === "AWS::Lambda::Function" ? `arn:${id}` : id,
  );
  return assembly;
}

/** The template's gateway, in front of functions that answer how they were called. */
async function start(assembly: Assembly, ownPages?: RegExp): Promise<string> {
  const answer = { statusCode: 401, headers: { etag: '"1"', vary: "Accept" }, body: "called" };
  const gateway = new Gateway(assembly, () => Promise.resolve(answer), { ownPages });
  const server = await listen(0, (request, response) => void gateway.handle(request, response));
  servers.push(server);
  return `http://127.0.0.1:${server.port}/actions`;
}

const [named, silent] = [assemblyOf([PAGE]), assemblyOf([])];
beforeAll(async () => {
  [open, closed, local] = [await start(named), await start(silent), await start(silent, OWN_PAGES)];
});
afterAll(() => Promise.all(servers.map((server) => server.stop())));

const asking = (origin: string) => ({
  method: "OPTIONS",
  headers: {
    origin,
    "access-control-request-method": "POST",
    "access-control-request-headers": "authorization,idempotency-key",
  },
});
const allowOrigin = (answer: Response) => answer.headers.get("access-control-allow-origin");

test("the gateway itself tells a page what it may send", async () => {
  const answer = await fetch(open, asking(PAGE));
  expect([answer.status, await answer.text(), allowOrigin(answer)]).toEqual([204, "", PAGE]);
  expect(answer.headers.get("access-control-allow-methods")?.split(",")).toContain("DELETE");
  expect(answer.headers.get("access-control-allow-headers")?.split(",")).toEqual(
    expect.arrayContaining(["authorization", "idempotency-key", "if-match", "if-none-match", "content-type"]),
  );
  expect(answer.headers.get("access-control-max-age")).toBe("86400");
  expect([answer.headers.get("vary"), answer.headers.get("access-control-allow-credentials")]).toEqual([
    "Origin",
    null,
  ]);
});

test("a page of another origin is told nothing, before and after", async () => {
  const [before, after] = [
    await fetch(open, asking("https://evil.example")),
    await fetch(open, { headers: { origin: "https://evil.example" } }),
  ];
  expect([before.status, allowOrigin(before), after.status, allowOrigin(after)]).toEqual([
    204,
    null,
    401,
    null,
  ]);
});

test("a page may read every answer, refusals too, with its tag and its place", async () => {
  const answer = await fetch(open, { headers: { origin: PAGE } });
  expect([answer.status, await answer.text(), allowOrigin(answer)]).toEqual([401, "called", PAGE]);
  expect(answer.headers.get("access-control-expose-headers")?.split(",")).toEqual([
    "etag",
    "location",
    "retry-after",
  ]);
  expect(answer.headers.get("vary")).toBe("Accept, Origin");
});

test("who is no page gets no headers of CORS", async () => {
  expect(allowOrigin(await fetch(open))).toBeNull();
});

test("without origins in the settings the functions answer what is asked first", async () => {
  const answer = await fetch(closed, asking(PAGE));
  expect([answer.status, await answer.text(), allowOrigin(answer)]).toEqual([401, "called", null]);
});

test("on one's own machine pages of that machine may call, on any port, and no others", async () => {
  for (const origin of [
    "http://localhost",
    "http://localhost:5173",
    "http://127.0.0.1:80",
    "http://[::1]:5173",
  ]) {
    const [before, after] = [await fetch(local, asking(origin)), await fetch(local, { headers: { origin } })];
    expect([before.status, allowOrigin(before), before.headers.get("access-control-max-age")]).toEqual([
      204,
      origin,
      "86400",
    ]);
    expect([after.status, allowOrigin(after), after.headers.get("vary")]).toEqual([
      401,
      origin,
      "Accept, Origin",
    ]);
  }
  for (const origin of [
    "https://localhost",
    "http://localhost.evil.example",
    "http://evil.example:80",
    "http://[::2]:5173",
    "null",
  ]) {
    const [before, after] = [await fetch(local, asking(origin)), await fetch(local, { headers: { origin } })];
    expect([before.status, allowOrigin(before), allowOrigin(after)]).toEqual([204, null, null]);
  }
});

test("functions say that answers differ by origin where the gateway may name one", () => {
  const told = (assembly: Assembly) =>
    JSON.stringify(assembly.functionNamed("get-actions")).includes('"NAMES_ORIGINS":"true"');
  expect([told(named), told(silent)]).toEqual([true, false]);
});
