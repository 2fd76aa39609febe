const COLUMNS = 80;
/** A description that begins farther right has no room. */
const RIGHTMOST = 44;
const UNDER = 6;

/** Wraps a help text to 80 columns; long lines continue below their description. */
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
