import { escapeMarkup } from "./escape.ts";

/** Markup. Only `element` makes it, so that no text gets into a document unescaped. */
export class Xml {
  readonly markup: string;

  constructor(markup: string) {
    this.markup = markup;
  }
}

// https://www.w3.org/TR/xml/#charsets
const FORBIDDEN = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

/** Children that are `undefined` are left out. Characters that XML 1.0 cannot hold are dropped. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string>>,
  content: string | readonly (Xml | undefined)[] = [],
): Xml {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${attributeText(value)}"`);
  const inside =
    typeof content === "string" ? contentText(content) : content.map((child) => child?.markup ?? "").join("");
  const start = `<${name}${written.join("")}`;
  return new Xml(inside === "" ? `${start}/>` : `${start}>${inside}</${name}>`);
}

export const xmlDocument = (root: Xml): string => `<?xml version="1.0" encoding="utf-8"?>\n${root.markup}\n`;

/** Half a surrogate pair becomes U+FFFD; parsers would turn a bare carriage return into a line feed. */
const contentText = (text: string): string =>
  escapeMarkup(text.toWellFormed().replace(FORBIDDEN, "")).replaceAll("\r", "&#13;");

/** White space is escaped: parsers would turn it into spaces. */
const attributeText = (text: string): string =>
  contentText(text).replaceAll("\n", "&#10;").replaceAll("\t", "&#9;");
