import type { IncomingMessage } from "node:http";
import { expect, onTestFinished, test } from "vitest";
import { ROUTES } from "../../lib/contract/routes.ts";
import { listen } from "../../lib/local/http-server.ts";
import { listApiKeys } from "../../lib/store/access/api-keys.ts";
import { apiAnswers } from "../../lib/tools/deploy/answering.ts";
import { Scheduler } from "../simulation/scheduler.ts";
import { SimulatedTable } from "../simulation/simulated-table.ts";

const table = new SimulatedTable(new Scheduler(1, { selfDriven: true }), { name: "t" });

/** Looks at a stage that answers so. */
async function look(statusOf: (request: IncomingMessage, count: number) => number, seconds = 10) {
  const calls: string[] = [];
  const server = await listen(0, (request, response) => {
    calls.push(`${request.method} ${request.url}`);
    response.writeHead(statusOf(request, calls.length)).end("{}");
  });
  onTestFinished(server.stop);
  const said: string[] = [];
  const print = (line: string) => void said.push(line);
  const found = await apiAnswers(`http://127.0.0.1:${server.port}`, table, { seconds, print, pause: 1 });
  return { found, said, calls };
}

test("after a deployment every route is called, nothing is written, and the key for it is gone", async () => {
  const { found, said, calls } = await look(({ method }) => (method === "GET" ? 404 : 400));
  expect([found, said]).toEqual(["yes", []]);
  expect(calls).toHaveLength(Object.keys(ROUTES).length);
  expect(calls.filter((call) => !call.startsWith("GET") && !call.endsWith("?deployment-check=1"))).toEqual(
    [],
  );
  expect(await listApiKeys(table)).toEqual([]);
});

test("a version of which one function of the API is broken does not pass, and the function is named", async () => {
  const { found, said } = await look(({ url }) => (url?.endsWith("/followers") ? 500 : 200), 0);
  expect([found, said]).toEqual(["no", ["  get-followers: answers 500"]]);
  expect(await listApiKeys(table)).toEqual([]);
});

test("what does not answer yet is asked again, and nothing else", async () => {
  const all = Object.keys(ROUTES).length;
  const { found, calls } = await look((_request, count) => (count <= 3 ? 401 : count === 4 ? 503 : 200));
  expect([found, calls.length]).toEqual(["yes", all + 4]);
});

test("a stage that cannot be reached from here is not taken for a broken one", async () => {
  const print = () => expect.fail("nothing is wrong");
  expect(await apiAnswers("http://127.0.0.1:9", table, { seconds: 5, print, pause: 1 })).toBe("unreachable");
});
