import { Ajv } from "ajv";
import addFormats from "ajv-formats";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { attributesOf } from "../../lib/domain/entity.ts";
import { TYPES } from "../../lib/domain/types/registry.ts";
import { webAddress } from "../../lib/domain/web-address.ts";

const isUri = addFormats.default(new Ajv()).compile<string>({ type: "string", format: "uri" });
const shown = (address: unknown): string | undefined => webAddress.safeParse(address).data;
/** Characters that mean something in addresses, and such as nobody expects there. */
const piece = fc.oneof(
  fc.constantFrom(
    ...'/?#:@[]%\\|^`{}"<> &=+.~\t\n',
    "..",
    "%zz",
    "%41",
    "%",
    "//",
    "\u202e",
    "ü",
    "例え",
    "😀",
    "\u0000",
  ),
  fc.string({ unit: "grapheme", maxLength: 3 }),
);
const tail = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(""));
const start = fc.constantFrom(
  "https://example.com",
  "http://例え.jp",
  "https://[::1]:8080",
  "HTTPS://EXAMPLE.COM:443",
  "https:",
  "//",
);

describe("a web address", () => {
  test("is refused, or kept as the URL standard writes it, without credentials, and as every validator takes it", () => {
    fc.assert(
      fc.property(start, tail, (first, rest) => {
        const kept = shown(first + rest);
        if (kept === undefined) return;
        expect(kept).toBe(new URL(first + rest).href);
        expect([kept, isUri(kept)]).toEqual([kept, true]);
        expect(new URL(kept)).toMatchObject({
          username: "",
          password: "",
          protocol: expect.stringMatching(/^https?:$/) as string,
        });
        expect(shown(kept)).toBe(kept);
      }),
      { numRuns: 2000 },
    );
  });

  test("that any validator takes is kept", () => {
    const url = fc.webUrl({
      withFragments: true,
      withQueryParameters: true,
      validSchemes: ["http", "https"],
    });
    fc.assert(
      fc.property(url, (address) => {
        fc.pre(URL.canParse(address));
        expect(shown(address)).toBe(new URL(address).href);
      }),
    );
  });

  test.each([
    ["https://example.com/a b", "https://example.com/a%20b"],
    ["https://example.com/?b=<2>", "https://example.com/?b=%3C2%3E"],
    ['https://example.com/"x', "https://example.com/%22x"],
    ["http://例え.jp/ü", "http://xn--r8jz45g.jp/%C3%BC"],
    ["HTTPS://Example.com:443", "https://example.com/"],
    ["https://example.com/a/../b", "https://example.com/b"],
    ["https://example.com/\u202egnp.exe", "https://example.com/%E2%80%AEgnp.exe"],
  ])("%j becomes %j", (address, href) => expect(shown(address)).toBe(href));

  test.each([
    "https://user:secret@example.com/",
    "https://user@example.com/",
    "https://:secret@example.com/",
    "https://example.com/%zz",
    "https://example.com/?a|b",
    "https://example.com/#a#b",
    "javascript:alert(1)",
    "ftp://example.com/",
    "//example.com/",
    "example.com",
    "https://",
    "https://exa mple.com/",
    `https://example.com/${"x".repeat(1000)}`,
    "",
    7,
  ])("%j is refused", (address) => expect(shown(address)).toBeUndefined());

  test("is the same in every attribute that holds one", () => {
    const attributes = TYPES.flatMap(({ name, attributes: { shape } }) =>
      Object.keys(shape).flatMap((attribute) =>
        attribute.endsWith("_url") ? [[name, attribute] as const] : [],
      ),
    );
    expect(attributes.length).toBeGreaterThan(TYPES.length);
    for (const [type, attribute] of attributes) {
      const kept = attributesOf(type).safeParse({ [attribute]: "HTTPS://Example.com/a b" });
      expect([type, attribute, kept.data]).toEqual([
        type,
        attribute,
        { [attribute]: "https://example.com/a%20b" },
      ]);
    }
  });
});
