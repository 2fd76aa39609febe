import { SaxesParser } from "saxes";

/** An element as a reader of feeds sees it. `name` is `{namespace}local`; no namespace is no braces. */
export class Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[] = [];
  text = "";

  constructor(name: string, attributes: Readonly<Record<string, string>>) {
    this.name = name;
    this.attributes = attributes;
  }

  all(name: string): Element[] {
    return this.children.filter((child) => child.name === name);
  }

  /** The text of the only child of this name; several or none are an error. */
  only(name: string): string {
    const [child, ...others] = this.all(name);
    if (child === undefined || others.length > 0) throw new Error(`${others.length} more than one <${name}>`);
    return child.text;
  }

  /** The addresses of the links with this `rel`. */
  links(name: string, rel: string): (string | undefined)[] {
    return this.all(name)
      .filter(({ attributes }) => attributes["rel"] === rel)
      .map(({ attributes }) => attributes["href"]);
  }
}

/**
 * The root of a document. @throws where it is not well-formed, or not well-formed by the rules of namespaces
 */
export function readXml(document: string): Element {
  const open = [new Element("", {})];
  const parser = new SaxesParser({ xmlns: true });
  parser.on("opentag", ({ uri, local, attributes }) => {
    const values = Object.entries(attributes).map(([key, { value }]) => [key, value]);
    const element = new Element(uri === "" ? local : `{${uri}}${local}`, Object.fromEntries(values));
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on("text", (text) => {
    const element = open.at(-1);
    if (element !== undefined) element.text += text;
  });
  parser.on("closetag", () => void open.pop());
  parser.write(document).close();
  const root = open[0]?.children[0];
  if (root === undefined) throw new Error("no root");
  return root;
}

/** What XML 1.0 can carry of a text, by the production `Char`, one character after the other. */
export function carried(text: string): string {
  return [...text]
    .map((character) => {
      const code = character.codePointAt(0) ?? 0;
      if (code >= 0xd800 && code <= 0xdfff) return "\ufffd";
      return (code < 0x20 && ![9, 10, 13].includes(code)) || code === 0xfffe || code === 0xffff
        ? ""
        : character;
    })
    .join("");
}

/**
 * What a browser shows of HTML. @throws where it has elements, or characters that should have been escaped
 */
export function shownOfHtml(html: string): string {
  if (/[<>"']/.test(html)) throw new Error(`is no text alone: ${html}`);
  const characters: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" };
  return html.replace(/&(.*?);/g, (_, name: string) => characters[name] ?? "?");
}
