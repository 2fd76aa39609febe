import { request } from "node:http";
import { text as textOf } from "node:stream/consumers";
import { beforeAll, describe, expect, inject, test } from "vitest";

import { type Sent, send } from "../../support/openapi.ts";
import { type Person, person, service, unique } from "../../support/people.ts";
import { eventually, page, pathOf, uniqueType } from "../../support/story.ts";
import { FORMS, formPage, unescaped } from "../../support/walk.ts";

/** A cursor is sealed anew each time. */
const withoutCursors = (text: string): string => text.replaceAll(/cursor=[\w%.-]+/g, "cursor=x");

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
        expect(
          (await formPage(bob, form, `${stream}?limit=2&format=${form}&expand=current`)).ids,
        ).toHaveLength(2);
        const wrong = await get(`${stream}?limit=0`, { accept: type });
        expect([wrong.status, wrong.type]).toEqual([400, "application/problem+json"]);
      }
    }
  });

  test.each(["as2", "atom", "jsonfeed", "rss"])(
    "every entry carries the summary and the description: %s",
    async (form) => {
      const sent = await get(`${path}?format=${form}`);
      // An RSS description is text in HTML in XML.
      const plain = form === "rss" ? unescaped(unescaped(sent.text)) : unescaped(sent.text);
      for (const verb of ["one", "two"]) expect(plain).toContain(`${alice.id} ${verb} 1`);
      expect(plain.split(text).length - 1).toBeGreaterThanOrEqual(2);
    },
  );

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
          expect([address, known, sent.status, sent.text, sent.headers.get("etag")]).toEqual([
            address,
            known,
            304,
            "",
            tag,
          ]);
        }
        expect((await get(address, { "if-none-match": '"other"' })).status).toBe(200);
      }
      expect(new Set(tags).size).toBe(tags.length);
      const accepted = await get(stream, { accept: "application/atom+xml", "if-none-match": tags[0] ?? "" });
      expect([accepted.status, accepted.type]).toEqual([200, "application/atom+xml"]);
    }
  });

  const as2 = { accept: "application/activity+json" };
  const json = async (address: string, headers?: Record<string, string>): Promise<Record<string, string>> => {
    const { pathname, search } = new URL(address, inject("url"));
    const sent = await get(`${pathname}${search}`, headers);
    expect([address, sent.status]).toEqual([address, 200]);
    return JSON.parse(sent.text) as Record<string, string>;
  };

  test("a page of AS2 has an id of its own, and what it is part of answers as a collection with its first page", async () => {
    for (const stream of [
      path,
      path.replace("/1/", "/"),
      "/actions",
      "/feed",
      `/users/${bob.id}/feed?flag=watching&own=true`,
    ]) {
      const one = await json(stream, as2);
      const same = await json(`${stream}${stream.includes("?") ? "&" : "?"}format=as2`);
      expect([one["type"], one["id"], one["partOf"]]).toEqual([
        "OrderedCollectionPage",
        same["id"],
        same["partOf"],
      ]);
      for (const headers of [as2, undefined]) {
        const whole = await json(one["partOf"] ?? "", headers);
        expect(whole).toMatchObject({
          type: "OrderedCollection",
          id: one["partOf"],
          first: one["id"],
          name: one["name"],
        });
        expect(await json(whole["first"] ?? "", headers)).toEqual(one);
      }
    }
    const first = await json(`${path}?limit=1`, as2);
    const second = await json(first["next"] ?? "", as2);
    expect(new Set([first["id"], second["id"], first["partOf"]]).size).toBe(3);
    expect([second["id"], second["partOf"]]).toEqual([first["next"], first["partOf"]]);
  });

  test("the own feed is called as its owner's is: the feeds of two people have two ids", async () => {
    const idOf = async (caller: Person, stream: string, format: string) => {
      const { text } = await send("GET", { caller, path: `${stream}?format=${format}` });
      return /<id>(.*?)<\/id>|"id":"(.*?)"/.exec(text)?.slice(1).find(Boolean);
    };
    for (const format of ["atom", "as2"]) {
      const [own, other] = [await idOf(bob, "/feed", format), await idOf(alice, "/feed", format)];
      expect(own).toContain(`${inject("url")}/users/${bob.id}/feed`);
      expect(other).not.toBe(own);
      expect(await idOf(bob, `/users/${bob.id}/feed`, format)).toBe(own);
    }
  });

  test("no link follows the header Host: they begin with the service's own address", async () => {
    const { port } = new URL(inject("url"));
    const reply = (headers: Record<string, string>, stream: string) =>
      new Promise<string>((resolve, reject) => {
        const options = { port, path: stream, headers: { ...headers, authorization: `Bearer ${bob.token}` } };
        request({ host: "127.0.0.1", ...options }, (answer) => void textOf(answer).then(resolve, reject))
          .on("error", reject)
          .end();
      });
    for (const query of ["limit=1", ...Object.keys(FORMS).map((form) => `limit=1&format=${form}`)]) {
      const address = `${path}?${query}`;
      const [usual, other] = [await reply({}, address), await reply({ host: "evil.example:80" }, address)];
      expect(other).not.toContain("evil.example");
      expect(other).toContain(inject("url"));
      expect(withoutCursors(other)).toBe(withoutCursors(usual));
    }
  });

  test("titles tell whose feed it is, its flag and its filters", async () => {
    await service.call("PUT", `/users/${bob.id}`, {
      name: "Bob <B> & Sons",
      html_url: "https://people.example/bob",
    });
    const titleOf = async (stream: string) =>
      (await json(stream, { accept: "application/feed+json" }))["title"];
    await eventually(async () => expect(await titleOf("/feed")).toBe("Feed of Bob <B> & Sons"));
    expect(await titleOf(`/users/${bob.id}/feed?flag=watching&own=true`)).toBe(
      "Feed of Bob <B> & Sons (flag watching, own true)",
    );
    expect(await titleOf(`/users/${bob.id}/activity?role=actor&verb=one`)).toBe(
      "Activity of Bob <B> & Sons (role actor, verb one)",
    );
    expect(await titleOf(path)).toBe("Activity of 1");
    expect(await titleOf("/users/activity?limit=1")).toBe("Activity of users");
    expect(await titleOf("/actions?since=2020-01-01T00:00:00Z&limit=1")).toBe(
      "Public activity (since 2020-01-01T00:00:00Z)",
    );
    expect((await json("/feed", { accept: "application/feed+json" }))["home_page_url"]).toBe(
      "https://people.example/bob",
    );
  });

  test("an entry links to the page of its object, else of its target, else to none; its update moves with an edit", async () => {
    const site = `${uniqueType("site")}:1`;
    const list = `${pathOf(site)}/activity`;
    const at = (id: string, html_url?: string) => ({
      model_type: "repository",
      id: unique(id),
      ...(html_url && { html_url }),
    });
    const object = at("object", "https://git.example/object");
    const target = at("target", "https://git.example/target");
    const timestamp = "2020-06-12T15:01:41.000Z";
    const post = (verb: string, more: object) =>
      service
        .post("/actions", { actor: site, verb, timestamp, ...more })
        .then(({ body }) => (body as { id: string }).id);
    const id = await post("both", { action_object: object, target });
    await post("target", { action_object: at("bare"), target });
    await post("none", { action_object: at("bare") });
    type Item = { tags: string[]; url?: string; date_published: string; date_modified: string };
    const items = async () => JSON.parse((await get(`${list}?format=jsonfeed`)).text).items as Item[];
    await eventually(async () => expect(await items()).toHaveLength(3));
    const urls = Object.fromEntries((await items()).map(({ tags: [verb], url }) => [verb, url]));
    expect(urls).toEqual({ both: object.html_url, target: target.html_url, none: undefined });
    const rss = (await get(`${list}?format=rss`)).text;
    expect(rss.match(/<item>.*?<\/item>/g)?.filter((item) => item.includes("<link>"))).toHaveLength(2);
    expect(rss.match(/<guid isPermaLink="false">/g)).toHaveLength(3);
    await service.call("PATCH", `/actions/${id}`, { description: "edited" });
    const edited = async () => (await items()).find(({ tags }) => tags[0] === "both");
    await eventually(async () => expect((await edited())?.date_modified).not.toBe(timestamp));
    expect((await edited())?.date_published).toBe(timestamp);
    const { date_modified } = (await edited()) as Item;
    const atom = (await get(`${list}?format=atom`)).text;
    expect(atom).toContain(`<updated>${date_modified}</updated><published>${timestamp}</published>`);
    expect(/<\/title><updated>(.*?)<\/updated>/.exec(atom)?.[1]).toBe(date_modified);
    expect(JSON.stringify(await json(`${list}?format=as2`))).toContain(`"updated":"${date_modified}"`);
  });

  test("the ETag changes with what is on the page", async () => {
    const site = `${uniqueType("site")}:1`;
    const list = `${pathOf(site)}/activity`;
    const tags = async () =>
      Promise.all(
        [list, `${list}?format=atom`].map(async (address) => (await get(address)).headers.get("etag")),
      );
    const empty = await tags();
    const { id } = await alice.posts("v", { target: site });
    await eventually(async () => expect((await page(bob, list)).results).toHaveLength(1));
    const one = await tags();
    await alice.call("PATCH", `/actions/${id}`, { description: "changed" });
    await eventually(async () =>
      expect((await page(bob, list)).results).toMatchObject([{ description: "changed" }]),
    );
    const changed = await tags();
    await alice.delete(`/actions/${id}`);
    await eventually(async () => expect((await page(bob, list)).results).toEqual([]));
    const states = [empty, one, changed];
    for (const at of [0, 1]) expect(new Set(states.map((tag) => tag[at])).size).toBe(3);
    expect(await tags()).toEqual(empty);
  });
});
