import { expect, test } from "vitest";
import { ProgressLine } from "../../lib/tools/commands/progress-line.ts";
import { readSample, sampleActions } from "../../lib/tools/import/sample.ts";
import { greeting } from "../../lib/tools/start/greeting.ts";

const url = "http://127.0.0.1:65535";
const reader = { id: "17617580", name: "bcherny" };

test("the greeting fits into 80 columns and says where everything is", () => {
  const text = greeting({ url, reader, dataFolder: undefined });
  expect(text.split("\n").filter((line) => line.length > 80)).toEqual([]);
  expect(text).toContain(`${url}/#/feed/user:17617580`);
  expect(text).toContain("in memory");
  expect(greeting({ url, reader: undefined, dataFolder: "/data" })).toMatch(
    /feed\/user:alice\n[^]*in \/data/,
  );
});

test("the sample is of today: newest first, the newest when asked for, the others as long before it as they were", async () => {
  const newest = Date.parse("2030-01-01T00:00:00.000Z");
  const { actions } = await readSample(newest);
  const times = actions.map(({ timestamp }) => Date.parse(timestamp));
  expect(times[0]).toBe(newest);
  const was = (await sampleActions()).map(({ timestamp }) => Date.parse(timestamp)).reverse();
  expect(times.map((time) => newest - time)).toEqual(was.map((time) => (was[0] ?? 0) - time));
});

/** What is written to a terminal of this kind. */
function written(isTTY: boolean, terminal: string, columns = 20): string[] {
  const lines: string[] = [];
  const write = (text: string) => lines.push(text) > 0;
  const line = new ProgressLine({ isTTY, columns, write: write as NodeJS.WriteStream["write"] }, terminal);
  line.now("a line that is far too long for this terminal");
  line.clear();
  return lines;
}

test("a line that is rewritten is shorter than the terminal, and there is none where it cannot be rewritten", () => {
  expect(written(true, "xterm")).toEqual(["\ra line that is far \x1b[K", "\r\x1b[K"]);
  expect(written(true, "dumb")).toEqual([]);
  expect(written(false, "xterm")).toEqual([]);
});
