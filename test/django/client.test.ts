import { execFile } from "node:child_process";
import { type IncomingMessage, type RequestListener, type ServerResponse, createServer } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { join } from "node:path";
import { promisify } from "node:util";
import fc from "fast-check";
import { expect, test } from "vitest";
import { pathOf } from "../../lib/client/path.ts";
import { pythonWith } from "../../lib/tools/commands/python.ts";

const CLIENT = "docs/examples/django";
const python = join(await pythonWith("django", ["Django==5.2.*", "django-activity-stream==2.0.0"]), "python");

/** Runs lines of Python that have `tributary`, against a server that answers so. @returns what they print */
async function told(
  answer: RequestListener,
  lines: string,
): Promise<{ printed: string[]; connections: number; requests: number }> {
  let [connections, requests] = [0, 0];
  const server = createServer((request, response) => {
    requests++;
    answer(request, response);
  }).on("connection", () => connections++);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  const script = `
import sys, time
sys.dont_write_bytecode = True
sys.path.insert(0, "${CLIENT}")
from django.conf import settings
settings.configure(TRIBUTARY_URL="http://127.0.0.1:${port}", TRIBUTARY_KEY="key")
import tributary
def attempt(work):
    try: print(work())
    except tributary.TributaryError as error: print(f"TributaryError {error}")
${lines}`;
  try {
    const { stdout } = await promisify(execFile)(python, ["-c", script], { timeout: 60_000 });
    return { printed: stdout.trim().split("\n"), connections, requests };
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

const json = (response: ServerResponse, status: number, body: unknown, headers = {}) =>
  response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));

test.each([
  ["a date that has passed", "Fri, 31 Dec 1999 23:59:59 GMT"],
  ["a number", "0"],
  ["nothing", undefined],
  ["nonsense", "soon"],
])("a service that is busy and says %s is asked again", async (_name, retryAfter) => {
  let calls = 0;
  const { printed } = await told((_request, response) => {
    if (++calls < 3) json(response, 503, {}, retryAfter === undefined ? {} : { "retry-after": retryAfter });
    else json(response, 200, { status: "ok" });
  }, "attempt(tributary.health)");
  expect(printed).toEqual(["{'status': 'ok'}"]);
});

test.each([
  ["no JSON", "<html>oops", "TributaryError 500: Internal Server Error"],
  ["JSON that is no object", '"oops"', "TributaryError 500: Internal Server Error"],
  ["a problem", '{"detail": "It broke."}', "TributaryError 500: It broke."],
])("an error that is %s is the client's own", async (_name, body, error) => {
  const answer = (_request: IncomingMessage, response: ServerResponse) => response.writeHead(500).end(body);
  expect((await told(answer, "attempt(tributary.health)")).printed).toEqual([error]);
});

test("an answer that is no JSON is the client's own error, too", async () => {
  const answer = (_request: IncomingMessage, response: ServerResponse) =>
    response.writeHead(200).end("<html>");
  expect((await told(answer, "attempt(tributary.health)")).printed).toEqual([
    "TributaryError 200: The answer is not JSON",
  ]);
});

test("nobody waits longer than the patience for a service that is silent, or is busy for long", async () => {
  const timed = "began = time.monotonic(); attempt(tributary.health); print(time.monotonic() - began < 3)";
  expect((await told(() => undefined, timed)).printed[1]).toBe("True");
  const busy = (_request: IncomingMessage, response: ServerResponse) =>
    json(response, 503, {}, { "retry-after": "60" });
  expect((await told(busy, timed)).printed).toEqual(["TributaryError 503: Service Unavailable", "True"]);
});

test("one connection serves many requests, and one that was closed meanwhile is opened anew", async () => {
  const sockets = new Set<Socket>();
  let calls = 0;
  const answer = (request: IncomingMessage, response: ServerResponse) => {
    sockets.add(request.socket);
    json(response, 200, { call: ++calls });
    if (calls === 10) setTimeout(() => request.socket.destroy(), 50);
  };
  const lines = "for _ in range(10): tributary.health()\ntime.sleep(0.3)\nattempt(tributary.health)";
  const { printed, connections } = await told(answer, lines);
  expect(printed).toEqual(["{'call': 11}"]);
  expect(connections).toBe(2);
});

test("all pages of a stream are walked", async () => {
  const answer = (request: IncomingMessage, response: ServerResponse) => {
    const at = Number(new URL(request.url ?? "", "http://x").searchParams.get("cursor") ?? 0);
    const next = at < 2 ? `http://${request.headers.host}/actions?limit=2&cursor=${at + 1}` : null;
    json(response, 200, { next, prev: null, results: [{ id: `${at}a` }, { id: `${at}b` }] });
  };
  const lines = 'print([one["id"] for one in tributary.each(tributary.actions(limit=2))])';
  expect((await told(answer, lines)).printed).toEqual(["['0a', '0b', '1a', '1b', '2a', '2b']"]);
});

test("ids are written in paths as our own client writes them", async () => {
  const id = fc
    .string({ unit: "grapheme", minLength: 1, maxLength: 60 })
    .filter((text) => !/\p{Cc}|^\.{1,2}$/u.test(text));
  const odd = ["a/b", "~", "~2F", "?", "#", "%", "\\", "a b+c", "\u{10ffff}"];
  const references = [...odd, ...fc.sample(id, { numRuns: 200, seed: 7 })].map((text) => `site:${text}`);
  const lines = `import json\nprint(json.dumps([tributary.path(one) for one in json.loads(${JSON.stringify(JSON.stringify(references))})]))`;
  const { printed } = await told(() => undefined, lines);
  const written = JSON.parse(printed[0] ?? "[]") as string[];
  expect(written.map(decodeURIComponent)).toEqual(references.map((one) => decodeURIComponent(pathOf(one))));
});

test("writes carry their conditions, and the last answer's ETag can be had", async () => {
  const answer = (request: IncomingMessage, response: ServerResponse) => {
    const { "if-match": match, "if-none-match": none } = request.headers;
    json(response, 200, { sent: [request.method, match ?? "", none ?? ""].join(" ") }, { etag: '"new"' });
  };
  const lines = [
    "attempt(tributary.health); print(tributary.etag())",
    "print(tributary.change('x', if_match=tributary.etag(), public=True))",
    "print(tributary.put_entity('user:a', if_none_match='*', name='A'))",
    "print(tributary.delete('x', if_match='*'), tributary.delete_entity('user:a', if_match='*'))",
  ].join("\n");
  expect((await told(answer, lines)).printed).toEqual([
    "{'sent': 'GET  '}",
    '"new"',
    `{'sent': 'PATCH "new" '}`,
    "{'sent': 'PUT  *'}",
    "None None",
  ]);
});
