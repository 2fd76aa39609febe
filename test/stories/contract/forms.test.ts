import { beforeAll, describe, expect, test } from "vitest";

import { type Sent, send } from "../../support/openapi.ts";
import { type Person, person } from "../../support/people.ts";
import { eventually, page, pathOf, uniqueType } from "../../support/story.ts";
import { FORMS, formPage, unescaped } from "../../support/walk.ts";

let alice: Person;
let bob: Person;

beforeAll(async () => {
  [alice, bob] = await Promise.all([person("alice"), person("bob")]);
});

describe("forms", () => {
  let path: string;
  const text = "It <b>rained</b> & poured \u2603";

  beforeAll(async () => {
    const site = `${uniqueType("site")}:1`;
    path = `${pathOf(site)}/activity`;
    for (const verb of ["one", "two"]) await alice.posts(verb, { target: site, description: text });
    await bob.follows(pathOf(site), { actor_only: false, send_action: false });
    await eventually(async () => expect((await page(bob, "/feed")).results).toHaveLength(2));
    await eventually(async () => expect((await page(bob, path)).results).toHaveLength(2));
    await eventually(async () => expect((await page(bob, path.replace("/1/", "/"))).results).toHaveLength(2));
  });

  const get = (address: string, headers?: Record<string, string>): Promise<Sent> =>
    send("GET", { caller: bob, path: address, ...(headers && { headers }) });

  test.each([
    ["application/activity+json", "application/activity+json"],
    ["application/atom+xml", "application/atom+xml"],
    ["application/rss+xml", "application/rss+xml"],
    ["application/feed+json", "application/feed+json"],
    ["APPLICATION/ATOM+XML", "application/atom+xml"],
    ["application/atom+xml;q=0.5, application/rss+xml;q=0.8", "application/rss+xml"],
    ["application/rss+xml;q=0.8, application/json;q=0.9", "application/json"],
    ["application/rss+xml, application/json;q=0.9", "application/rss+xml"],
    ["application/rss+xml;q=0, */*", "application/json"],
    ["text/html, application/xhtml+xml, application/atom+xml;q=0.9, */*;q=0.1", "application/atom+xml"],
    ["application/atom+xml;charset=utf-8", "application/atom+xml"],
    ["*/*", "application/json"],
    ["text/html", "application/json"],
    ["image/png, text/*;q=0.4", "application/json"],
    ["application/json", "application/json"],
    ["nonsense", "application/json"],
    ["", "application/json"],
  ])("Accept: %s is answered as %s", async (accept, type) => {
    const sent = await get(path, { accept });
    expect([sent.status, sent.type]).toEqual([200, type]);
    expect(sent.headers.get("vary")?.toLowerCase()).toContain("accept");
  });

  test("format wins over Accept, and must be one that there is", async () => {
    for (const [form, type] of Object.entries(FORMS)) {
      expect((await get(`${path}?format=${form}`, { accept: "application/json" })).type).toBe(type);
    }
    for (const form of ["json", "html", "Atom", "", "atom&format=rss"])
      expect((await get(`${path}?format=${form}`)).status).toBe(400);
  });

  test("every stream has every form, and errors stay problems", async () => {
    for (const stream of ["/actions", path, path.replace("/1/", "/"), "/feed", `/users/${bob.id}/feed`]) {
      for (const [form, type] of Object.entries(FORMS)) {
        expect((await formPage(bob, form, `${stream}?limit=2`, { accept: type })).ids).toHaveLength(2);
        expect((await formPage(bob, form, `${stream}?limit=2&format=${form}&expand=current`)).ids).toHaveLength(2);
        const wrong = await get(`${stream}?limit=0`, { accept: type });
        expect([wrong.status, wrong.type]).toEqual([400, "application/problem+json"]);
      }
    }
  });

  test.each(["as2", "atom", "jsonfeed", "rss"])("every entry carries the summary and the description: %s", async (form) => {
    const sent = await get(`${path}?format=${form}`);
    const plain = unescaped(sent.text);
    for (const verb of ["one", "two"]) expect(plain).toContain(`${alice.id} ${verb} 1`);
    expect(plain.split(text).length - 1).toBeGreaterThanOrEqual(2);
  });

  test("each form has its own ETag, plain JSON too, and who has it is answered 304", async () => {
    for (const stream of [path, path.replace("/1/", "/"), "/feed", `/users/${bob.id}/feed`]) {
      const addresses = [stream, ...Object.keys(FORMS).map((form) => `${stream}?format=${form}`)];
      const tags: string[] = [];
      for (const address of addresses) {
        const tag = (await get(address)).headers.get("etag") ?? "";
        expect(tag).toMatch(/^(W\/)?".+"$/);
        tags.push(tag);
        for (const known of [tag, `W/${tag.replace(/^W\//, "")}`, `"other", ${tag}`, "*"]) {
          const sent = await get(address, { "if-none-match": known });
          expect([address, known, sent.status, sent.text, sent.headers.get("etag")]).toEqual([address, known, 304, "", tag]);
        }
        expect((await get(address, { "if-none-match": '"other"' })).status).toBe(200);
      }
      expect(new Set(tags).size).toBe(tags.length);
      const accepted = await get(stream, { accept: "application/atom+xml", "if-none-match": tags[0] ?? "" });
      expect([accepted.status, accepted.type]).toEqual([200, "application/atom+xml"]);
    }
  });

  test("the ETag changes with what is on the page", async () => {
    const site = `${uniqueType("site")}:1`;
    const list = `${pathOf(site)}/activity`;
    const tags = async () =>
      Promise.all([list, `${list}?format=atom`].map(async (address) => (await get(address)).headers.get("etag")));
    const empty = await tags();
    const { id } = await alice.posts("v", { target: site });
    await eventually(async () => expect((await page(bob, list)).results).toHaveLength(1));
    const one = await tags();
    await alice.call("PATCH", `/actions/${id}`, { description: "changed" });
    await eventually(async () => expect((await page(bob, list)).results).toMatchObject([{ description: "changed" }]));
    const changed = await tags();
    await alice.delete(`/actions/${id}`);
    await eventually(async () => expect((await page(bob, list)).results).toEqual([]));
    const states = [empty, one, changed];
    for (const at of [0, 1]) expect(new Set(states.map((tag) => tag[at])).size).toBe(3);
    expect(await tags()).toEqual(empty);
  });
});
