const COLUMNS = 80;
const RIGHTMOST = 44;
const UNDER = 6;
const COMMAND = 2;

/** Wraps a help text to 80 columns; long lines continue below their description. */
export const fit = (text: string): string => joined(text.split("\n")).flatMap(fitLine).join("\n");

function joined(lines: readonly string[]): string[] {
  const all: string[] = [];
  for (const line of lines) {
    const last = all.at(-1) ?? "";
    const indent = line.search(/\S/);
    if (last !== "" && indent !== COMMAND && indent === headOf(last).length)
      all[all.length - 1] = `${last} ${line.trimStart()}`;
    else all.push(line);
  }
  return all;
}

const headOf = (line: string): string => /^(?:\s+\S.*?\s{2,}(?=\S)|\s*)/s.exec(line)?.[0] ?? "";

function fitLine(line: string): string[] {
  if (line.length <= COLUMNS) return [line];
  const head = headOf(line);
  const isBeside = head.length <= RIGHTMOST;
  const indent = " ".repeat(isBeside ? head.length : UNDER);
  const lines = [isBeside ? head : indent];
  for (const word of line.slice(head.length).split(" ")) {
    const last = lines.at(-1) ?? "";
    const isBegun = last.trim() !== "" && last !== head;
    if (!isBegun || last.length + 1 + word.length <= COLUMNS)
      lines[lines.length - 1] = last + (isBegun ? " " : "") + word;
    else lines.push(indent + word);
  }
  return isBeside || head.trim() === "" ? lines : [head.trimEnd(), ...lines];
}
