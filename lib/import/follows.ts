import { CsvError, parse } from "csv-parse";
import type { Entry } from "./entries.ts";
import type { Input } from "./input.ts";

/** A row by its columns; a short row lacks some. */
type Row = Readonly<Record<string, string | undefined>>;

const NEEDED = ["user", "follow_object"];
const POSSIBLE = ["flag", "actor_only", "started"];
/** An edge list: two users a row who follow each other. Whatever else is told of them is left out. */
const EDGE = ["id_1", "id_2"];

const YES = ["true", "t", "1"];
const NO = ["false", "f", "0"];

/** The follows of a CSV file with a header. @throws where a column is missing or unknown, or a quote is never closed */
export async function* followEntries(input: Input): AsyncGenerator<Entry> {
  try {
    for await (const { record, info } of rowsOf(input)) yield* entriesOf(`${input.name} line ${info.lines}`, record);
  } catch (error) {
    throw error instanceof CsvError ? new Error(`${input.name} is no CSV file: ${error.message}`, { cause: error }) : error;
  }
}

interface Parsed {
  readonly record: Row;
  readonly info: { readonly lines: number };
}

async function* rowsOf(input: Input): AsyncGenerator<Parsed> {
  const options = { columns: checkedColumns, bom: true, relax_column_count: true, skip_empty_lines: true, info: true } as const;
  const parser = parse(options).on("error", () => undefined);
  for await (const piece of input.pieces()) {
    parser.write(piece);
    // At once: a broken row would take those before it along that have not been fetched.
    const rows: Parsed[] = [];
    for (let row = parser.read() as Parsed | null; row !== null; row = parser.read() as Parsed | null) rows.push(row);
    yield* rows;
    if (parser.errored !== null) throw parser.errored;
  }
  parser.end();
  yield* parser as AsyncIterable<Parsed>;
}

function checkedColumns(header: readonly string[]): string[] {
  const columns = header.map((name) => name.trim());
  const isEdge = EDGE.every((name) => columns.includes(name));
  const unknown = isEdge ? [] : columns.filter((name) => ![...NEEDED, ...POSSIBLE].includes(name));
  if (!isEdge && (unknown.length > 0 || !NEEDED.every((name) => columns.includes(name)))) {
    const known = `${NEEDED.join(", ")} and, if you like, ${POSSIBLE.join(", ")}; or ${EDGE.join(" and ")}`;
    throw new Error(`The columns of follows are ${known}. These are: ${columns.join(", ")}.`);
  }
  return columns;
}

function entriesOf(place: string, row: Row): Entry[] {
  const { id_1: one, id_2: other } = row;
  if (one === undefined || other === undefined) return [followOf(place, row)];
  return [follow(place, `user:${one}`, `user:${other}`), follow(place, `user:${other}`, `user:${one}`)];
}

function followOf(place: string, { user, follow_object, flag, actor_only: told = "", started }: Row): Entry {
  if (!user || !follow_object) return { place, wrong: "lacks a user or a follow_object" };
  const word = told.trim().toLowerCase();
  if (word !== "" && !YES.includes(word) && !NO.includes(word)) return { place, wrong: "actor_only is neither true nor false" };
  const more = { ...(flag && { flag }), ...(word !== "" && { actor_only: YES.includes(word) }), ...(started && { started }) };
  return follow(place, user, follow_object, more);
}

/** Nobody hears of follows that began long ago: they post no action. */
const follow = (place: string, user: string, follow_object: string, more: object = {}): Entry => ({
  place,
  body: { user, follow_object, ...more, send_action: false },
});
