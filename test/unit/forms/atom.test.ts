import fc from "fast-check";
import { expect, test } from "vitest";
import { renderAtom } from "../../../lib/forms/atom.ts";
import { anyPage } from "./any-page.ts";
import { carried, readXml } from "./read-xml.ts";
import { alice, emptyPage, follow, pageOf, push, visit } from "./sample-page.ts";

const atom = (name: string) => `{http://www.w3.org/2005/Atom}${name}`;

test("a page is a feed named by its stream, with the way to its neighbours under both names of the newer one", () => {
  const page = pageOf(push, follow);
  const feed = readXml(renderAtom(page));
  expect(feed.name).toBe(atom("feed"));
  expect(feed.only(atom("id"))).toBe(page.stream);
  expect(feed.only(atom("title"))).toBe(page.title);
  expect(feed.only(atom("updated"))).toBe(push.updated);
  const links = {
    self: page.self,
    alternate: page.home,
    next: page.next,
    previous: page.prev,
    prev: page.prev,
  };
  expect(Object.keys(links).map((rel) => feed.links(atom("link"), rel))).toEqual(
    Object.values(links).map((href) => [href]),
  );
});

test("an entry tells who did what, when, with the description as plain text", () => {
  const [entry] = readXml(renderAtom(pageOf(push))).all(atom("entry"));
  expect(entry?.only(atom("id"))).toBe(push.url);
  expect(entry?.only(atom("title"))).toBe(push.summary);
  expect(entry?.only(atom("updated"))).toBe(push.updated);
  expect(entry?.only(atom("published"))).toBe(push.timestamp);
  expect(entry?.links(atom("link"), "alternate")).toEqual([push.target?.["html_url"]]);
  expect(entry?.only(atom("content"))).toBe(push.description);
  expect(entry?.all(atom("content"))[0]?.attributes).toEqual({ type: "text" });
  expect(entry?.all(atom("category"))[0]?.attributes).toEqual({ term: "pushed" });
  const [author] = entry?.all(atom("author")) ?? [];
  expect([author?.only(atom("name")), author?.only(atom("uri"))]).toEqual([alice.name, alice.html_url]);
});

test("without a description the content is the summary, and an entity of an unregistered type goes by its id", () => {
  const [first, second] = readXml(renderAtom(pageOf(follow, visit))).all(atom("entry"));
  expect(first?.only(atom("content"))).toBe(follow.summary);
  const [author] = second?.all(atom("author")) ?? [];
  expect([author?.only(atom("name")), author?.all(atom("uri"))]).toEqual(["7", []]);
  expect(second?.links(atom("link"), "alternate")).toEqual([]);
});

test("an empty page has a constant time, so that its ETag is stable, and no neighbours", () => {
  const feed = readXml(renderAtom(emptyPage));
  expect(feed.only(atom("updated"))).toBe("1970-01-01T00:00:00.000Z");
  expect(feed.all(atom("link")).map(({ attributes }) => attributes["rel"])).toEqual(["self"]);
});

test("whatever the texts hold, the feed is well-formed and shows them", () => {
  fc.assert(
    fc.property(anyPage, (page) => {
      const feed = readXml(renderAtom(page));
      expect(feed.only(atom("title"))).toBe(carried(page.title));
      const shown = feed.all(atom("entry")).map((entry) => ({
        id: entry.only(atom("id")),
        title: entry.only(atom("title")),
        content: entry.only(atom("content")),
        term: entry.all(atom("category"))[0]?.attributes["term"],
        author: entry.all(atom("author"))[0]?.only(atom("name")),
      }));
      const expected = page.actions.map(({ url, summary, description, verb, actor }) => ({
        id: url,
        title: carried(summary),
        content: carried(description || summary),
        term: carried(verb),
        author: carried(String(actor["name"] ?? actor.id)),
      }));
      expect(shown).toEqual(expected);
    }),
  );
});
