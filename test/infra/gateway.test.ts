import { request as send } from "node:http";
import { text } from "node:stream/consumers";
import type { APIGatewayProxyEventV2 } from "aws-lambda";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Assembly } from "../../lib/local/assembly.ts";
import { EventTooLargeError } from "../../lib/local/functions.ts";
import { Gateway } from "../../lib/local/gateway.ts";
import { type HttpServer, listen } from "../../lib/local/http-server.ts";
import { synthesise } from "../support/synthesise.ts";

const LONGEST_WAIT = 300;
let server: HttpServer;
let answer: (event: APIGatewayProxyEventV2) => Promise<unknown>;

beforeAll(async () => {
  const assembly = new Assembly(synthesise({}), ({ id, type }) =>
    type === "AWS::Lambda::Function" ? `arn:${id}` : id,
  );
  const gateway = new Gateway(assembly, (_target, event) => answer(event as APIGatewayProxyEventV2), {
    longestWait: LONGEST_WAIT,
  });
  server = await listen(0, (request, response) => void gateway.handle(request, response));
}, 60_000);
afterAll(() => server.stop());

/** The status and the JSON of an answer. */
async function ask(path: string, headers: Record<string, string | string[]> = {}, body?: Buffer) {
  answer = (event) =>
    Promise.resolve({
      statusCode: 200,
      body: JSON.stringify({ headers: event.headers, path: event.rawPath }),
    });
  return exchange(path, headers, body);
}

function exchange(path: string, headers: Record<string, string | string[]> = {}, body?: Buffer) {
  return new Promise<{ status: number | undefined; body: unknown }>((resolve, reject) => {
    const method = body === undefined ? "GET" : "POST";
    const sent = send({ port: server.port, host: "127.0.0.1", path, method, headers }, (response) => {
      void text(response).then((all) =>
        resolve({ status: response.statusCode, body: JSON.parse(all) as unknown }),
      );
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

test("a request line and header values of more than 10,240 bytes are refused", async () => {
  expect((await ask(`/actions?${"a".repeat(10_000)}`)).status).toBe(200);
  expect(await ask(`/actions?${"a&".repeat(60_000)}`)).toEqual({
    status: 414,
    body: { message: "Request-URI Too Long" },
  });
  expect((await ask("/actions", { "x-long": "a".repeat(10_000) })).status).toBe(200);
  const many = Object.fromEntries(
    Array.from({ length: 20 }, (_one, index) => [`x-${index}`, "a".repeat(600)]),
  );
  const tooLong = { status: 431, body: { message: "Request Header Fields Too Large" } };
  expect(await ask("/actions", many)).toEqual(tooLong);
  expect(await ask(`/actions?${"a".repeat(6000)}`, { "x-long": "a".repeat(6000) })).toEqual(tooLong);
});

test("a body of more than 10 MB is refused by the gateway, and what is too much for a function as well", async () => {
  expect(await ask("/actions", {}, Buffer.alloc(10_000_001, "a"))).toMatchObject({ status: 413 });
  expect(await ask("/actions", {}, Buffer.alloc(5_000_000, "a"))).toMatchObject({ status: 200 });
  answer = () => Promise.reject(new EventTooLargeError("too large"));
  expect(await exchange("/actions")).toEqual({ status: 413, body: { message: "Request Too Long" } });
});

test("headers that are sent several times are joined with commas, and their names lower-cased", async () => {
  const { body } = await ask("/actions", { "X-Many": ["a", "b", "c"] });
  expect(body).toMatchObject({ headers: { "x-many": "a,b,c" } });
});

test("a function that fails is 500, one that takes too long 503, and neither says more", async () => {
  answer = () => Promise.reject(new Error("secret"));
  expect(await exchange("/actions")).toEqual({ status: 500, body: { message: "Internal Server Error" } });
  answer = () => new Promise(() => undefined);
  expect(await exchange("/actions")).toEqual({ status: 503, body: { message: "Service Unavailable" } });
});
