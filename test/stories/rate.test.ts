import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { type LocalService, startService } from "../../lib/local/service.ts";
import { expectProblem } from "../support/contract.ts";
import { person, service as robot, stranger, unique } from "../support/people.ts";

const BURST = 5;
/** So long a token takes to come: longer than all calls do, on a machine that is busy with other things. */
const TOKEN_SECONDS = 20;
let service: LocalService;

beforeAll(async () => {
  const settings = { rateLimit: 1 / TOKEN_SECONDS, rateBurst: BURST };
  service = await startService({
    port: 0,
    dynamodbEndpoint: inject("dynamodbEndpoint"),
    settings,
    onStep: () => undefined,
  });
});

afterAll(() => service.stop());

test("of a caller's requests at once, to whatever routes, exactly the burst passes, and after the time it is told one more", async () => {
  const [eager, calm] = [await person("eager"), await person("calm")];
  const paths = ["/actions", "/feed", "/users/activity", `/users/${eager.id}`];
  const at = (index: number) => `${service.url}${paths[index % paths.length]}`;
  // Functions that have started already: the calls must take less time than a token takes to come.
  for (const index of paths.keys()) expect((await calm.get(at(index))).status).toBeLessThan(429);
  const replies = await Promise.all(Array.from({ length: 24 }, (_call, index) => eager.get(at(index))));
  const refused = replies.filter(({ status }) => status === 429);
  expect(refused).toHaveLength(24 - BURST);
  for (const reply of refused) expectProblem(reply, 429, "Too Many Requests");
  const seconds = Number(refused.at(-1)?.headers.get("retry-after"));
  expect(seconds).toBeGreaterThanOrEqual(1);
  expect(seconds).toBeLessThanOrEqual(TOKEN_SECONDS);
  expect((await eager.post(`${service.url}/actions`, { verb: unique("late") })).status).toBe(429);
  for (const other of [calm, robot]) expect((await other.get(at(0))).status).toBe(200);
  for (let count = 0; count < 2 * BURST; count++) {
    expect((await stranger.get(at(0))).status).toBe(401);
    expect((await stranger.get(`${service.url}/health`)).status).toBe(200);
  }
  await sleep(seconds * 1000);
  expect((await eager.get(at(0))).status).toBe(200);
});
