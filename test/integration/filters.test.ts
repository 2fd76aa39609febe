import { beforeAll, describe, expect, test } from "vitest";
import { API_TIMEOUT_SECONDS } from "../../lib/contract/functions.ts";
import { type Entry, type StoredAction, newEntry } from "../../lib/domain/action.ts";
import { ROLES } from "../../lib/domain/incarnation.ts";
import { type ActionFilters, rolesLeft, ruleOf, selectionOf } from "../../lib/domain/filters.ts";
import { LIMITS } from "../../lib/domain/limits.ts";
import { type Place, readPage } from "../../lib/domain/page.ts";
import type { Walk } from "../../lib/domain/position.ts";
import { toTimestamp } from "../../lib/domain/time.ts";
import { VISIBILITIES } from "../../lib/domain/visibility.ts";
import { actionItem } from "../../lib/store/actions/action-item.ts";
import { putEntity } from "../../lib/store/entities/put-entity.ts";
import { rowItem } from "../../lib/store/streams/rows.ts";
import { activityFor, filteredStream } from "../../lib/store/streams/streams.ts";
import { batchWrite } from "../../lib/table/batch.ts";
import { publicStreamPlace } from "../../lib/table/keys.ts";
import { NOW, PAGE, TYPICAL, type World, user } from "../../lib/tools/costs/world.ts";
import { freshWorld } from "../support/fresh-table.ts";

/** More than a page examines. */
const MANY = LIMITS.examined + 600;
/** A page of 26 actions out of one index partition, and the entity's incarnation. */
const PAGE_OF_INDEX = Math.ceil((26 * 0.7) / 4) * 0.5 + 0.5;
const bob = { ...user("bob") };
let world: World;

/** One of so many actions, a second apart. */
function action(index: number, more: Partial<StoredAction["body"]> = {}): StoredAction {
  const body = { actor: { ...user("alice") }, verb: "pushed", public: true, description: TYPICAL, ...more };
  return { ...newEntry(`id-${index}`, toTimestamp(NOW - index * 1000), body), fingerprint: "x".repeat(22) };
}

const store = (actions: readonly StoredAction[]) =>
  batchWrite(
    world.table,
    actions.map((one) => actionItem(one, NOW)),
    [],
  );
const list = (entries: readonly Entry[]) =>
  batchWrite(
    world.table,
    entries.map((entry) => rowItem(publicStreamPlace(0), entry)),
    [],
  );

beforeAll(async () => {
  world = await freshWorld();
  // Bob's lie below all that a page could examine, among which nothing is his.
  const his = Array.from({ length: 30 }, (_, index) =>
    action(MANY + index, { actor: bob, target: bob, verb: "waved" }),
  );
  const hidden = Array.from({ length: 30 }, (_, index) =>
    action(2 * MANY + index, { actor: bob, public: false }),
  );
  await list([...Array.from({ length: MANY }, (_, index) => action(index)), ...his]);
  await store([...his, ...hidden]);
  await putEntity(world.table, bob, { name: "Bob" });
});

const page = (open: (walk: Walk) => AsyncIterable<Entry>, filters: ActionFilters, from?: Place) =>
  readPage(
    {
      selection: selectionOf([ruleOf(filters)], world.table.limits),
      open: (walk) => ({ items: open(walk) }),
    },
    PAGE,
    from,
  );

async function measured(open: (walk: Walk) => AsyncIterable<Entry>, filters: ActionFilters) {
  let shown: Awaited<ReturnType<typeof page>> | undefined;
  const consumed = await world.measure(async () => (shown = await page(open, filters)));
  return { items: shown?.items ?? [], next: shown?.next, ...consumed };
}

describe("a filter that names an entity", () => {
  test.each([
    ["every public action", undefined, { actor: bob }],
    ["every public action", undefined, { target: bob }],
    ["its type's actions", "user", { actor: bob }],
  ])("of %s costs one page of its index, however rare it is in the stream", async (_name, type, filters) => {
    const { items, read, calls } = await measured(
      (walk) => filteredStream(world.table, type, filters, walk),
      filters,
    );
    expect(items).toHaveLength(PAGE);
    expect(calls.map(({ kind }) => kind).toSorted()).toEqual(["Get", "Query"]);
    expect(read).toBeLessThanOrEqual(PAGE_OF_INDEX);
  });

  test("of its own activity reads its index alone", async () => {
    const filters = { target: bob };
    const roles = rolesLeft(bob, ROLES, filters);
    const open = (walk: Walk) => activityFor(world.table, bob, { roles, visibilities: ["public"] }, walk);
    const { items, read } = await measured(open, filters);
    expect(items).toHaveLength(PAGE);
    expect(read).toBeLessThanOrEqual(PAGE_OF_INDEX);
  });
});

describe("a filter that matches nothing", () => {
  const open = (filters: ActionFilters) => (walk: Walk) =>
    filteredStream(world.table, undefined, filters, walk);

  test("examines what a page may, within a function's time, and the next page goes on to the end", async () => {
    const filters = { verb: ["sang"] };
    const began = Date.now();
    const { items, next, read, calls } = await measured(open(filters), filters);
    expect((Date.now() - began) / 1000).toBeLessThan(API_TIMEOUT_SECONDS);
    expect(items).toEqual([]);
    const rows = LIMITS.examined + LIMITS.filteredChunk;
    expect(read).toBeLessThanOrEqual((0.5 * rows * 0.75) / 4 + 0.5 * calls.length);
    expect(calls.length).toBeLessThanOrEqual(Math.ceil(LIMITS.examined / LIMITS.filteredChunk) + 5);
    expect(next?.position).toBe(action(LIMITS.examined - 1).position);
    const last = await page(open(filters), filters, next);
    expect([last.items, last.next]).toEqual([[], undefined]);
  });

  test("but for one far below is found by walking on, and there and back nothing comes twice", async () => {
    const filters = { verb: ["waved", "sang"] };
    const first = await page(open(filters), filters);
    expect(first.items).toEqual([]);
    const second = await page(open(filters), filters, first.next);
    const third = await page(open(filters), filters, second.next);
    expect([second.items.length, third.items.length, third.next]).toEqual([PAGE, 5, undefined]);
    const back = await page(open(filters), filters, third.prev);
    expect(back.items).toEqual(second.items);
  });

  test("reads 4 MB where actions are large", async () => {
    const large = { data: { text: "x".repeat(8000) } };
    const carol = { ...user("carol") };
    await store(
      Array.from({ length: 800 }, (_, index) => action(3 * MANY + index, { actor: carol, ...large })),
    );
    const filters = { actor: carol, verb: ["sang"] };
    const { items, next, read } = await measured(open(filters), filters);
    expect(items).toEqual([]);
    expect(next).toBeDefined();
    // Half a unit for each 4 KB, up to one call more.
    expect(read).toBeLessThanOrEqual((0.5 * (LIMITS.examinedBytes + LIMITS.filteredChunk * 9000)) / 4096);
    const last = await page(open(filters), filters, next);
    expect([last.items, last.next]).toEqual([[], undefined]);
  });
});

test("private actions cost a partition more in each role", async () => {
  const open = (walk: Walk) =>
    activityFor(world.table, bob, { roles: ["actor"], visibilities: VISIBILITIES }, walk);
  const { items, read, calls } = await measured(open, {});
  expect(items).toHaveLength(PAGE);
  expect(calls.map(({ kind }) => kind).toSorted()).toEqual(["Get", "Query", "Query"]);
  expect(read).toBeLessThanOrEqual(2 * PAGE_OF_INDEX);
  const alone = (walk: Walk) =>
    activityFor(world.table, bob, { roles: ROLES, visibilities: ["private"] }, walk);
  const { items: hidden, calls: three } = await measured(alone, {});
  expect(hidden.map(({ body }) => body.public)).toEqual(Array(PAGE).fill(false));
  expect(three.filter(({ kind }) => kind === "Query")).toHaveLength(ROLES.length);
});
