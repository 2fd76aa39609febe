import fc from "fast-check";
import jsonld, { type ContextDefinition, type JsonLdDocument, type NodeObject, type Options } from "jsonld";
import { expect, test } from "vitest";
import { renderAs2, renderAs2Collection } from "../../../lib/forms/as2.ts";
import { loadContext } from "./as2-context.ts";
import { anyPage } from "./any-page.ts";
import { emptyPage, follow, pageOf, push, visit } from "./sample-page.ts";

// `safe` fails where anything would be dropped: a term that no context knows, a relative address.
const options = { documentLoader: loadContext, safe: true } as Options.Expand & Options.Compact;
const PUBLIC = "https://www.w3.org/ns/activitystreams#Public";

/** Terms that no context knows: the vocabulary turns them into blank nodes, which mean nothing to others. */
function unknownTerms(expanded: unknown): string[] {
  if (typeof expanded !== "object" || expanded === null || "@value" in expanded) return [];
  const own = Object.keys(expanded).filter((name) => name.startsWith("_:"));
  return [...own, ...Object.values(expanded).flatMap(unknownTerms)];
}

/** What is left of a document that went through JSON-LD and came back by its own context. */
async function roundTrip(text: string): Promise<unknown> {
  const document = JSON.parse(text) as NodeObject;
  const expanded = await jsonld.expand(document, options);
  expect(unknownTerms(expanded)).toEqual([]);
  const back = await jsonld.compact(
    expanded as JsonLdDocument,
    document["@context"] as ContextDefinition,
    options,
  );
  return JSON.parse(JSON.stringify(back).replaceAll('"as:Public"', JSON.stringify(PUBLIC)));
}

test.each([
  ["a page", renderAs2(pageOf(push, follow, visit))],
  ["an empty page", renderAs2(emptyPage)],
  ["a collection", renderAs2Collection(emptyPage)],
])("JSON-LD loses nothing of %s", async (_what, text) => {
  expect(await roundTrip(text)).toEqual(JSON.parse(text));
});

test("a term that no context knows would be found", async () => {
  const text = renderAs2(pageOf(push)).replace('"verb":"pushed"', '"verbs":"pushed"');
  await expect(roundTrip(text)).rejects.toThrow("_:verbs");
});

test("JSON-LD loses nothing of any page", async () => {
  await fc.assert(
    fc.asyncProperty(anyPage, async (page) => {
      const text = renderAs2(page);
      expect(await roundTrip(text)).toEqual(JSON.parse(text));
    }),
    { numRuns: 50 },
  );
});
