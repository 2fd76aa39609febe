import fc from "fast-check";
import { expect, test } from "vitest";
import { renderRss } from "../../../lib/forms/rss.ts";
import { anyPage } from "./any-page.ts";
import { type Element, carried, readXml, shownOfHtml } from "./read-xml.ts";
import { alice, emptyPage, follow, pageOf, push, visit } from "./sample-page.ts";

const LINK = "{http://www.w3.org/2005/Atom}link";
const CREATOR = "{http://purl.org/dc/elements/1.1/}creator";

function channelOf(document: string): Element {
  const root = readXml(document);
  expect([root.name, root.attributes["version"]]).toEqual(["rss", "2.0"]);
  return root.children[0] as Element;
}

test("a page is a channel with what RSS demands and the way to its neighbours", () => {
  const page = pageOf(follow, push);
  const channel = channelOf(renderRss(page));
  expect(channel.only("title")).toBe(page.title);
  expect(channel.only("link")).toBe(page.home);
  expect(shownOfHtml(channel.only("description"))).toBe(page.title);
  expect(channel.only("lastBuildDate")).toBe("Sat, 13 Jun 2020 08:00:00 GMT");
  const links = { self: page.self, next: page.next, previous: page.prev, prev: page.prev };
  expect(Object.keys(links).map((rel) => channel.links(LINK, rel))).toEqual(
    Object.values(links).map((href) => [href]),
  );
});

test("an item tells who did what, when", () => {
  const [item] = channelOf(renderRss(pageOf(push))).all("item");
  expect(item?.only("title")).toBe(push.summary);
  expect(item?.only("link")).toBe(push.target?.["html_url"]);
  expect(item?.only("guid")).toBe(push.url);
  expect(item?.all("guid")[0]?.attributes).toEqual({ isPermaLink: "false" });
  expect(item?.only("pubDate")).toBe("Fri, 12 Jun 2020 15:01:41 GMT");
  expect(item?.only("category")).toBe("pushed");
  expect(item?.only(CREATOR)).toBe(alice.name);
  expect(item?.only("description")).not.toMatch(/<[a-z/]/i);
  expect(shownOfHtml(item?.only("description") ?? "")).toBe(push.description);
});

test("without a description it is the summary, and an entity of an unregistered type goes by its id", () => {
  const [first, second] = channelOf(renderRss(pageOf(follow, visit))).all("item");
  expect(first?.only("description")).toBe(follow.summary);
  expect(second?.only(CREATOR)).toBe("7");
});

test("an item of which no page for people is known has no link; a channel must have one", () => {
  expect(
    channelOf(renderRss(pageOf(visit)))
      .all("item")[0]
      ?.all("link"),
  ).toEqual([]);
  expect(channelOf(renderRss(emptyPage)).only("link")).toBe(emptyPage.service);
});

test("an empty page has neither a time nor neighbours", () => {
  const channel = channelOf(renderRss(emptyPage));
  expect([channel.all("lastBuildDate"), channel.all("item")]).toEqual([[], []]);
  expect(channel.all(LINK).map(({ attributes }) => attributes["rel"])).toEqual(["self"]);
});

test("whatever the texts hold, the channel is well-formed and shows them", () => {
  fc.assert(
    fc.property(anyPage, (page) => {
      const channel = channelOf(renderRss(page));
      expect(channel.only("title")).toBe(carried(page.title));
      const shown = channel
        .all("item")
        .map((item) => [
          ...["guid", "title", "category"].map((name) => item.only(name)),
          shownOfHtml(item.only("description")),
        ]);
      const expected = page.actions.map(({ url, summary, description, verb }) =>
        [url, summary, verb, description || summary].map(carried),
      );
      expect(shown).toEqual(expected);
    }),
  );
});
