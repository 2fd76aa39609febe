import { randomBytes } from "node:crypto";
import { type IncomingMessage, type ServerResponse, request as forward } from "node:http";
import { GetCommand, PutCommand } from "@aws-sdk/lib-dynamodb";
import { afterAll, beforeAll, expect, inject, test, vi } from "vitest";
import type { BusEvent } from "../../lib/local/event-bus.ts";
import { type HttpServer, listen } from "../../lib/local/http-server.ts";
import { type LocalService, startService } from "../../lib/local/service.ts";
import { names, seedFollowers } from "../../lib/tools/costs/seed.ts";
import { LIMITS } from "../../lib/domain/limits.ts";
import { createApiKey } from "../../lib/store/access/api-keys.ts";
import { actionKey } from "../../lib/table/keys.ts";
import { Caller, person, unique } from "../support/people.ts";
import { localKey, signed } from "../support/tokens.ts";

/** What becomes of calls of the database on their way. */
type Weather = "fine" | "fails" | "breaks off" | "refuses";
let weather: Weather = "fine";
let database: HttpServer;
let service: LocalService;
/** Everything that the functions and the gateway have printed. */
let log = "";
const events: BusEvent[] = [];

/** Passes a call on to the database, or answers as one in trouble would. */
function pass(incoming: IncomingMessage, outgoing: ServerResponse): void {
  if (weather === "breaks off") return void incoming.socket.destroy();
  if (weather === "fails")
    return void outgoing.writeHead(500).end('{"__type":"InternalServerError","message":"no"}');
  if (weather === "refuses")
    return void outgoing.writeHead(400).end('{"__type":"ValidationException","message":"no"}');
  const url = new URL(incoming.url ?? "/", inject("dynamodbEndpoint"));
  const onward = forward(url, { method: incoming.method, headers: incoming.headers }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
    answer.pipe(outgoing);
  });
  onward.on("error", () => outgoing.destroy());
  outgoing.on("close", () => onward.destroy());
  incoming.pipe(onward);
}

beforeAll(async () => {
  for (const stream of [process.stdout, process.stderr]) {
    vi.spyOn(stream, "write").mockImplementation((text) => {
      log += String(text);
      return true;
    });
  }
  database = await listen(0, pass);
  const dynamodbEndpoint = `http://127.0.0.1:${database.port}`;
  service = await startService({
    ...{ port: 0, dynamodbEndpoint, longestRetryDelay: 300, onStep: () => undefined },
    onLog: (text) => void (log += text),
    onEvent: (event) => void events.push(event),
  });
});

afterAll(async () => {
  weather = "fine";
  await service.stop();
  await database.stop();
  vi.restoreAllMocks();
});

const secret = (word: string): string => unique(`marked-${word}`);

/** Sends what says its secrets everywhere. @returns the status */
async function send(token: string, method: string, path: string, body?: object): Promise<number> {
  return (
    await new Caller(token).call(method, `${service.url}${path}`, body, { "Idempotency-Key": secret("key") })
  ).status;
}

test("tokens, keys and what was written stay out of the log, whatever fails", async () => {
  const alice = await person("alice");
  const key =
    (await createApiKey(service.table, { name: "logged", scopes: ["read", "write"] }, Date.now())) ?? "";
  const token = await signed({ sub: alice.id, email: `${secret("claim")}@example.com` });
  const bad = {
    key: `trib_${secret("guess")}`,
    token: await signed({ sub: alice.id, note: secret("claim"), exp: 1 }, {}, localKey),
  };
  const body = {
    verb: secret("verb"),
    description: secret("description"),
    data: { note: secret("data") },
    public: false,
  };
  const asService = { ...body, actor: "user:x" };
  const spoilt = {
    ...actionKey("spoilt"),
    kind: "action",
    body: `{"verb":"${secret("stored")}"`,
    description: secret("stored"),
  };
  await service.table.client.send(new PutCommand({ TableName: service.table.name, Item: spoilt }));
  const seen: Record<string, number[]> = {};
  for (const next of ["fine", "fails", "breaks off", "refuses"] as const) {
    weather = next;
    seen[next] = [
      await send(token, "POST", "/actions", body),
      await send(key, "POST", "/actions", asService),
      await send(key, "POST", "/actions/batch", { actions: [asService, { ...asService, verb: 1 }] }),
      await send(token, "POST", "/actions", { ...body, unknown: secret("field") }),
      await send(bad.token, "POST", "/actions", body),
      await send(bad.key, "POST", "/actions", body),
      await send(token, "GET", `/feed?cursor=${secret("cursor")}`),
      await send(key, "GET", "/actions/spoilt"),
    ];
  }
  weather = "fine";
  // Keys that were good a moment ago are still remembered when the weather changes.
  expect(seen).toEqual({
    fine: [201, 201, 200, 400, 401, 401, 400, 500],
    fails: [503, 503, 200, 400, 401, 503, 400, 503],
    "breaks off": [503, 503, 200, 400, 401, 503, 400, 503],
    refuses: [500, 500, 200, 400, 401, 500, 400, 500],
  });
  await vi.waitFor(() => expect(log).toContain("ValidationException"));
  expect(log).toContain("Something went wrong on our side");
  expect(log).toContain("The store cannot be reached");
  const found = [...new Set(log.match(/marked-\w+-\w+/g))];
  expect(found).toEqual([]);
  for (const text of [token, key, bad.key, bad.token, alice.token ?? ""]) {
    // Neither whole nor its telling part: the signature, or what follows the prefix.
    for (const part of [text, text.slice(-40)]) expect(log).not.toContain(part);
  }
  expect(log).not.toMatch(/bearer|authorization/i);
});

const WAIT = { timeout: 50_000, interval: 100 };

/** What the lines of a trace say, each with the first word of the function that says it. */
const linesOf = (trace: string): string[] =>
  log
    .split("\n")
    .filter((line) => line.includes(trace))
    .map((line) => {
      const { message, function_name, action } = JSON.parse(line) as Record<string, string>;
      return [/^[A-Z][a-z]+|[a-z]+/.exec(function_name ?? "")?.[0], message, action]
        .filter(Boolean)
        .join(": ");
    });

test("one trace leads from the caller's request through both readers of the stream, a chunk, a job and the events", async () => {
  const star = await person("star");
  const trace = randomBytes(16).toString("hex");
  const headers = { traceparent: `00-${trace}-00f067aa0ba902b7-01` };
  await seedFollowers(service, star.id, names(unique("fan"), LIMITS.inPlace + 1));
  const { body } = await star.call("POST", `${service.url}/actions`, { verb: "sang" }, headers);
  await vi.waitFor(() => {
    expect(linesOf(trace)).toEqual(
      expect.arrayContaining([
        `postaction: an action was stored: ${body.id}`,
        "Feed: changes were handled",
        "Event: changes were handled",
        "Fan: work was done",
      ]),
    );
    const [created] = events.filter(({ detail }) => JSON.stringify(detail).includes(body.id));
    expect(created?.detail).toMatchObject({ trace, action: { id: body.id } });
  }, WAIT);
  const second = randomBytes(16).toString("hex");
  const alice = await person("alice");
  await alice.call("DELETE", `${service.url}/users/${alice.id}`, undefined, {
    traceparent: `00-${second}-00f067aa0ba902b7-01`,
  });
  const removed = ["Feed: changes were handled", "Entity: work was done"];
  await vi.waitFor(() => expect(linesOf(second)).toEqual(expect.arrayContaining(removed)), WAIT);
});

test("without a trace of the caller's the gateway's is the trace, and stored with what the request wrote last", async () => {
  const alice = await person("alice");
  const stored = async (id: string) =>
    (await service.table.client.send(new GetCommand({ TableName: service.table.name, Key: actionKey(id) })))
      .Item?.["trace"];
  const { body } = await alice.call(
    "POST",
    `${service.url}/actions`,
    { verb: "waved" },
    { traceparent: "not one" },
  );
  expect(await stored(body.id)).toMatch(/^1-[0-9a-f]{8}-[0-9a-f]{24}$/);
  const headers = { traceparent: `00-${"ab".repeat(16)}-00f067aa0ba902b7-01` };
  await alice.call("PATCH", `${service.url}/actions/${body.id}`, { description: "twice" }, headers);
  expect(await stored(body.id)).toBe("ab".repeat(16));
  const { body: shown } = await alice.call("GET", `${service.url}/actions/${body.id}`);
  expect(Object.keys(shown)).not.toContain("trace");
});
