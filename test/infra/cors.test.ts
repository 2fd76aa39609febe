import { afterAll, beforeAll, expect, test } from "vitest";
import { Assembly } from "../../lib/local/assembly.ts";
import { Gateway } from "../../lib/local/gateway.ts";
import { type HttpServer, listen } from "../../lib/local/http-server.ts";
import { synthesise } from "../support/synthesise.ts";

const PAGE = "https://app.example";
const servers: HttpServer[] = [];
let open: string;
let closed: string;

/** The template's gateway, in front of functions that answer how they were called. */
async function start(corsOrigins: string[]): Promise<string> {
  const { folder, stacks, end } = synthesise({ corsOrigins });
  const assembly = new Assembly(folder, stacks, ({ id, type }) => (type === "AWS::Lambda::Function" ? `arn:${id}` : id));
  end();
  const gateway = new Gateway(assembly, () => Promise.resolve({ statusCode: 401, headers: { etag: '"1"' }, body: "called" }));
  const server = await listen(0, (request, response) => void gateway.handle(request, response));
  servers.push(server);
  return `http://127.0.0.1:${server.port}/actions`;
}

beforeAll(async () => {
  [open, closed] = [await start([PAGE]), await start([])];
});
afterAll(() => Promise.all(servers.map((server) => server.stop())));

const asking = (origin: string) => ({
  method: "OPTIONS",
  headers: { origin, "access-control-request-method": "POST", "access-control-request-headers": "authorization,idempotency-key" },
});
const allowOrigin = (answer: Response) => answer.headers.get("access-control-allow-origin");

test("the gateway itself tells a page what it may send", async () => {
  const answer = await fetch(open, asking(PAGE));
  expect([answer.status, await answer.text(), allowOrigin(answer)]).toEqual([204, "", PAGE]);
  expect(answer.headers.get("access-control-allow-methods")?.split(",")).toContain("DELETE");
  expect(answer.headers.get("access-control-allow-headers")?.split(",")).toEqual(
    expect.arrayContaining(["authorization", "idempotency-key", "if-match", "if-none-match", "content-type"]),
  );
  expect(answer.headers.get("access-control-max-age")).toBe("7200");
});

test("a page of another origin is told nothing, before and after", async () => {
  const [before, after] = [
    await fetch(open, asking("https://evil.example")),
    await fetch(open, { headers: { origin: "https://evil.example" } }),
  ];
  expect([before.status, allowOrigin(before), after.status, allowOrigin(after)]).toEqual([204, null, 401, null]);
});

test("a page may read every answer, refusals too, with its tag and its place", async () => {
  const answer = await fetch(open, { headers: { origin: PAGE } });
  expect([answer.status, await answer.text(), allowOrigin(answer)]).toEqual([401, "called", PAGE]);
  expect(answer.headers.get("access-control-expose-headers")?.split(",")).toEqual([
    "apigw-requestid",
    "etag",
    "link",
    "location",
    "retry-after",
  ]);
});

test("who is no page gets no headers of CORS", async () => {
  expect(allowOrigin(await fetch(open))).toBeNull();
});

test("without origins in the settings the functions answer what is asked first", async () => {
  const answer = await fetch(closed, asking(PAGE));
  expect([answer.status, await answer.text(), allowOrigin(answer)]).toEqual([401, "called", null]);
});
