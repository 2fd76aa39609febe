import { parse } from "csv-parse/sync";
import { type Entry, textLines } from "./entries.ts";
import type { Input } from "./input.ts";

type Row = ReadonlyMap<string, string>;

const NEEDED = ["user", "follow_object"];
const POSSIBLE = ["flag", "actor_only", "started"];
/** An edge list: two users a row who follow each other. Other columns are ignored. */
const EDGE = ["id_1", "id_2"];

const YES = ["true", "t", "1"];
const NO = ["false", "f", "0"];

/** No field holds a line end: an open quote spoils only its row. @throws for a wrong or missing column */
export async function* followEntries(input: Input): AsyncGenerator<Entry> {
  let columns: readonly string[] | undefined;
  for await (const line of textLines(input)) {
    if (!("text" in line)) {
      yield line;
      continue;
    }
    const cells = cellsOf(line.text);
    if (cells === undefined) yield { place: line.place, wrong: "is no row of CSV: a quote is not closed" };
    else if (columns === undefined) columns = checkedColumns(input.name, cells);
    else yield* followsOf(line.place, rowOf(columns, cells));
  }
}

function cellsOf(line: string): string[] | undefined {
  try {
    const [cells] = parse(line, { relax_column_count: true, relax_quotes: true });
    return cells;
  } catch {
    return undefined;
  }
}

const rowOf = (columns: readonly string[], cells: readonly string[]): Row =>
  new Map(columns.map((name, index) => [name, cells[index] ?? ""]));

function checkedColumns(file: string, header: readonly string[]): string[] {
  const columns = header.map((name) => name.trim());
  const isEdge = EDGE.every((name) => columns.includes(name));
  const unknown = isEdge ? [] : columns.filter((name) => ![...NEEDED, ...POSSIBLE].includes(name));
  if (!isEdge && (unknown.length > 0 || !NEEDED.every((name) => columns.includes(name)))) {
    const known = `${NEEDED.join(", ")} and, if you like, ${POSSIBLE.join(", ")}; or ${EDGE.join(" and ")}`;
    throw new Error(`The columns of follows are ${known}. These are: ${columns.join(", ")}.`);
  }
  const twice = columns.find((name, index) => columns.indexOf(name) !== index);
  if (twice !== undefined) throw new Error(`The column ${twice} is in the header of ${file} more than once.`);
  return columns;
}

function followsOf(place: string, row: Row): Entry[] {
  if (!EDGE.every((name) => row.has(name))) return [followOf(place, row)];
  const [one, other] = EDGE.map((name) => row.get(name) ?? "");
  if (!one || !other) return [{ place, wrong: "lacks one of the two users" }];
  return [follow(place, `user:${one}`, `user:${other}`), follow(place, `user:${other}`, `user:${one}`)];
}

function followOf(place: string, row: Row): Entry {
  const [user, follow_object] = NEEDED.map((name) => row.get(name) ?? "");
  const [flag, told = "", started] = POSSIBLE.map((name) => row.get(name) ?? "");
  if (!user || !follow_object) return { place, wrong: "lacks a user or a follow_object" };
  const word = told.trim().toLowerCase();
  if (word !== "" && !YES.includes(word) && !NO.includes(word))
    return { place, wrong: "actor_only is neither true nor false" };
  const more = {
    ...(flag && { flag }),
    ...(word !== "" && { actor_only: YES.includes(word) }),
    ...(started && { started }),
  };
  return follow(place, user, follow_object, more);
}

/** Without an action, because old follows are no news. */
const follow = (place: string, user: string, follow_object: string, more: object = {}): Entry => ({
  place,
  body: { user, follow_object, ...more, send_action: false },
});
