const COLUMNS = 80;
/** Descriptions that begin farther right have no room beside what they describe. */
const RIGHTMOST = 44;
const UNDER = 6;

/** A help text whose lines fit into 80 columns: longer ones go on below their description. */
export const fit = (text: string): string => text.split("\n").flatMap(fitLine).join("\n");

function fitLine(line: string): string[] {
  if (line.length <= COLUMNS) return [line];
  const [, head = "", words = ""] = /^(\s+\S.*?\s{2,}|\s*)(\S.*)$/s.exec(line) ?? [];
  const isBeside = head.length <= RIGHTMOST;
  const indent = " ".repeat(isBeside ? head.length : UNDER);
  const lines = [isBeside ? head : indent];
  for (const word of words.split(" ")) {
    const last = lines.at(-1) ?? "";
    const isBegun = last.trim() !== "" && last !== head;
    if (!isBegun || last.length + 1 + word.length <= COLUMNS)
      lines[lines.length - 1] = last + (isBegun ? " " : "") + word;
    else lines.push(indent + word);
  }
  return isBeside || head.trim() === "" ? lines : [head.trimEnd(), ...lines];
}
