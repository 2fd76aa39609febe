import { beforeEach, describe, expect, test } from "vitest";
import { PREFIX } from "../../lib/contract/table.ts";
import { newAction } from "../../lib/domain/action.ts";
import { LIMITS } from "../../lib/domain/limits.ts";
import { FAN_OUT, VISIBILITY_TIMEOUTS } from "../../lib/contract/functions.ts";
import { SECOND } from "../../lib/domain/time.ts";
import { deleteAction } from "../../lib/store/actions/actions.ts";
import { postAction } from "../../lib/store/actions/post-action.ts";
import { type Delegate, deliver, deliverRest } from "../../lib/store/feeds/deliver.ts";
import { openFeed } from "../../lib/store/feeds/feeds.ts";
import { postFollow } from "../../lib/store/graph/post-follow.ts";
import { feedPlace, publicStreamPlace } from "../../lib/table/keys.ts";
import type { Table } from "../../lib/table/table.ts";
import { between, partitionOf } from "./proof/plants/between.ts";
import { Scheduler } from "./scheduler.ts";
import { SimulatedTable } from "./simulated-table.ts";

type Rest = Parameters<Delegate>[0];

const [STAR, FANS] = [user("star"), [user("fan-0"), user("fan-1")]];
let table: SimulatedTable;
let now: () => number;

function user(id: string) {
  return { model_type: "user", id };
}

beforeEach(async () => {
  const scheduler = new Scheduler(1, { selfDriven: true });
  table = new SimulatedTable(scheduler, { limits: { ...LIMITS, inPlace: 1 } });
  now = scheduler.now;
  for (const follower of FANS) {
    const wish = { callerKey: "t", follower, followed: STAR, flag: "following", started: undefined };
    await postFollow(table, { ...wish, actorOnly: true, sendAction: false }, now());
    const walk = { range: {}, direction: "older" as const, chunk: 2 };
    await openFeed(table, { owner: follower, flag: "following", own: false, walk }, now());
  }
});

const postIt = async () =>
  (
    await postAction(
      table,
      { callerKey: "t", actor: STAR, input: newAction.parse({ verb: "v", id: "a" }) },
      now(),
    )
  ).action;

type Sent = Parameters<Parameters<typeof between>[1]>[0];
const writesRows = ({ input }: Sent) => Array.isArray(input.RequestItems?.[table.name]);

/** Refuses every row of a listed stream, so that the rest is delegated. */
const busyLists = () =>
  between(table, (command, send) =>
    JSON.stringify(command.input.RequestItems ?? {}).includes('"STREAM#')
      ? Promise.resolve({ UnprocessedItems: command.input.RequestItems } as never)
      : send(command),
  );

/** The two kinds of messages that a delivery sends for one action. */
async function messageOf(kind: string, action: Awaited<ReturnType<typeof postIt>>): Promise<Rest> {
  const sent: Rest[] = [];
  await deliver(busyLists(), action, (rest) => Promise.resolve(void sent.push(rest)), now());
  return sent.find(({ range }) => (range === undefined ? "listing" : "chunk") === kind) as Rest;
}

const nobody: Delegate = () => Promise.reject(new Error("no more"));
const receive = (message: Rest, by: Table = table) => deliverRest(by, message, nobody, now());

/** A receipt that stops before it writes rows, and fails after that. */
function stopping() {
  const [reached, go] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()];
  let hasWritten = false;
  const by = between(table, async (command, send) => {
    if (hasWritten && partitionOf(command.input).startsWith(PREFIX.action)) throw new Error("throttled");
    if (!writesRows(command)) return send(command);
    reached.resolve(undefined);
    await go.promise;
    hasWritten = true;
    return send(command);
  });
  return { by, reached: reached.promise, go: () => go.resolve(undefined) };
}

/** Deletes the action, and everybody learns of it. */
async function deleteIt(action: Awaited<ReturnType<typeof postIt>>) {
  expect(await deleteAction(table, action, now())).toBe(true);
  const rest: Rest[] = [];
  const delegate: Delegate = (one) => Promise.resolve(void rest.push(one));
  await deliver(table, action, delegate, now());
  for (const one of rest) await receive(one);
}

const rows = () => {
  const places = [publicStreamPlace(0), ...FANS.map((fan) => feedPlace(fan, "following", 1))];
  const isRow = ({ pk, sk }: { pk?: unknown; sk?: unknown }) =>
    places.some((place) => place.pk === pk) && String(sk).endsWith("#a");
  return table.items().filter(isRow);
};

describe.each(["chunk", "listing"])("a %s that is received twice", (kind) => {
  test("is worked on by one receipt at a time: one that fails late is repeated", async () => {
    const action = await postIt();
    const message = await messageOf(kind, action);
    const first = stopping();
    const late = receive(message, first.by);
    await first.reached;
    await deleteIt(action);
    const second = receive(message);
    await expect(second).rejects.toThrow("at work");
    first.go();
    await expect(late).rejects.toThrow("throttled");
    expect(rows()).not.toEqual([]);
    // Nobody has ended well, so it comes again, and finds that the lease was given back.
    await receive(message);
    expect(rows()).toEqual([]);
  });

  test("is worked on no more when a receipt has ended well", async () => {
    const action = await postIt();
    const message = await messageOf(kind, action);
    await receive(message);
    const second = stopping();
    const late = receive(message, second.by);
    await Promise.race([second.reached, late]);
    await deleteIt(action);
    second.go();
    await expect(late).resolves.toBe(0);
    expect(rows()).toEqual([]);
  });

  test("is taken over from a receipt that was killed, when its time is over", async () => {
    const message = await messageOf(kind, await postIt());
    const killed = stopping();
    void receive(message, killed.by);
    await killed.reached;
    const later = (milliseconds: number) => deliverRest(table, message, nobody, now() + milliseconds);
    await expect(later(LIMITS.lease - 5 * SECOND)).rejects.toThrow("at work");
    await later(LIMITS.lease);
    expect(rows()).not.toEqual([]);
  });

  test("is not acknowledged by a receipt whose work another has taken over", async () => {
    const message = await messageOf(kind, await postIt());
    const slow = Promise.withResolvers<undefined>();
    const reached = Promise.withResolvers<undefined>();
    const by = between(table, async (command, send) => {
      if (writesRows(command)) {
        reached.resolve(undefined);
        await slow.promise;
      }
      return send(command);
    });
    const late = receive(message, by);
    await reached.promise;
    await deliverRest(table, message, nobody, now() + LIMITS.lease);
    slow.resolve(undefined);
    await expect(late).rejects.toThrow("taken over");
  });
});

test("a lease is longer than a call may take, with clocks that differ, and ends before its message comes again", () => {
  expect(LIMITS.lease).toBeGreaterThanOrEqual((FAN_OUT.timeoutSeconds + 5) * SECOND);
  expect(LIMITS.lease).toBeLessThan(VISIBILITY_TIMEOUTS * FAN_OUT.timeoutSeconds * SECOND);
});
