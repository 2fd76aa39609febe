import { expect, test, vi } from "vitest";
import { HARSH, KIND, unreliable } from "../../lib/local/harshness.ts";

const never = new AbortController().signal;

test("what is delivered comes once more, after newer records, and its first answer counts", async () => {
  const seen: number[] = [];
  const invoke = async (records: readonly number[]) => {
    seen.push(...records);
    if (seen.filter((one) => one === records[0]).length > 1) throw new Error("told to nobody");
    return `answer ${records.join()}`;
  };
  let waits = 0;
  const harshness = { ...KIND, repeats: () => waits === 1, lateness: () => (++waits === 2 ? 50 : 0) };
  const deliver = unreliable(invoke, harshness, never);
  expect(await deliver([1])).toBe("answer 1");
  expect(await deliver([2])).toBe("answer 2");
  await vi.waitFor(() => expect(seen).toEqual([1, 2, 1]));
});

test("a kind run repeats and throttles nothing, a harsh one does at about its rates", () => {
  const share = (happens: () => boolean) =>
    Array.from({ length: 20_000 }, happens).filter(Boolean).length / 20_000;
  expect([KIND.repeats, KIND.throttles, KIND.recycles].map(share)).toEqual([0, 0, 0]);
  expect(KIND.lateness()).toBe(0);
  expect(share(HARSH.throttles)).toBeGreaterThan(0.004);
  expect(share(HARSH.throttles)).toBeLessThan(0.02);
  expect(share(HARSH.repeats)).toBeGreaterThan(0.05);
  expect(share(HARSH.recycles)).toBeGreaterThan(0.01);
});
