import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { eachAtMost } from "../../lib/domain/merge.ts";

test("results stand in the order of the items, whoever ends first, and no more are under way than allowed", async () => {
  let [open, most] = [0, 0];
  const results = await eachAtMost(2, [30, 5, 20, 1], async (milliseconds) => {
    most = Math.max(most, ++open);
    await sleep(milliseconds);
    open--;
    return milliseconds * 2;
  });
  expect([results, most]).toEqual([[60, 10, 40, 2], 2]);
});

test("a failure is thrown when all that was under way has ended, and nothing is begun after it", async () => {
  const ended: string[] = [];
  const work = async (name: string) => {
    await sleep(name === "fails" ? 1 : 30);
    if (name === "fails") throw new Error("the first");
    ended.push(name);
  };
  await expect(eachAtMost(2, ["slow", "fails", "never"], work)).rejects.toThrow("the first");
  expect(ended).toEqual(["slow"]);
});
