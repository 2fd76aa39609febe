import fc from "fast-check";
import { expect, test } from "vitest";
import { type Ordered, handleInOrder } from "../../lib/worker/in-order.ts";

/** What becomes of a record each time it is handled. */
type Fate = "good" | "poison" | "busy";

interface Record {
  readonly sequence: string;
  readonly group: string;
  readonly fate: Fate;
}

class Poison extends Error {}

/** One function: what it has handled, in order, and what it has set aside. */
function consumer({ time = Infinity, canSetAside = true } = {}) {
  const done: Record[] = [];
  const aside: Record[] = [];
  let calls = 0;
  const ordered: Ordered<Record> = {
    sequenceOf: ({ sequence }) => sequence,
    groupOf: ({ group }) => group,
    isForGood: (error) => error instanceof Poison,
    report: () => undefined,
    hasTime: () => calls < time,
    setAside: async (record) => {
      await Promise.resolve();
      if (!canSetAside) throw new Error("the queue is away");
      aside.push(record);
    },
    handle: async (records) => {
      calls++;
      await Promise.resolve();
      if (records.some(({ fate }) => fate === "busy")) throw new Error("throttled");
      if (records.some(({ fate }) => fate === "poison")) throw new Poison();
      done.push(...records);
    },
  };
  return { ordered, done, aside };
}

/** Sequence numbers that rise and have nine and ten digits, of groups that interleave. */
const batch = fc
  .array(
    fc.record({
      group: fc.constantFrom("a", "b", "c", "d"),
      fate: fc.constantFrom<Fate>("good", "good", "poison", "busy"),
    }),
    {
      minLength: 1,
      maxLength: 30,
      size: "max",
    },
  )
  .map((records) =>
    records.map((record, index): Record => ({ ...record, sequence: String(999_999_985 + index) })),
  );

const lowest = (records: readonly Record[]) =>
  records.map(({ sequence }) => BigInt(sequence)).reduce((a, b) => (a < b ? a : b), BigInt("9999999999999"));

test("whichever records fail: the good are done in order, the poisonous set aside, and nothing below the answer is left", async () => {
  await fc.assert(
    fc.asyncProperty(batch, async (records) => {
      const { ordered, done, aside } = consumer();
      const failed = await handleInOrder(records, ordered);
      const left = records.filter((record) => !done.includes(record) && !aside.includes(record));
      expect(failed).toBe(left.length === 0 ? undefined : String(lowest(left)));
      expect(aside.every(({ fate }) => fate === "poison")).toBe(true);
      for (const group of ["a", "b", "c", "d"]) {
        const [all, handled] = [records, done].map((some) => some.filter((one) => one.group === group)) as [
          Record[],
          Record[],
        ];
        expect(handled).toEqual(all.filter((one) => handled.includes(one)));
        // What waits is only what is busy, or comes after it in its group.
        const busy = all.findIndex(({ fate }) => fate === "busy");
        if (busy < 0)
          expect(handled.length + aside.filter((one) => one.group === group).length).toBe(all.length);
      }
    }),
  );
});

test("a batch that comes again from the answer, as AWS does it, ends with everything done or set aside, however short the time", async () => {
  await fc.assert(
    fc.asyncProperty(batch, fc.constantFrom(0, Infinity), async (records, time) => {
      const { ordered, done, aside } = consumer({ time });
      let left = records;
      for (let receive = 0; left.length > 0 && receive < 100; receive++) {
        const failed = await handleInOrder(left, ordered);
        // What was busy passes by and by: the lowest first.
        left = left
          .filter(({ sequence }) => failed !== undefined && BigInt(sequence) >= BigInt(failed))
          .map((record) =>
            record.sequence === failed && record.fate === "busy" ? { ...record, fate: "good" } : record,
          );
        const [first] = left;
        const next = left.findIndex(({ fate, group }) => fate === "busy" && group === first?.group);
        if (next >= 0) left = left.map((record, at) => (at === next ? { ...record, fate: "good" } : record));
      }
      expect(left).toEqual([]);
      const seen = new Set([...done, ...aside].map(({ sequence }) => sequence));
      expect(seen).toEqual(new Set(records.map(({ sequence }) => sequence)));
    }),
  );
});

const good = (sequence: number, group: string): Record => ({
  sequence: String(sequence),
  group,
  fate: "good",
});

test("one of a hundred groups that always fails holds up none of the others", async () => {
  const groups = Array.from({ length: 100 }, (_, index) => good(index, String(index)));
  const poisoned = [{ ...groups[0], fate: "poison" } as Record, ...groups.slice(1)];
  const poison = consumer();
  expect(await handleInOrder(poisoned, poison.ordered)).toBeUndefined();
  expect([poison.done.length, poison.aside]).toEqual([99, [poisoned[0]]]);
  const busy = consumer();
  expect(
    await handleInOrder([{ ...groups[0], fate: "busy" } as Record, ...groups.slice(1)], busy.ordered),
  ).toBe("0");
  expect(busy.done).toHaveLength(99);
});

test("a poisonous record that cannot be set aside is repeated, not forgotten", async () => {
  const { ordered, done } = consumer({ canSetAside: false });
  const records = [good(9, "a"), { ...good(10, "b"), fate: "poison" as const }, good(11, "c")];
  expect(await handleInOrder(records, ordered)).toBe("10");
  expect(done).toHaveLength(2);
});

test("where time runs out, groups that have not begun are left, and the lowest of them is answered", async () => {
  const { ordered, done } = consumer({ time: 3 });
  const records = Array.from({ length: 20 }, (_, index) => good(999_999_995 + index, String(index)));
  expect(await handleInOrder(records, ordered)).toBe("999999998");
  expect(done.map(({ sequence }) => sequence)).toEqual(["999999995", "999999996", "999999997"]);
});

test("without any time the first group is handled, and a poisonous one taken apart, so that repetitions get further", async () => {
  const { ordered, done, aside } = consumer({ time: 0 });
  const records = [{ ...good(1, "a"), fate: "poison" as const }, good(2, "b"), good(3, "a"), good(4, "c")];
  expect(await handleInOrder(records, ordered)).toBe("2");
  expect([done, aside]).toEqual([[], [records[0]]]);
  expect(await handleInOrder(records.slice(1), ordered)).toBe("3");
  expect(done).toEqual([records[1]]);
});
