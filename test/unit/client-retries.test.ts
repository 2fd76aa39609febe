import type { ServerResponse } from "node:http";
import { expect, test, vi } from "vitest";
import { Client, ProblemError } from "../../lib/client/client.ts";
import { answers, breaksOff, faultyServer, hangsUp } from "../support/faulty-server.ts";

const busy = answers(503);
const page = answers(200, { results: [{ id: "1" }], next: null, prev: null });

test.each([
  ["answers 503", busy],
  ["answers 429", answers(429, { message: "Too Many Requests" })],
  ["hangs up", hangsUp],
  ["breaks off its answer", breaksOff],
])("reads again when the service %s", async (_what, fault) => {
  await using server = await faultyServer(fault, page);
  expect((await new Client({ url: server.url }).feed().page()).results).toEqual([{ id: "1" }]);
  expect(server.received.length).toBe(2);
});

test("sends an action again with the same key, and another action with another", async () => {
  await using server = await faultyServer(hangsUp, busy, answers(201, { id: "1" }));
  const client = new Client({ url: server.url });
  await client.post({ verb: "pushed" });
  await client.post({ verb: "pushed" });
  const [first, second, third, other] = server.received.map(({ headers }) => headers["idempotency-key"]);
  expect([second, third]).toEqual([first, first]);
  expect(first).toMatch(/^[!-~]{8,255}$/);
  expect(other).not.toBe(first);
});

test("sends an action with the caller's own key", async () => {
  await using server = await faultyServer(answers(201, { id: "1" }));
  await new Client({ url: server.url }).post({ verb: "pushed" }, { idempotencyKey: "mine" });
  expect(server.received[0]?.headers["idempotency-key"]).toBe("mine");
});

test("waits as long as Retry-After says", async () => {
  await using server = await faultyServer(answers(429, undefined, { "retry-after": "1" }), page);
  await new Client({ url: server.url }).feed().page();
  const [first, second] = server.received;
  expect(second!.at - first!.at).toBeGreaterThanOrEqual(990);
});

test("waits until the time that Retry-After names", async () => {
  const date = new Date(Date.now() + 2_000).toUTCString();
  await using server = await faultyServer(answers(503, undefined, { "retry-after": date }), page);
  await new Client({ url: server.url }).feed().page();
  expect(server.received[1]!.at).toBeGreaterThanOrEqual(Date.parse(date) - 10);
});

test("does not wait for longer than a minute, and says how long it would be", async () => {
  await using server = await faultyServer(
    answers(429, { title: "Too Many Requests" }, { "retry-after": "3600" }),
  );
  await expect(new Client({ url: server.url }).feed().page()).rejects.toMatchObject({
    status: 429,
    retryAfter: 3600,
  });
});

test("gives up after as many repeats as it was told", async () => {
  await using server = await faultyServer(busy);
  await expect(new Client({ url: server.url, retries: 2 }).feed().page()).rejects.toMatchObject({
    status: 503,
  });
  expect(server.received.length).toBe(3);
});

test("says what the network said when nobody answers", async () => {
  await using server = await faultyServer(hangsUp);
  await expect(new Client({ url: server.url, retries: 1 }).health()).rejects.toBeInstanceOf(TypeError);
  expect(server.received.length).toBe(2);
});

test.each([400, 401, 403, 404, 409, 413, 500])(
  "does not repeat what was answered with %i",
  async (status) => {
    await using server = await faultyServer(answers(status, { title: "T", detail: "D", status }));
    await expect(new Client({ url: server.url }).feed().page()).rejects.toMatchObject({
      status,
      title: "T",
      message: "D",
    });
    expect(server.received.length).toBe(1);
  },
);

test("an action whose deletion got no answer and is gone is deleted", async () => {
  await using server = await faultyServer(hangsUp, answers(404, { title: "Not Found" }));
  await expect(new Client({ url: server.url }).delete("x")).resolves.toBeUndefined();
});

test("an action that was never there cannot be deleted", async () => {
  await using server = await faultyServer(answers(404, { title: "Not Found" }));
  await expect(new Client({ url: server.url }).delete("x")).rejects.toMatchObject({ status: 404 });
});

test("asks for the token before every attempt", async () => {
  await using server = await faultyServer(busy, page);
  let count = 0;
  await new Client({ url: server.url, token: () => Promise.resolve(`t${++count}`) }).feed().page();
  expect(server.received.map(({ headers }) => headers.authorization)).toEqual(["Bearer t1", "Bearer t2"]);
});

test("a signal ends the wait for the next attempt", async () => {
  await using server = await faultyServer(answers(503, undefined, { "retry-after": "30" }));
  const controller = new AbortController();
  const reading = new Client({ url: server.url }).feed({}, { signal: controller.signal }).page();
  const refused = expect(reading).rejects.toBe("enough");
  await vi.waitFor(() => expect(server.received.length).toBe(1), 5000);
  controller.abort("enough");
  await refused;
});

test("a signal ends a request that nobody answers", async () => {
  await using server = await faultyServer(() => undefined);
  const controller = new AbortController();
  const reading = new Client({ url: server.url }).feed({}, { signal: controller.signal }).page();
  const refused = expect(reading).rejects.toMatchObject({ name: "AbortError" });
  await vi.waitFor(() => expect(server.received.length).toBe(1), 5000);
  controller.abort();
  await refused;
  expect(server.received.length).toBe(1);
});

test("an error tells every wrong field", async () => {
  const errors = [
    { path: "verb", message: "must not be blank" },
    { path: "target.id", message: "is missing" },
  ];
  await using server = await faultyServer(
    answers(400, { title: "Bad Request", detail: "The request is wrong.", errors }),
  );
  const error = await new Client({ url: server.url }).post({ verb: "" }).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ProblemError);
  expect(error).toMatchObject({
    errors,
    message: "The request is wrong. verb: must not be blank; target.id: is missing",
  });
});

test.each([
  ["a gateway's own body", answers(404, { message: "Not Found" }), "Not Found"],
  ["no body", answers(502), "The service answered 502."],
  [
    "a page of HTML",
    (response: ServerResponse) => void response.writeHead(502).end("<html>"),
    "The service answered 502.",
  ],
])("an error with %s is told as well as it can be", async (_what, reply, message) => {
  await using server = await faultyServer(reply);
  await expect(new Client({ url: server.url }).health()).rejects.toMatchObject({
    name: "ProblemError",
    message,
  });
});
