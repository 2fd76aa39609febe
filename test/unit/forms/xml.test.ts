import fc from "fast-check";
import { expect, test } from "vitest";
import { element, xmlDocument } from "../../../lib/forms/xml.ts";
import { anyText } from "./any-page.ts";
import { carried, readXml } from "./read-xml.ts";

test("any text comes back from an element and from an attribute, but for what XML cannot carry", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const root = readXml(xmlDocument(element("a", { b: text }, [element("c", {}, text)])));
      expect(root.attributes).toEqual({ b: carried(text) });
      expect(root.only("c")).toBe(carried(text));
    }),
    { numRuns: 2000 },
  );
});

test("control characters and non-characters are dropped, lone surrogates replaced, pairs kept", () => {
  const { markup } = element("a", {}, "\0x\u0008\u000b\u001f\ufffe\uffff\ud83d|\ude00|😀\u{10fffe}");
  expect(markup).toBe("<a>x\ufffd|\ufffd|😀\u{10fffe}</a>");
});

test("text is never taken for markup", () => {
  expect(element("a", { b: '"<\n' }, "]]><b>&amp;\r").markup).toBe(
    '<a b="&quot;&lt;&#10;">]]&gt;&lt;b&gt;&amp;amp;&#13;</a>',
  );
});

test("absent children are left out, and nothing inside is an empty element", () => {
  expect(element("a", {}, [undefined, element("b", {}), element("c", {}, "")]).markup).toBe(
    "<a><b/><c/></a>",
  );
});
