import type { Cost, Growth, Scenario, Units } from "./cost.ts";
import { dollars, dollarsOfRequests, dollarsOfTelling } from "./prices.ts";

type Measured = readonly [Scenario, Cost];

const number = (value: number): string => String(Math.round(1000 * value) / 1000);

const units = (name: string, value: number | undefined): string[] =>
  value === undefined ? [] : [`${number(value)} ${name}`];

const both = ({ write, read }: Partial<Units>): string =>
  [...units("write", write), ...units("read", read)].join(" + ");

function budgetOf({ budget, beyond }: Scenario): string {
  const { write, read, queries } = budget;
  const query =
    queries === undefined || queries === 0 ? [] : units(queries === 1 ? "query" : "queries", queries);
  return (
    [both({ write, read }), ...query].filter((text) => text !== "").join(", ") +
    (beyond === undefined ? "" : " \\*")
  );
}

const priceOf = (
  { isRequest, isTold }: Scenario,
  cost: Cost,
): { readonly table: number; readonly all: number } => {
  const table = dollars(cost);
  return { table, all: table + (isRequest ? dollarsOfRequests() : 0) + (isTold ? dollarsOfTelling() : 0) };
};

const money = (value: number): string => `$${value.toFixed(value < 0.1 ? 3 : 2)}`;

export function costTable(measured: readonly Measured[]): string {
  const rows = measured.map(([scenario, cost]) => {
    const { table, all } = priceOf(scenario, cost);
    const inFull = scenario.isRequest ? money(all) : "";
    return [
      ...[
        scenario.operation,
        both(scenario.floor),
        budgetOf(scenario),
        number(cost.write),
        number(cost.read),
      ],
      ...[money(table), inFull],
    ];
  });
  const notes = new Set(measured.flatMap(([{ beyond }]) => beyond ?? []));
  return [
    line([
      "Operation",
      "Floor",
      "Budget",
      "Write units",
      "Read units",
      "Dollars per million",
      "With gateway, functions, events",
    ]),
    line(["---", "---", "---", "--:", "--:", "--:", "--:"]),
    ...rows.map(line),
    ...[...notes].map(({ read, because }) => `\n\\* ${number(read)} read more: ${because}.`),
  ].join("\n");
}

export function monthTable(measured: readonly Measured[]): string {
  const parts = measured.flatMap(([scenario, cost]) => {
    const { operation, inMonth } = scenario;
    return inMonth === undefined
      ? []
      : [{ operation, inMonth, price: (inMonth / 1_000_000) * priceOf(scenario, cost).all }];
  });
  const total = parts.reduce((sum, { price }) => sum + price, 0);
  return [
    line(["In a month", "How many", "Dollars"]),
    line(["---", "--:", "--:"]),
    ...parts.map(({ operation, inMonth, price }) => line([operation, count(inMonth), money(price)])),
    line(["**together**", "", `**${money(total)}**`]),
  ].join("\n");
}

export const growthTable = (measured: readonly (readonly [Growth, small: Units, large: Units])[]): string =>
  [
    line(["Operation", "With", "Cost", "With", "Cost"]),
    line(["---", "--:", "--:", "--:", "--:"]),
    ...measured.map(([{ operation, of, sizes }, small, large]) =>
      line([operation, `${count(sizes[0])} ${of}`, both(small), `${count(sizes[1])} ${of}`, both(large)]),
    ),
  ].join("\n");

const count = (value: number): string => value.toLocaleString("en-US");

const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;

/** Replaces the table between a document's markers. @throws if it has none */
export function between(document: string, marker: string, table: string): string {
  const [begin, end] = [`<!-- ${marker} -->`, `<!-- /${marker} -->`];
  const [from, to] = [document.indexOf(begin), document.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`no ${begin} ... ${end}`);
  return `${document.slice(0, from + begin.length)}\n${table}\n${document.slice(to)}`;
}
