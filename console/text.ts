const letters = new Intl.Segmenter("en", { granularity: "grapheme" });

/** Letters as people count them: an emoji of a family is one. */
const lettersOf = (text: string): string[] => Array.from(letters.segment(text), ({ segment }) => segment);

/** A long name without its middle: ids that begin alike often end differently. */
export function shortName(name: string, most = 80): string {
  if (name.length <= most) return name;
  const all = lettersOf(name);
  if (all.length <= most) return name;
  const end = Math.floor(most / 4);
  return `${all.slice(0, most - end).join("")}…${all.slice(-end).join("")}`;
}

/** The beginning of a long text, by its letters and its lines. */
export function beginningOf(text: string, most: number, lines: number): string {
  const first = text.split("\n").slice(0, lines).join("\n");
  const all = lettersOf(first);
  const begin = all.length <= most ? first : all.slice(0, most).join("");
  return begin.length === text.length ? text : `${begin.trimEnd()}…`;
}
