import { expect, test } from "vitest";
import { problemsOf } from "./as2-vocabulary.ts";

const page = (...orderedItems: unknown[]) => ({
  "@context": [
    "https://www.w3.org/ns/activitystreams",
    { verb: "urn:tributary:verb", foaf: "http://xmlns.com/foaf/0.1/" },
  ],
  id: "https://a.example/stream?limit=1",
  type: "OrderedCollectionPage",
  partOf: "https://a.example/stream",
  orderedItems,
});

test("a page in the words of the vocabulary, and of its own context, has no problems", () => {
  const like = {
    type: "Like",
    id: "urn:a:1",
    published: "2020-06-12T15:01:41.25+02:00",
    actor: "https://a.example/alice",
    verb: "x",
  };
  const note = {
    type: ["Note", "foaf:Document"],
    nameMap: { de: "Größe" },
    "foaf:nick": "al",
    url: { type: "Link", href: "https://a.example" },
  };
  expect(problemsOf(page())).toEqual([]);
  expect(
    problemsOf({ ...page({ ...like, object: note }, "https://a.example/2"), next: "https://a.example/3" }),
  ).toEqual([]);
});

test.each([
  ["type", { type: "Pushed" }],
  ["type", { type: ["Note", 3] }],
  ["data", { type: "Like", data: {} }],
  ["published", { type: "Note", published: "2020-06-12" }],
  ["updated", { type: "Note", updated: "2020-13-12T00:00:00Z" }],
  ["updated", { type: "Note", updated: "2021-02-30T00:00:00Z" }],
  ["startTime", { type: "Event", startTime: 1591974101 }],
  ["id", { type: "Note", id: "/actions/1" }],
  ["id", { type: "Note", id: "https://a.example/a b" }],
  ["url", { type: "Image", url: "images/sally.jpg" }],
  ["actor", { type: "Offer", actor: 90 }],
  ["actor.name", { type: "Offer", actor: { type: "Person", name: null } }],
  ["to.1", { type: "Offer", to: ["https://a.example/b", "everybody"] }],
  ["nameMap", { type: "Note", nameMap: "text" }],
  ["object", { type: "Arrive", object: "https://a.example/town" }],
  ["object", { type: "IntransitiveActivity", object: "https://a.example/town" }],
  ["items", { type: "OrderedCollection", items: [] }],
  ["orderedItems", { type: "Collection", orderedItems: [] }],
])("finds a wrong %s in %j", (path, item) => {
  expect(problemsOf(page(item))).toEqual([
    expect.stringMatching(new RegExp(`^orderedItems\\.0\\.${path}: `)),
  ]);
});

test.each(["@context", "id", "type", "partOf", "orderedItems"])("misses %s in a page", (name) => {
  const { [name as "id"]: _gone, ...rest } = page();
  expect(problemsOf(rest)).toEqual([expect.stringMatching(new RegExp(`^${name}: `))]);
});

test("finds what is no page, and neighbours that are nowhere", () => {
  expect(problemsOf([page()])).toHaveLength(1);
  expect(problemsOf(null)).toHaveLength(1);
  expect(problemsOf({ ...page(), prev: null })).toContain("prev: is no address");
});
