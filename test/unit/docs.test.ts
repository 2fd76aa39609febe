import { existsSync, globSync, readFileSync, statSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { expect, test } from "vitest";

const pages = ["README.md", "CONTRIBUTING.md", "data/README.md", ...globSync("docs/**/*.md")];

/** Text without code, in which brackets are no links. */
const prose = (file: string): string =>
  readFileSync(file, "utf8")
    .replaceAll(/^```[^]*?^```/gm, "")
    .replaceAll(/`[^`\n]*`/g, "");

/** The anchors that GitHub gives to a page's headings. */
function anchorsOf(file: string): Set<string> {
  const seen = new Map<string, number>();
  const anchors = new Set<string>();
  const text = readFileSync(file, "utf8").replaceAll(/^```[^]*?^```/gm, "");
  for (const [, heading = ""] of text.matchAll(/^#+ (.+)$/gm)) {
    const words = heading.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1").toLowerCase();
    const anchor = words.replaceAll(/[^\p{L}\p{N}_\- ]/gu, "").replaceAll(" ", "-");
    const before = seen.get(anchor) ?? 0;
    seen.set(anchor, before + 1);
    anchors.add(before === 0 ? anchor : `${anchor}-${before}`);
  }
  return anchors;
}

test.each(pages)("every link of %s leads to a file that is there, and to a heading in it", (file) => {
  const wrong = [...prose(file).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, link = ""]) => link)
    .filter((link) => !/^(https?|mailto):/.test(link))
    .filter((link) => {
      const [path = "", anchor] = link.split("#");
      const target = path === "" ? file : normalize(join(dirname(file), path));
      if (!existsSync(target)) return true;
      return anchor !== undefined && (statSync(target).isDirectory() || !anchorsOf(target).has(anchor));
    });
  expect(wrong).toEqual([]);
});

test("every page of docs can be reached from the README by links", () => {
  const reached = new Set(["README.md"]);
  for (const file of reached)
    for (const [, path = ""] of prose(file).matchAll(/\]\(([^)\s#]+\.md)(?:#[^)]*)?\)/g))
      if (!path.includes("://")) reached.add(normalize(join(dirname(file), path)));
  const adr = (file: string) => file.startsWith("docs/adr/");
  expect(pages.filter((file) => !reached.has(file) && !adr(file))).toEqual([]);
});
