import { beforeAll, describe, expect, test } from "vitest";
import { type Json, type Person, person, service, unique } from "../support/people.ts";
import { eventually, page } from "../support/story.ts";

interface Group extends Json {
  readonly key: Readonly<Record<string, { readonly id: string } | string | null>>;
  readonly summary: string;
  readonly actors: readonly { readonly id: string }[];
  readonly actors_count: number;
  readonly actions_count: number;
  readonly complete: boolean;
  readonly first_at: string;
  readonly latest_at: string;
  readonly actions: readonly { readonly verb: string; readonly id: string }[];
}

let alice: Person;
let repo: string;
const at = (day: number, time: string) => `2020-06-${String(day).padStart(2, "0")}T${time}Z`;

beforeAll(async () => {
  alice = await person("alice");
  repo = unique("repo");
  for (const [name, label] of [
    ["ann", "Ann"],
    ["bob", "Bob"],
    ["cid", "Cid"],
    ["dan", "Dan"],
  ] as const)
    await service.call("PUT", `/users/${name}-${repo}`, { name: label });
  await service.call("PUT", `/repositories/${repo}`, { name: "crython" });
  const says = (who: string, verb: string, timestamp: string, more: object = {}) => ({
    ...{ actor: `user:${who}-${repo}`, verb, timestamp, target: `repository:${repo}`, id: unique(verb) },
    ...more,
  });
  const { body } = await service.post("/actions/batch", {
    actions: [
      says("ann", "starred", at(1, "10:00:00")),
      says("bob", "starred", at(1, "10:30:00")),
      says("cid", "starred", at(1, "11:00:00")),
      says("dan", "starred", at(1, "23:59:59.999")),
      says("ann", "starred", at(2, "00:00:00")),
      says("ann", "pushed", at(2, "01:00:00"), { action_object: "commit:1" }),
      says("ann", "pushed", at(2, "02:00:00"), { action_object: "commit:2" }),
      says("ann", "pushed", at(2, "03:00:00"), { action_object: "commit:2" }),
      says("bob", "waved", at(2, "04:00:00"), { target: null, action_object: `repository:${repo}` }),
    ],
  });
  expect(body.results.map(({ status }) => status)).toEqual(Array(9).fill(201));
  await eventually(async () =>
    expect((await page(service, `/repositories/${repo}/activity`)).results).toHaveLength(9),
  );
});

const path = (query: string) => `/repositories/${repo}/activity?${query}`;
const groups = async (query: string) => (await page(alice, path(query))).results as Group[];

describe("a stream in groups", () => {
  test("has one for each key and day, newest first, with its sentence", async () => {
    const found = await groups("group=verb,target");
    expect(found.map(({ summary }) => summary)).toEqual([
      "Bob waved crython",
      "Ann pushed on crython 3 times",
      "Ann starred crython",
      "Dan, Cid and 2 others starred crython",
    ]);
    expect(found.map(({ actors_count, actions_count }) => [actors_count, actions_count])).toEqual([
      [1, 1],
      [1, 3],
      [1, 1],
      [4, 4],
    ]);
    const [waved, , , starred] = found;
    expect(waved?.key).toEqual({ verb: "waved", target: null });
    expect(starred?.key).toMatchObject({ verb: "starred", target: { model_type: "repository", id: repo } });
    expect(starred?.actors.map(({ id }) => id)).toEqual(
      ["dan", "cid", "bob"].map((name) => `${name}-${repo}`),
    );
    expect(starred?.actions.map(({ verb }) => verb)).toEqual(["starred", "starred", "starred"]);
    expect([starred?.first_at, starred?.latest_at]).toEqual([at(1, "10:00:00.000"), at(1, "23:59:59.999")]);
    expect(found.every(({ complete }) => complete)).toBe(true);
  });

  test("may be by hours, and by other parts in any order", async () => {
    expect(
      (await groups("group=verb,target&window=hour&verb=starred")).map(({ actions_count }) => actions_count),
    ).toEqual([1, 1, 1, 2]);
    expect(
      (await groups("group=action_object,verb&verb=pushed")).map(({ actions_count }) => actions_count),
    ).toEqual([2, 1]);
    expect(await groups("group=target,verb")).toEqual(await groups("group=verb,target&window=day"));
    const [one] = await groups("group=verb,actor,target,action_object");
    expect(Object.keys(one?.key ?? {}).toSorted()).toEqual(["action_object", "actor", "target", "verb"]);
  });

  test("obeys filters, and counts what they leave", async () => {
    expect((await groups(`group=verb,target&actor=user:ann-${repo}`)).map(({ summary }) => summary)).toEqual([
      "Ann pushed on crython 3 times",
      "Ann starred crython",
      "Ann starred crython",
    ]);
    const query = `group=verb,target&since=${at(1, "10:30:00")}&until=${at(1, "23:00:00")}`;
    expect((await groups(query)).map(({ summary, complete }) => [summary, complete])).toEqual([
      ["Cid and Bob starred crython", true],
    ]);
    expect((await groups("group=verb,target&role=action_object")).map(({ summary }) => summary)).toEqual([
      "Bob waved crython",
    ]);
    expect(await groups("group=verb,target&verb=nothing")).toEqual([]);
  });

  test.each([1, 2, 3])("is paged by whole groups, %i a page, both ways", async (limit) => {
    const all = await groups("group=verb,target");
    const pages = [await page(alice, path(`group=verb,target&limit=${limit}`))];
    for (let next = pages[0]?.next; next; next = pages.at(-1)?.next) pages.push(await page(alice, next));
    expect(pages.flatMap(({ results }) => results)).toEqual(all);
    expect(pages.slice(0, -1).every(({ results }) => results.length === limit)).toBe(true);
    expect(pages[0]?.prev).toBeNull();
    const back = [];
    for (let prev = pages.at(-1)?.prev; prev; prev = back.at(-1)?.prev) back.push(await page(alice, prev));
    expect(back.toReversed().map(({ results }) => results)).toEqual(
      pages.slice(0, -1).map(({ results }) => results),
    );
    expect(back.at(-1)?.prev).toBeNull();
  });

  test("is there on every stream route, in JSON whatever is accepted", async () => {
    const repository = { group: "verb,target", target: `repository:${repo}` };
    const query = new URLSearchParams(repository).toString();
    for (const stream of ["/actions", "/repositories/activity", `/repositories/${repo}/activity`]) {
      const { results } = await page(alice, `${stream}?${query}`);
      expect([stream, results.length]).toEqual([stream, 3]);
    }
    await alice.follows(`/repositories/${repo}`, { actor_only: false, send_action: false });
    await eventually(async () => expect((await page(alice, `/feed?${query}`)).results).toHaveLength(3));
    expect((await page(alice, `/users/${alice.id}/feed?${query}`)).results).toHaveLength(3);
    const reply = await alice.call("GET", `/actions?${query}`, undefined, { accept: "application/atom+xml" });
    expect(reply.headers.get("content-type")).toMatch(/^application\/json/);
  });

  test("shows entities as they are now with expand=current, and has an ETag", async () => {
    const name = `dan-${repo}`;
    await service.call("PUT", `/users/${name}`, { name: "Daniel" });
    const query = `group=verb,target&verb=starred&until=${at(2, "00:00:00")}`;
    expect((await groups(query))[0]?.summary).toBe("Dan, Cid and 2 others starred crython");
    await eventually(async () =>
      expect((await groups(`${query}&expand=current`))[0]?.summary).toBe(
        "Daniel, Cid and 2 others starred crython",
      ),
    );
    const { headers } = await alice.get(path(query));
    const again = await alice.call("GET", path(query), undefined, {
      "if-none-match": headers.get("etag") ?? "",
    });
    expect(again.status).toBe(304);
  });

  test("a cursor is good for its grouping alone", async () => {
    const { next } = await page(alice, path("group=verb,target&limit=1"));
    const cursor = new URL(next ?? "").searchParams.get("cursor") ?? "";
    expect((await alice.get(path(`cursor=${cursor}`))).status).toBe(400);
    expect((await alice.get(path(`group=verb,actor&cursor=${cursor}`))).status).toBe(400);
    expect((await alice.get(path(`group=verb,target&limit=50&cursor=${cursor}`))).status).toBe(200);
  });
});

describe("what is refused", () => {
  test.each([
    ["group=verb", "group"],
    ["group=target", "group"],
    ["group=", "group"],
    ["group=verb,verb", "group"],
    ["group=verb,target,target", "group"],
    ["group=verb,public", "group"],
    ["group=verb,%20target", "group"],
    ["group=verb,target&group=verb,actor", "group"],
    ["window=day", "window"],
    ["group=verb,target&window=week", "window"],
    ["group=verb,target&window=", "window"],
    ["group=verb,target&format=atom", "format"],
    ["group=verb,target&format=as2-collection", "format"],
    ["group=verb,target&limit=101", "limit"],
  ])("%s", async (query, field) => {
    for (const stream of ["/actions", "/feed", `/repositories/${repo}/activity`]) {
      const { status, body } = await alice.get(`${stream}?${query}`);
      expect([stream, status, body.errors.map((error) => error.path)]).toEqual([stream, 400, [field]]);
    }
  });
});
