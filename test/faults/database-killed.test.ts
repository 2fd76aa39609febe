import { rmSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, onTestFinished, test, vi } from "vitest";
import { scratchFolder } from "../../lib/tools/bench/scratch.ts";
import { localCredentials, localToken } from "../../lib/local/credentials.ts";
import { startDynamoDB } from "../../lib/local/dynamodb.ts";
import { startService } from "../../lib/local/service.ts";
import { Person } from "../support/people.ts";

const credentials = await localCredentials();
const person = async (id: string) => new Person(id, await localToken(credentials, id));

test(
  "the database is killed under load: who is told 201 finds their action, and so do their followers",
  { timeout: 240_000 },
  async () => {
    const folder = scratchFolder("database-killed");
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    let database = await startDynamoDB(folder);
    const service = await startService({
      port: 0,
      harsh: true,
      dynamodbEndpoint: database.endpoint,
      onStep: () => undefined,
    });
    const [alice, bob] = [await person("alice"), await person("bob")];
    await bob.call("POST", `${service.url}/users/alice/follow`, {});
    await bob.get(`${service.url}/feed`);

    const answers: { id: string; status: number; type: string | null }[] = [];
    const ending = new AbortController();
    const post = async (worker: number) => {
      for (let count = 0; !ending.signal.aborted; count++) {
        const id = `${worker}-${count}`;
        const { status, headers } = await alice.call("POST", `${service.url}/actions`, {
          id,
          verb: "pushed",
        });
        answers.push({ id, status, type: headers.get("content-type") });
        await sleep(status === 201 ? 20 : 200);
      }
    };
    const load = Promise.all([1, 2, 3, 4].map(post));
    const more = async () => {
      const goal = answers.filter(({ status }) => status === 201).length + 25;
      const done = () => answers.filter(({ status }) => status === 201).length;
      await vi.waitFor(() => expect(done()).toBeGreaterThanOrEqual(goal), { timeout: 60_000, interval: 10 });
    };
    await more();
    process.kill(database.pid ?? 0, "SIGKILL");
    await database.ended;
    await sleep(2000);
    database = await startDynamoDB(folder, database.port);
    await more();
    ending.abort();
    await load;

    const refused = answers.filter(({ status }) => status !== 201);
    const acknowledged = answers.filter(({ status }) => status === 201).map(({ id }) => id);
    expect(refused.length).toBeGreaterThan(0);
    expect(new Set(refused.map(({ status, type }) => `${status} ${type}`))).toEqual(
      new Set(["503 application/problem+json"]),
    );
    // What was refused may have been stored all the same: then it is a whole action, and its followers see
    // it.
    const found = await Promise.all(
      answers.map(async ({ id }) =>
        (await alice.get(`${service.url}/actions/${id}`)).status === 200 ? id : undefined,
      ),
    );
    const stored = found.filter((id) => id !== undefined).sort();
    expect(stored).toEqual(expect.arrayContaining(acknowledged));
    await vi.waitFor(
      async () => {
        const feed = await bob.all(`${service.url}/feed?limit=100`);
        expect(
          feed
            .map(({ id }) => id)
            .filter((id) => stored.includes(id))
            .sort(),
        ).toEqual(stored);
      },
      { timeout: 30_000, interval: 500 },
    );
    await service.stop();
    await database.stop();
  },
);
