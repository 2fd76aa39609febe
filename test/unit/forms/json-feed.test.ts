import fc from "fast-check";
import { expect, test } from "vitest";
import { renderJsonFeed } from "../../../lib/forms/json-feed.ts";
import { anyPage } from "./any-page.ts";
import { alice, emptyPage, follow, pageOf, push, visit } from "./sample-page.ts";

test("a page is a feed with the way to what is older, and as an extension to what is newer", () => {
  const page = pageOf(push);
  expect(JSON.parse(renderJsonFeed(page))).toMatchObject({
    version: "https://jsonfeed.org/version/1.1",
    title: page.title,
    home_page_url: page.home,
    feed_url: page.self,
    next_url: page.next,
    _tributary: { prev_url: page.prev },
  });
});

test("an item tells who did what, when, and carries the action's own fields as an extension", () => {
  const { id, verb, actor, action_object, target, data } = push;
  expect(JSON.parse(renderJsonFeed(pageOf(push))).items).toEqual([
    {
      id: push.url,
      url: push.target?.["html_url"],
      title: push.summary,
      content_text: push.description,
      date_published: push.timestamp,
      date_modified: push.updated,
      authors: [{ name: alice.name, url: alice.html_url, avatar: alice.avatar_url }],
      tags: ["pushed"],
      _tributary: { id, verb, actor, action_object, target, data },
    },
  ]);
});

test("without a description the content is the summary, and an author has what is known of them", () => {
  const { items } = JSON.parse(renderJsonFeed(pageOf(follow, visit, { ...push, description: "" })));
  expect(items[0].content_text).toBe(follow.summary);
  expect(items[1].authors).toEqual([{ name: "7" }]);
  expect(items[1]).not.toHaveProperty("url");
  expect(items[2].content_text).toBe(push.summary);
});

test("an empty page has no next_url: the format knows no null there", () => {
  const feed = JSON.parse(renderJsonFeed(emptyPage));
  expect(feed).toMatchObject({ items: [], _tributary: { prev_url: null } });
  expect(feed).not.toHaveProperty("next_url");
});

test("whatever the texts hold, the feed shows them", () => {
  fc.assert(
    fc.property(anyPage, (page) => {
      const feed = JSON.parse(renderJsonFeed(page));
      expect(feed.title).toBe(page.title);
      const shown = feed.items.map((item: Record<string, unknown>) => [
        item["title"],
        item["content_text"],
        item["tags"],
      ]);
      expect(shown).toEqual(
        page.actions.map(({ summary, description, verb }) => [summary, description || summary, [verb]]),
      );
    }),
  );
});
