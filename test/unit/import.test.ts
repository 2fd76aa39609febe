import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type Entry, actionEntries, githubEntries } from "../../lib/tools/import/entries.ts";
import { followEntries } from "../../lib/tools/import/follows.ts";
import { openInput } from "../../lib/tools/import/input.ts";
import { linesOf } from "../../lib/tools/import/lines.ts";
import { describe as standing } from "../../lib/tools/import/progress.ts";
import type { Result } from "../../lib/tools/import/report.ts";
import { upload } from "../../lib/tools/import/upload.ts";

const folder = mkdtempSync(join(tmpdir(), "import-"));
let files = 0;

function fileOf(content: string | Buffer): string {
  const file = join(folder, String(files++));
  writeFileSync(file, content);
  return file;
}

async function collected<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

const textsOf = async (file: string) => (await collected(linesOf(openInput(file)))).map(({ text }) => text);

const bodiesOf = async (entriesOf: typeof actionEntries, file: string) =>
  (await collected(entriesOf(openInput(file)))).flatMap((one) => ("body" in one ? [one.body] : []));

const entry = (index: number, more = ""): Entry => ({
  place: `line ${index}`,
  body: { verb: `v${index}${more}` },
});
const entries = (count: number, more?: string): Entry[] =>
  Array.from({ length: count }, (_, index) => entry(index, more));
const created = (bodies: readonly unknown[]): Result[] => bodies.map(() => ({ status: 201 }));

test("lines come out of plain and packed files as they went in, however the pieces fall", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc
          .string({ unit: "grapheme", maxLength: 20_000 })
          .map((line) => line.replaceAll(/[\r\n\ufeff]/g, "") || "-"),
        { maxLength: 8 },
      ),
      fc.array(fc.constantFrom("\n", "\r\n", "\r"), { minLength: 1, maxLength: 4 }),
      fc.boolean(),
      async (lines, ends, isPacked) => {
        const ended = [...lines, "end"].map((line, index) => line + (ends[index % ends.length] ?? "\n"));
        const text = ended.join("");
        const read = await textsOf(fileOf(isPacked ? gzipSync(text) : text));
        expect(read).toEqual([...lines, "end"]);
      },
    ),
    { numRuns: 30 },
  );
});

test("several gzip files joined in one are read whole", async () => {
  const file = fileOf(Buffer.concat([gzipSync("a\n"), gzipSync("b\n")]));
  expect(await textsOf(file)).toEqual(["a", "b"]);
});

test("of a gzip file with other bytes behind its end, all lines come before that is told", async () => {
  const read: (string | undefined)[] = [];
  const lines = linesOf(openInput(fileOf(Buffer.concat([gzipSync("a\nb\n"), Buffer.from("garbage")]))));
  const reading = (async () => {
    for await (const { text } of lines) read.push(text);
  })();
  await expect(reading).rejects.toThrow("cannot be read to its end");
  expect(read).toEqual(["a", "b"]);
});

test("a line that is not UTF-8 is known by its number, and the others are read", async () => {
  const file = fileOf(
    Buffer.concat([Buffer.from("\ufeffa\n"), Buffer.from([0x62, 0xff, 0x0a]), Buffer.from("\u00fc\n")]),
  );
  expect(await textsOf(file)).toEqual(["a", undefined, "\u00fc"]);
  const entries = await collected(actionEntries(openInput(file)));
  expect(entries[1]).toEqual({ place: `${file} line 2`, wrong: "is not UTF-8" });
});

test("a file in UTF-16 is refused as a whole", async () => {
  const file = fileOf(Buffer.from("\ufeff{}\n", "utf16le"));
  await expect(collected(actionEntries(openInput(file)))).rejects.toThrow("is UTF-16; save it as UTF-8.");
});

test.each([actionEntries, githubEntries, followEntries])(
  "an empty file is told of by %o",
  async (entriesOf) => {
    const file = fileOf("");
    expect(await collected(entriesOf(openInput(file)))).toEqual([{ place: file, wrong: "is empty" }]);
  },
);

test("little of a file is read ahead of what is asked for", async () => {
  const input = openInput(fileOf("x".repeat(99).concat("\n").repeat(100_000)));
  const lines = linesOf(input);
  for (let line = 0; line < 1000; line++) await lines.next();
  expect(input.read()).toBeLessThan(300_000);
  await lines.return(undefined);
});

test("an action without an id has one of its own in its file, the same in every run; a given one is kept", async () => {
  const file = fileOf('{"verb":"a"}\n{"verb":"a","id":null}\n{"verb":"a","id":"mine"}');
  const ids = async () => (await bodiesOf(actionEntries, file)).map(({ id }) => id);
  const [first, second, third] = await ids();
  expect(first).not.toBe(second);
  expect(third).toBe("mine");
  expect(first).toMatch(/^[A-Za-z0-9_-]{1,64}$/);
  expect(await ids()).toEqual([first, second, third]);
});

test("a line whose text, numbers or depth JSON cannot carry is refused by name before it is sent", async () => {
  const lines = [
    '{"verb":"\\ud83d"}',
    '{"data":{"n":1e400}}',
    `{"data":${'{"a":'.repeat(70)}1${"}".repeat(71)}`,
    '{"verb":"fine"}',
  ];
  const found = await collected(actionEntries(openInput(fileOf(lines.join("\n")))));
  expect(found.map((one) => ("wrong" in one ? one.wrong : "sent"))).toEqual([
    expect.stringMatching(/^verb must be well-formed/),
    expect.stringMatching(/^data.n must be a number/),
    expect.stringMatching(/^must not be nested deeper/),
    "sent",
  ]);
});

test("ids that lines are given sort as the lines do", async () => {
  const bodies = await bodiesOf(actionEntries, fileOf('{"verb":"a"}\n'.repeat(120)));
  const ids = bodies.map(({ id }) => String(id));
  expect(ids).toEqual([...ids].sort());
});

test("a quote that is never closed spoils its own row alone; one inside a field is a quote", async () => {
  const file = fileOf('user,follow_object\nuser:1,"user:2\nuser:a"b,user:3\r\n\nuser:4,user:5');
  const found = await collected(followEntries(openInput(file)));
  expect(found).toMatchObject([
    { place: `${file} line 2`, wrong: "is no row of CSV: a quote is not closed" },
    { place: `${file} line 3`, body: { user: 'user:a"b', follow_object: "user:3" } },
    { skipped: "an empty line" },
    { place: `${file} line 5`, body: { user: "user:4", follow_object: "user:5" } },
  ]);
});

test("a column that is there twice is refused", async () => {
  const file = fileOf("user,follow_object,user\nuser:1,user:2,user:3\n");
  await expect(collected(followEntries(openInput(file)))).rejects.toThrow(
    "The column user is in the header of",
  );
});

test("an item for which the service refuses the whole batch is found, and the others are sent", async () => {
  const send = (bodies: readonly unknown[]) =>
    bodies.some((body) => (body as { verb: string }).verb === "v7")
      ? Promise.reject(Object.assign(new Error("nested too deep"), { status: 400 }))
      : Promise.resolve(created(bodies));
  const wrong: string[] = [];
  const report = await upload(entries(30), send, {
    onWrong: (place, reason) => wrong.push(`${place}: ${reason}`),
  });
  expect(report.imported).toBe(29);
  expect(wrong).toEqual(["line 7: nested too deep"]);
});

test("a batch has at most a hundred items, and fits into a request", async () => {
  const sizes: number[] = [];
  const send = (bodies: readonly unknown[]) => {
    sizes.push(bodies.length);
    expect(Buffer.byteLength(JSON.stringify({ actions: bodies }))).toBeLessThan(1024 * 1024);
    return Promise.resolve(created(bodies));
  };
  expect((await upload(entries(250), send)).imported).toBe(250);
  expect(sizes).toEqual([100, 100, 50]);
  sizes.length = 0;
  expect((await upload(entries(60, "ü".repeat(16_000)), send)).imported).toBe(60);
  expect(sizes).toEqual([31, 29]);
});

test("what fails for now is sent again, and nothing else", async () => {
  const sent: unknown[][] = [];
  const send = (bodies: readonly unknown[]) => {
    sent.push([...bodies]);
    if (sent.length === 1) return Promise.reject(Object.assign(new Error("Bad Gateway"), { status: 502 }));
    return Promise.resolve(bodies.map((_, at) => ({ status: sent.length === 2 && at === 1 ? 503 : 201 })));
  };
  const report = await upload(entries(3), send);
  expect(report.imported).toBe(3);
  expect(sent.map((bodies) => bodies.length)).toEqual([3, 3, 1]);
  expect(sent[2]).toEqual([{ verb: "v1" }]);
});

test("an import ends where the service refuses the whole of it", async () => {
  const send = () => Promise.reject(Object.assign(new Error("Unauthorized"), { status: 401 }));
  await expect(upload(entries(3), send)).rejects.toThrow("Unauthorized");
});

test("entries that send nothing are told too, so that a long run of them shows progress", async () => {
  const told: number[] = [];
  const nothing: Entry[] = Array.from({ length: 25_000 }, () => ({ place: "", skipped: "an empty line" }));
  const send = () => Promise.reject(new Error("nothing to send"));
  const report = await upload(nothing, send, { onBatch: ({ done }) => told.push(done) });
  expect(told).toEqual([10_000, 20_000, 25_000]);
  expect(String(report)).toBe("imported 0\nrepeated 0\nskipped  25000\n  25000  an empty line\nrefused  0");
});

test.each([
  [{ done: 12_300, before: 0, read: 42, size: 100, elapsed: 24_023 }, " 42 %  12300 done  512/s  0:33 left"],
  [{ done: 12_300, before: 12_000, read: 0, size: 100, elapsed: 1000 }, "  0 %  12300 done  300/s"],
  [{ done: 5, before: 0, read: 10, size: undefined, elapsed: 1000 }, "5 done  5/s"],
  [{ done: 5, before: 0, read: 1, size: 100, elapsed: 10_000 }, "  1 %  5 done  1/s  16:30 left"],
])("progress %j reads '%s'", (where, line) => {
  expect(standing(where)).toBe(line);
});
