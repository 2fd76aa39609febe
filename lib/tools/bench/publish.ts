import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { between } from "../costs/report.ts";

const PAGE = "docs/performance.md";
const PAGES: Readonly<Record<string, string>> = { peers: "docs/comparison.md" };
const FIGURES = "docs/performance.json";
const IMAGES = "docs/images";

type Scalar = string | number | boolean;
type Row = Readonly<Record<string, Scalar>>;

export function publish(name: string, command: string, report: object): void {
  const { plots = {}, ...figures } = report as { plots?: Readonly<Record<string, string>> };
  const pictures = Object.keys(plots).map((file) => `![${file.replaceAll("-", " ")}](images/${file}.svg)\n`);
  const text = [`\`${command}\` on ${machine()}:\n`, ...pictures, stated(figures)].join("\n");
  const page = PAGES[name] ?? PAGE;
  writeFileSync(page, between(readFileSync(page, "utf8"), `bench:${name}`, text));
  const known = existsSync(FIGURES) ? (JSON.parse(readFileSync(FIGURES, "utf8")) as object) : {};
  writeFileSync(
    FIGURES,
    `${JSON.stringify({ ...known, [name]: { command, machine: machine(), ...figures } }, undefined, 2)}\n`,
  );
  mkdirSync(IMAGES, { recursive: true });
  for (const [file, svg] of Object.entries(plots)) writeFileSync(`${IMAGES}/${file}.svg`, svg);
}

export function stated(report: object): string {
  const { notes = [], ...rest } = report as { notes?: readonly string[] };
  const list = notes.map((note) => `- ${note}\n`).join("");
  return `${list}${list === "" ? "" : "\n"}${table(rest)}`;
}

function table(report: object): string {
  const { rows } = report as { rows?: unknown };
  if (!isTable(rows)) return lines(["Figure", "Value"], flat(report));
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return lines(
    columns.map(words),
    rows.map((row) => columns.map((column) => shown(row[column] ?? ""))),
  );
}

const isTable = (rows: unknown): rows is readonly Row[] => Array.isArray(rows);

const flat = (report: object, before = ""): string[][] =>
  Object.entries(report).flatMap(([name, value]: [string, unknown]) => {
    const called = `${before}${words(name)}`;
    if (Array.isArray(value)) return [[called, value.length === 0 ? "none" : value.map(shown).join(", ")]];
    return typeof value === "object" && value !== null
      ? flat(value, `${called}: `)
      : [[called, shown(value as Scalar)]];
  });

const lines = (head: readonly string[], body: readonly (readonly string[])[]): string =>
  [head, head.map((_cell, index) => (index === 0 ? "---" : "--:")), ...body]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n");

const words = (name: string): string =>
  /^p\d\d$/.test(name) ? `${name}, ms` : name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

const shown = (value: unknown): string =>
  typeof value === "number" ? value.toLocaleString("en-US") : String(value);

function machine(): string {
  const [cpu] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  const day = new Date().toISOString().slice(0, 10);
  return `${cpus().length} cores (${cpu?.model.trim() ?? "?"}), ${memory} GiB, Node ${process.versions.node}, ${java()}, ${day}`;
}

function java(): string {
  const { stdout, error } = spawnSync("java", ["--version"], { encoding: "utf8" });
  return error === undefined ? `Java ${stdout.split(/\s/)[1] ?? "?"}` : "no Java";
}
