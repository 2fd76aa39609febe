import fc from "fast-check";
import { expect, test } from "vitest";
import { renderAs2, renderAs2Collection } from "../../../lib/forms/as2.ts";
import type { FormPage } from "../../../lib/forms/page.ts";
import { anyPage } from "./any-page.ts";
import { problemsOf } from "./as2-vocabulary.ts";
import { shownOfHtml } from "./read-xml.ts";
import { alice, emptyPage, follow, pageOf, push, visit } from "./sample-page.ts";

const PUBLIC = "https://www.w3.org/ns/activitystreams#Public";

function render(page: FormPage) {
  const document = JSON.parse(renderAs2(page));
  expect(problemsOf(document)).toEqual([]);
  return document;
}

test("a page knows its stream and its neighbours", () => {
  const page = pageOf(push);
  const { title: name, collection: partOf, id, next, prev } = page;
  expect(render(page)).toMatchObject({ type: "OrderedCollectionPage", name, partOf, id, next, prev });
});

test("what the pages are part of is a collection with its first page", () => {
  const { title: name, collection: id, first } = pageOf(push);
  const vocabulary = "https://www.w3.org/ns/activitystreams";
  expect(JSON.parse(renderAs2Collection(pageOf(push)))).toEqual({
    "@context": vocabulary,
    id,
    type: "OrderedCollection",
    name,
    first,
  });
});

test("an empty page has no neighbours and an empty list", () => {
  const document = render(emptyPage);
  expect(document.orderedItems).toEqual([]);
  expect(document).not.toHaveProperty("next");
  expect(document).not.toHaveProperty("prev");
});

test("an action is an activity, with its texts as HTML, its verb and its data", () => {
  const [activity] = render(pageOf(push)).orderedItems;
  expect(activity).toEqual({
    id: push.url,
    type: "Activity",
    url: push.target?.["html_url"],
    published: push.timestamp,
    updated: push.updated,
    actor: {
      id: alice.url,
      type: "Person",
      name: alice.name,
      preferredUsername: "alice",
      url: alice.html_url,
      icon: { type: "Image", url: alice.avatar_url },
    },
    object: { id: push.action_object?.url, type: "Object", name: "Fix <b> & مرحبا" },
    target: { id: push.target?.url, type: "Object", name: "octo/世界", url: push.target?.["html_url"] },
    to: PUBLIC,
    summary: "Älice 👩‍🚀 pushed Fix &lt;b&gt; &amp; مرحبا on octo/世界",
    content: "Größe &gt; 3 &amp; 日本語\n🎉 &lt;script&gt;alert(1)&lt;/script&gt;",
    verb: "pushed",
    data: push.data,
  });
});

test("a lone target is no object, and without a description there is no content", () => {
  const [activity] = render(pageOf(follow)).orderedItems;
  expect(activity).toMatchObject({ type: "Follow", target: { name: "octo/世界" } });
  expect(activity).not.toHaveProperty("object");
  expect(activity).not.toHaveProperty("content");
  expect(activity).not.toHaveProperty("data");
});

test("a private action is not said to be public; an unregistered type is an Object called by its id", () => {
  const [activity] = render(pageOf(visit)).orderedItems;
  expect(activity).not.toHaveProperty("to");
  expect(activity).not.toHaveProperty("target");
  expect(activity.actor).toEqual({ id: visit.actor.url, type: "Object", name: "7" });
});

test.each([
  ["created", "Create"],
  ["Deleted", "Delete"],
  ["edited", "Update"],
  ["STARTED FOLLOWING", "Follow"],
  ["starred", "Like"],
  ["joined", "Join"],
  ["left", "Leave"],
  ["invited", "Invite"],
  ["added", "Add"],
  ["removed", "Remove"],
  ["released", "Announce"],
  ["created again", "Activity"],
  ["constructor", "Activity"],
])("to have '%s' is %s", (verb, type) => {
  expect(render(pageOf({ ...push, verb })).orderedItems[0]).toMatchObject({ type, verb });
});

test.each([
  ["bot", "Service"],
  ["team", "Group"],
  ["organization", "Organization"],
  ["repository", "Object"],
])("a %s is a thing of type %s", (model_type, type) => {
  expect(render(pageOf({ ...push, actor: { ...alice, model_type } })).orderedItems[0].actor.type).toBe(type);
});

test("whatever the texts hold, the page keeps to the vocabulary and shows them", () => {
  fc.assert(
    fc.property(anyPage, (page) => {
      const items: Record<string, unknown>[] = render(page).orderedItems;
      const texts = items.map(({ summary, content, verb }) => [summary, content ?? "", verb].map(String));
      expect(
        texts.map(([summary = "", content = "", verb]) => [shownOfHtml(summary), shownOfHtml(content), verb]),
      ).toEqual(page.actions.map(({ summary, description, verb }) => [summary, description ?? "", verb]));
    }),
  );
});
