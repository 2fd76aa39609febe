import { type ChildProcess, execFile, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { type Server, createServer, request as ask } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { DatabaseSync } from "node:sqlite";
import { promisify } from "node:util";
import Parser from "rss-parser";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { escapeMarkup } from "../../lib/forms/escape.ts";
import { type Person, person, service, unique } from "../support/people.ts";
import { pythonWith } from "../../lib/tools/commands/python.ts";
import { eventually } from "../support/story.ts";

const POSTS = 30;
const PAGE = 25;
const verb = unique("wrote");
const text = (index: number) => `Nº ${index}: <b>1 < 2 & "3"</b>`;
let author: Person;
let proxy: Server;
let python: ChildProcess;
let answers: AsyncIterator<string>;
let folder: string;
/** What readers asked for, of all that they asked. */
const seen: { url: string; status: number; condition: string | undefined }[] = [];

/** Stands between readers and the service, and writes down what they ask. */
function listen(): Promise<Server> {
  const server = createServer((incoming, outgoing) => {
    const { method, url = "", headers } = incoming;
    const forwarded = ask(new URL(url, inject("url")), { method, headers }, (answer) => {
      const status = answer.statusCode ?? 0;
      seen.push({ url, status, condition: headers["if-none-match"] });
      outgoing.writeHead(status, answer.headers);
      answer.pipe(outgoing);
    });
    incoming.pipe(forwarded);
  });
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server)));
}

/** The same address by way of what stands in between. */
function seenAt(url: string): string {
  const { pathname, search } = new URL(url);
  return `http://127.0.0.1:${(proxy.address() as AddressInfo).port}${pathname}${search}`;
}

beforeAll(async () => {
  // First: it takes a while, in which connections to the service end.
  const programs = await pythonWith("feed-readers", [
    "feedparser==6.0.14",
    "reader==3.26",
    "sgmllib3k==1.0.0",
  ]);
  python = spawn(join(programs, "python"), ["test/fuzz/readers.py"], { stdio: ["pipe", "pipe", "inherit"] });
  answers = createInterface({ input: python.stdout as NodeJS.ReadableStream })[Symbol.asyncIterator]();
  folder = mkdtempSync(join(tmpdir(), "feed-readers-"));
  [author, proxy] = [await person("author"), await listen()];
  const actions = Array.from({ length: POSTS }, (_post, index) => ({
    ...{ actor: `user:${author.id}`, verb, description: text(index) },
    timestamp: new Date(Date.UTC(2020, 1, 1, 0, index)).toISOString(),
  }));
  await service.post("/actions/batch", { actions });
  await eventually(async () =>
    expect((await author.get(`/users/${author.id}/activity?limit=100`)).body.results).toHaveLength(POSTS),
  );
});
afterAll(() => {
  python.kill();
  proxy.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Key {
  readonly id: string;
  readonly urls: Readonly<Record<"atom" | "rss" | "jsonfeed", string>>;
}

async function makeKey(): Promise<Key> {
  const { status, body } = await author.post("/feed-keys", {
    path: `/users/${author.id}/activity?verb=${verb}`,
  });
  expect(status).toBe(201);
  const { id, urls } = body;
  const through = Object.entries(urls).map(([form, url]) => [form, seenAt(url)]);
  return { id, urls: Object.fromEntries(through) as Key["urls"] };
}

/** Revokes a key, and waits until the service says so. */
async function revoke({ id, urls }: Key): Promise<void> {
  expect((await author.delete(`/feed-keys/${id}`)).status).toBe(204);
  await eventually(async () => expect((await fetch(urls.atom)).status).toBe(410));
}

/** What `readers.py` prints: of each step what it says of it. */
interface Told {
  readonly entries?: readonly { readonly id: string; readonly summary: string }[];
  readonly pages?: number;
  readonly broken?: string | null;
  readonly statuses?: readonly number[];
}

/** What a line to the Python program gives. */
async function tell(what: "walk" | "ask" | "subscribe" | "update", url: string): Promise<Told> {
  python.stdin?.write(`${JSON.stringify({ do: what, url })}\n`);
  return JSON.parse((await answers.next()).value as string) as Told;
}

/** Newest first. */
const said = Array.from({ length: POSTS }, (_post, index) => text(POSTS - 1 - index));

/** What readers that show HTML have of it: text that shows what was said, or HTML that does. */
const saidIn = (form: "atom" | "rss") => (form === "atom" ? said : said.map(escapeMarkup));

/** The statuses of one address, as far as asked since `from`. */
const statuses = (from: number, url: string) =>
  seen
    .slice(from)
    .filter((one) => seenAt(`http://x${one.url}`) === url)
    .map(({ status }) => status);

test.each(["atom", "rss"] as const)(
  "feedparser walks the pages of %s, asks by ETag, and sees that a key has ended",
  async (form) => {
    const key = await makeKey();
    const { entries = [], pages, broken } = await tell("walk", key.urls[form]);
    expect([pages, broken]).toEqual([Math.ceil(POSTS / PAGE), null]);
    expect(new Set(entries.map(({ id }) => id)).size).toBe(POSTS);
    expect(entries.map(({ summary }) => summary)).toEqual(saidIn(form));
    expect((await tell("ask", key.urls[form])).statuses).toEqual([200, 304]);
    await revoke(key);
    expect((await tell("ask", key.urls[form])).statuses).toEqual([410, 410]);
  },
);

test("reader subscribes, hears by 304 that nothing is new, and sees that a key has ended", async () => {
  const key = await makeKey();
  const from = seen.length;
  for (const form of ["atom", "rss", "jsonfeed"] as const) {
    const first = await tell("subscribe", key.urls[form]);
    expect(first).toMatchObject({ new: PAGE, error: null, title: expect.stringContaining(verb) as string });
    expect(first.entries).toHaveLength(PAGE);
    expect(await tell("update", key.urls[form])).toMatchObject({ new: null, error: null });
    expect(statuses(from, key.urls[form])).toEqual([200, 304]);
  }
  await revoke(key);
  expect(await tell("update", key.urls.rss)).toMatchObject({
    error: expect.stringContaining("410") as string,
    entries: expect.objectContaining({ length: PAGE }) as unknown,
  });
});

test("rss-parser walks the pages, and sees 304 and that a key has ended", async () => {
  const key = await makeKey();
  const ids: (string | undefined)[] = [];
  for (let url: string | undefined = key.urls.rss; url !== undefined;) {
    const feed = await new Parser().parseURL(url);
    ids.push(...feed.items.map(({ guid }) => guid));
    url = feed.paginationLinks?.next;
  }
  expect([ids.length, new Set(ids).size]).toEqual([POSTS, POSTS]);
  const atom = await new Parser().parseURL(key.urls.atom);
  expect(atom.items.map(({ content }) => content)).toEqual(said.slice(0, PAGE));
  const etag = (await fetch(key.urls.rss)).headers.get("etag") ?? "";
  const again = new Parser({ headers: { "If-None-Match": etag } });
  await expect(again.parseURL(key.urls.rss)).rejects.toThrow("304");
  await revoke(key);
  await expect(new Parser().parseURL(key.urls.rss)).rejects.toThrow("410");
});

test.each(["atom", "rss"] as const)(
  "newsboat shows what %s says, asks by ETag, and keeps what it has when a key has ended",
  async (form) => {
    const key = await makeKey();
    const url = key.urls[form];
    const from = seen.length;
    const file = (name: string) => join(folder, `${form}-${name}`);
    writeFileSync(file("urls"), `${url}\n`);
    writeFileSync(file("config"), "");
    const args = ["-u", file("urls"), "-c", file("cache"), "-C", file("config"), "-x", "reload"];
    const reload = () => promisify(execFile)("newsboat", args, { env: { ...process.env, HOME: folder } });
    const shown = () => {
      const database = new DatabaseSync(file("cache"), { readOnly: true });
      const rows = database.prepare("SELECT content FROM rss_item ORDER BY pubDate DESC").all();
      database.close();
      return rows.map(({ content }) => content);
    };
    // It has no place for a feed's ETag before the feed's first reload is over.
    for (let times = 0; times < 3; times++) await reload();
    expect(statuses(from, url)).toEqual([200, 200, 304]);
    expect(shown()).toEqual(saidIn(form).slice(0, PAGE));
    await revoke(key);
    await reload();
    expect(statuses(from, url).slice(3)).toContain(410);
    expect(shown()).toHaveLength(PAGE);
  },
);
