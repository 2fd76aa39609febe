import fc from "fast-check";
import { expect, test } from "vitest";
import { FORMS, type FormName, chooseForm } from "../../../lib/forms/negotiate.ts";

const AS2_JSON_LD = 'application/ld+json; profile="https://www.w3.org/ns/activitystreams"';

test("each form answers to its own content type", () => {
  for (const [name, type] of Object.entries(FORMS)) expect(chooseForm(undefined, type)).toBe(name);
});

test.each<[FormName | "json", string]>([
  ["json", "application/json"],
  ["json", "*/*"],
  ["json", "application/*"],
  ["json", "application/*;q=0.5, text/html"],
  ["json", "text/html"],
  ["json", "application/xml"],
  ["atom", "APPLICATION/Atom+XML"],
  ["atom", "application/atom+xml;type=feed"],
  ["atom", "application/atom+xml, */*;q=0.1"],
  ["atom", "*/*, application/atom+xml"],
  ["rss", "application/rss+xml;q=0.9, application/atom+xml;q=0.8"],
  ["atom", "application/rss+xml;q=0.8, application/atom+xml;q=0.9"],
  ["rss", "application/rss+xml, application/atom+xml"],
  ["json", "application/rss+xml;q=0.4, application/json;q=0.5"],
  ["json", 'application/json; charset="utf-8", application/rss+xml;q=0.5'],
  ["json", "application/rss+xml;q=0.5, */*"],
  ["json", "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8"],
  ["jsonfeed", "application/feed+json, application/json;q=0.9"],
  ["json", "application/feed+json;q=0"],
  ["as2", "application/activity+json; charset=utf-8"],
  ["as2", 'application/activity+json; profile="https://www.w3.org/ns/activitystreams"'],
])("%s answers Accept: %s", (form, accept) => {
  expect(chooseForm(undefined, accept)).toBe(form);
});

test.each<[FormName | "json", string]>([
  ["as2", AS2_JSON_LD],
  ["as2", "Application/LD+json;profile=https://www.w3.org/ns/activitystreams"],
  [
    "as2",
    'application/ld+json; profile="http://www.w3.org/ns/json-ld#compacted https://www.w3.org/ns/activitystreams"',
  ],
  [
    "as2",
    'application/ld+json; profile="https://www.w3.org/ns/activitystreams http://www.w3.org/ns/json-ld#compacted"',
  ],
  ["as2", `application/rss+xml;q=0.5, ${AS2_JSON_LD};q=0.6`],
  ["rss", `application/rss+xml;q=0.7, ${AS2_JSON_LD};q=0.6`],
  [
    "rss",
    'application/rss+xml;q=0.7, application/ld+json;q=0.6;profile="https://www.w3.org/ns/activitystreams"',
  ],
  ["json", "application/ld+json"],
  ["json", 'application/ld+json; profile="https://www.w3.org/ns/activitystreams-other"'],
  ["json", 'application/ld+json; profile="http://www.w3.org/ns/json-ld#compacted"'],
  ["as2", "application/ld+json, application/activity+json;q=0.5"],
  ["as2", `application/ld+json;q=0.9, ${AS2_JSON_LD};q=0.5`],
])("JSON-LD is AS2 by its profile alone: %s answers %s", (form, accept) => {
  expect(chooseForm(undefined, accept)).toBe(form);
});

test("`format` wins over any header", () => {
  expect(chooseForm("rss", "application/atom+xml")).toBe("rss");
  expect(chooseForm("as2", "application/json, */*;q=0")).toBe("as2");
  expect(chooseForm("atom", undefined)).toBe("atom");
});

test.each([
  undefined,
  "",
  " ",
  ",",
  ";;;",
  "/",
  "*",
  "application",
  'application/rss+xml;q="',
  "application/rss+xml;q=x",
  "\0, ü/ö",
])("no header, or a malformed one, gets JSON: %j", (accept) => {
  expect(chooseForm(undefined, accept)).toBe("json");
});

test("no header makes it fail", () => {
  const piece = fc.oneof(
    fc.constantFrom(...Object.values(FORMS), AS2_JSON_LD, ",", ";", "q=", '"', "*/*", "="),
    fc.string(),
  );
  const header = fc.array(piece).map((pieces) => pieces.join(""));
  fc.assert(
    fc.property(header, (accept) => ["json", ...Object.keys(FORMS)].includes(chooseForm(undefined, accept))),
  );
});

test("a header made to be slow is not", () => {
  const started = performance.now();
  chooseForm(undefined, `${"application/ld+json".repeat(400)}${";profile= ".repeat(800)}`);
  expect(performance.now() - started).toBeLessThan(1000);
});
