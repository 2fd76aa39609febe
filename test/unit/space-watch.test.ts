import { tmpdir } from "node:os";
import { expect, onTestFinished, test, vi } from "vitest";
import { freeSpace, watchSpace } from "../../lib/local/space-watch.ts";

test("a disk that fills up is told of once, and again when it fills up anew", () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const said: string[] = [];
  let space = 1e9;
  const stop = watchSpace(
    "/data",
    (sentence) => said.push(sentence),
    () => space,
  );
  const sentence = "There is no space left in /data: free some; nothing is stored until then.";
  const after = (free: number) => {
    space = free;
    vi.advanceTimersByTime(11_000);
    return [...said];
  };
  expect(after(1e9)).toEqual([]);
  expect(after(1000)).toEqual([sentence]);
  expect(after(1e9)).toEqual([sentence]);
  expect(after(0)).toEqual([sentence, sentence]);
  stop();
  expect(after(1e9)).toEqual(after(0));
});

test("free space is that of the folder's disk, and unknown of a folder that is gone", () => {
  expect(freeSpace(tmpdir())).toBeGreaterThan(1000);
  expect(freeSpace(tmpdir())).toBeLessThan(Infinity);
  expect(freeSpace("/no/such/folder")).toBe(Infinity);
});
