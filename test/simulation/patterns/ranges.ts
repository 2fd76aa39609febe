import { GetCommand } from "@aws-sdk/lib-dynamodb";
import { beforeAll, expect, test } from "vitest";
import { LIMITS } from "../../../lib/domain/limits.ts";
import { deleteEntity } from "../../../lib/store/entities/delete-entity.ts";
import { followersToTell } from "../../../lib/store/feeds/pull-switch.ts";
import { followersOf } from "../../../lib/store/graph/edges.ts";
import { cutsOf } from "../../../lib/store/jobs/cut.ts";
import type { JobPorts } from "../../../lib/store/jobs/job.ts";
import { type JobMessage, runJob } from "../../../lib/store/jobs/jobs.ts";
import { someKeys } from "../../../lib/store/jobs/lists.ts";
import { cutRange, endRange, getRanges, openRanges } from "../../../lib/store/jobs/ranges.ts";
import { removalJob } from "../../../lib/store/jobs/remove.ts";
import { firstTurn } from "../../../lib/store/jobs/turns.ts";
import { rangesKey } from "../../../lib/table/keys.ts";
import type { Table } from "../../../lib/table/table.ts";
import { NOW, follows, user } from "./world.ts";

export function rangePatterns(open: () => Promise<Table>): void {
  let table: Table;
  beforeAll(async () => {
    table = { ...(await open()), limits: { ...LIMITS, states: 2, page: 2, ranges: 6 } };
  });

  test("T2, T3, T4, T6: ranges open once, and end once, however often it is said", async () => {
    const cutter = { chain: "t2", number: 0, lists: "followers" };
    const look = async () => {
      const { count, has } = await getRanges(table, cutter);
      return [count, ["actor", "all", "all.3.0"].filter(has)];
    };
    const opens = () => openRanges(table, cutter, ["actor", "all"], NOW);
    await opens();
    expect(await look()).toEqual([2, ["actor", "all"]]);
    expect(await endRange(table, cutter, "actor")).toBe(1);
    expect(await endRange(table, cutter, "actor")).toBe(1);
    await opens();
    const cut = (name: string) => cutRange(table, cutter, { name, number: 3 }, ["all.3.0"]);
    await cut("all");
    expect(await look()).toEqual([2, ["all", "all.3.0"]]);
    expect(await endRange(table, cutter, "all.3.0")).toBe(1);
    await cut("all");
    await cut("actor");
    expect(await look()).toEqual([1, ["all"]]);
    expect(await endRange(table, cutter, "all")).toBe(0);
    await cut("all");
    expect(await endRange(table, cutter, "all")).toBe(0);
  });

  test("T5: cuts leave the first part a page, and every other at least a key", async () => {
    for (let fan = 0; fan < 12; fan++) await follows(table, user(`f${fan}`), user("t5"));
    const list = followersToTell(table, { entity: user("t5"), edges: "actor" }, () => NOW);
    const wish = { pieces: 4, hasTime: () => true };
    expect(await cutsOf(table, list, {}, { ...wish, hasTime: () => false })).toEqual([]);
    expect(await cutsOf(table, list, { below: "user#f10" }, wish)).toEqual([]);
    const cuts = await cutsOf(table, list, {}, wish);
    expect(cuts).toHaveLength(3);
    const parts = [undefined, ...cuts].map((low, index) =>
      someKeys(table, list, { low, below: cuts[index] }, { limit: 100 }),
    );
    const counts = (await Promise.all(parts)).map((part) => part.length);
    expect(counts.reduce((sum, count) => sum + count)).toBe(12);
    expect([counts[0]! >= 2, Math.min(...counts) >= 1]).toEqual([true, true]);
  });

  test("T3: a slice of a range reads the open ranges once, whether it is cut, goes on or ends", async () => {
    for (let fan = 0; fan < 14; fan++) await follows(table, user(`l${fan}`), user("t3"));
    await deleteEntity(table, user("t3"), NOW);
    const cutter = { chain: "t3", number: 0, lists: "followers" };
    await openRanges(table, cutter, ["actor"], NOW);
    let looks = 0;
    const send = (command: { input: { Key?: { sk?: string } } }) => {
      if (command instanceof GetCommand && command.input.Key?.["sk"] === rangesKey(cutter).sk) looks++;
      return table.client.send(command as never) as Promise<object>;
    };
    const range = { cutter, name: "actor", list: "actor" };
    const open: JobMessage[] = [
      { ...removalJob(table, user("t3"), 1), range, turn: firstTurn(table, "t3 range") },
    ];
    let time = NOW;
    const ports: Omit<JobPorts<JobMessage>, "deadline"> = {
      table: { ...table, client: { send: send as never } },
      now: () => time++,
      enqueueJobs: (messages) => Promise.resolve(void open.push(...messages)),
      onWork: () => undefined,
    };
    let slices = 0;
    const parts = new Set<string>();
    for (let message = open.pop(); message?.range !== undefined; message = open.pop(), slices++) {
      parts.add(message.range.name);
      await runJob(message, { ...ports, deadline: time + 12 });
    }
    expect([slices > parts.size, parts.size > 1]).toEqual([true, true]);
    expect(looks).toBe(slices);
  });

  test("a range that meets a busy table waits longer each time, goes on where it was, and at last fails", async () => {
    for (let fan = 0; fan < 4; fan++) await follows(table, user(`b${fan}`), user("busy"));
    await deleteEntity(table, user("busy"), NOW);
    const sent: { message: JobMessage; when: string }[] = [];
    let isBusy = false;
    const send = (command: { input: { TransactItems?: unknown } }) =>
      isBusy && command.input.TransactItems !== undefined
        ? Promise.reject(Object.assign(new Error("slow down"), { name: "ThrottlingException" }))
        : (table.client.send(command as never) as Promise<object>);
    const ports: JobPorts<JobMessage> = {
      table: { ...table, limits: { ...table.limits, ranges: 1 }, client: { send: send as never } },
      now: () => NOW,
      deadline: NOW,
      enqueueJobs: (messages, when) =>
        Promise.resolve(void sent.push(...messages.map((message) => ({ message, when })))),
      onWork: () => undefined,
    };
    const next = async () => {
      const { message } = sent.pop() as { message: JobMessage };
      await runJob(message, ports);
      return sent.at(-1);
    };
    const cutter = { chain: "busy", number: 0, lists: "followers" };
    await openRanges(table, cutter, ["actor"], NOW);
    const range = { cutter, name: "actor", list: "actor" };
    const turn = firstTurn(table, "busy range");
    sent.push({ message: { ...removalJob(table, user("busy"), 1), range, turn }, when: "at once" });
    isBusy = true;
    const waits = [];
    for (let wait = 0; wait < 6; wait++) waits.push((await next())?.when);
    const [last] = sent as [(typeof sent)[number]];
    expect(waits).toEqual([...["later", "later"], ...Array.from({ length: 4 }, () => "much later")]);
    await expect(next()).rejects.toThrow("slow down");
    sent.push(last);
    isBusy = false;
    expect(await next()).toMatchObject({ when: "at once", message: { range: { name: "actor" } } });
    while (sent.at(-1)?.message.range !== undefined) await next();
    expect(sent.pop()?.message).toMatchObject({ look: "first", turn: { chain: "busy", number: 1 } });
    expect(await followersOf(table, { entity: user("busy"), edges: "actor" }, {})).toEqual([]);
  });
}
