import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { expect, vi } from "vitest";
import { githubEntries } from "../../lib/tools/import/entries.ts";
import { openInput } from "../../lib/tools/import/input.ts";
import { type Caller, type Json, service } from "./people.ts";
import { eventually } from "./story.ts";

type Told = Json & { readonly actor: Json; readonly target: Json; readonly action_object?: Json | null };

/** @returns the command's report */
export const importFiles = (...args: string[]): string =>
  execFileSync(process.execPath, ["bin/import.ts", ...args], { encoding: "utf8", stdio: "pipe" });

const count = (report: string, name: string) => Number(new RegExp(`^${name} +(\\d+)`, "m").exec(report)?.[1]);

/** What must not change between the source and the service. */
const facts = ({ id, timestamp, actor, verb, action_object: object, target }: Told): string =>
  [id, new Date(timestamp).toISOString(), String(actor.id), verb, String(object?.id), String(target.id)].join(
    " ",
  );

/**
 * Imports an hour of new events; the import is killed, resumed and repeated. In the end every action must be
 * there once and unchanged.
 */
export async function killAndRepeat(url: string, file: string, caller: Caller = service): Promise<void> {
  let lines = 0;
  const expected: Told[] = [];
  for await (const entry of githubEntries(openInput(file))) {
    lines++;
    if ("body" in entry) expected.push(entry.body as unknown as Told);
  }
  const middle = expected[Math.floor(expected.length / 3)]!;
  const [args, skip] = [["github", file, "--url", url], Math.min(100, Math.floor(lines / 8))];
  const killed = spawn(process.execPath, ["bin/import.ts", ...args], { stdio: "ignore" });
  await vi.waitFor(
    async () => expect((await caller.get(`${url}/actions/${middle.id}`)).status).toBe(200),
    240_000,
  );
  killed.kill("SIGKILL");
  await once(killed, "exit");
  expect((await caller.get(`${url}/actions/${expected.at(-1)!.id}`)).status).toBe(404);

  const second = importFiles(...args, "--skip", String(skip));
  expect(count(second, "repeated")).toBeGreaterThan(0);
  expect(count(second, "imported")).toBeGreaterThan(0);
  expect(count(second, "imported") + count(second, "repeated") + count(second, "skipped")).toBe(lines - skip);
  const third = importFiles(...args);
  expect([count(third, "imported"), count(third, "repeated")]).toEqual([0, expected.length]);
  expect(count(third, "skipped")).toBe(lines - expected.length);

  const ids = new Set(expected.map(({ id }) => id));
  await eventually(async () => {
    const stored = await caller.all(
      `${url}/actions?since=2015-01-01T00:00:00Z&until=2015-01-01T01:00:00Z&limit=100`,
    );
    const ours = stored.filter(({ id }) => ids.has(id)) as Told[];
    expect(ours.map(facts).sort()).toEqual(expected.map(facts).sort());
  });
}
