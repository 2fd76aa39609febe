import fc from "fast-check";
import type { PresentedEntity } from "../../../lib/domain/entity.ts";
import type { FormPage, FormAction } from "../../../lib/forms/page.ts";

const TRAPS = [
  "\0",
  "\u0001",
  "\u001b",
  "\u007f",
  "\u0085",
  "\u2028",
  "\ud800",
  "\udc00",
  "\ufffe",
  "\uffff",
  "\u202e",
];
const MARKUP = [
  "]]>",
  "<![CDATA[",
  "<script>",
  "</title>",
  "<!--",
  "&",
  "&amp;",
  "&#0;",
  '"',
  "'",
  "\r\n",
  "\r",
  "\n",
  "\t",
  " ",
];

/** Texts that break writers which do not escape, or escape too much. */
export const anyText = fc
  .array(
    fc.oneof(
      fc.constantFrom(...TRAPS),
      fc.constantFrom(...MARKUP),
      fc.string({ unit: "binary", maxLength: 4 }),
    ),
    {
      maxLength: 8,
    },
  )
  .map((parts) => parts.join(""));

const address = fc.webUrl({ withQueryParameters: true });
const time = fc
  .date({ min: new Date("0000-01-01T00:00:00Z"), max: new Date("9999-12-31T23:59:59Z"), noInvalidDate: true })
  .map((date) => date.toISOString());

const anyEntity: fc.Arbitrary<PresentedEntity> = fc
  .tuple(
    fc.record({
      model_type: fc.constantFrom("user", "bot", "team", "site", "constructor"),
      id: anyText,
      url: address,
    }),
    fc.record(
      { name: anyText, username: anyText, html_url: address, avatar_url: address },
      { requiredKeys: [] },
    ),
  )
  .map(([ref, attributes]) => ({ ...attributes, ...ref }));

const anyAction: fc.Arbitrary<FormAction> = fc.record({
  id: anyText,
  url: address,
  actor: anyEntity,
  verb: fc.oneof(anyText, fc.constantFrom("created", "Started Following", "constructor")),
  action_object: fc.option(anyEntity),
  target: fc.option(anyEntity),
  public: fc.boolean(),
  description: fc.option(anyText),
  timestamp: time,
  updated: time,
  data: fc.option(fc.dictionary(anyText, fc.jsonValue())),
  summary: anyText,
});

export const anyPage: fc.Arbitrary<FormPage> = fc.record({
  title: anyText,
  stream: address,
  collection: address,
  first: address,
  home: fc.option(address, { nil: undefined }),
  service: address,
  id: address,
  self: address,
  next: fc.option(address),
  prev: fc.option(address),
  actions: fc.array(anyAction, { maxLength: 3 }),
});
