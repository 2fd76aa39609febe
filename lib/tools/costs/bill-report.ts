import { bill } from "./bill.ts";
import { type BillLine, totalOf } from "./bill-line.ts";
import type { Cost } from "./cost.ts";
import { AS_BUILT, STEPS } from "./stage.ts";

const money = (value: number): string => `$${value >= 10 ? whole(value) : value.toFixed(2)}`;
const whole = (value: number): string => Math.round(value).toLocaleString("en-US");
const amount = (value: number): string => (value >= 10 ? whole(value) : String(Number(value.toPrecision(2))));
const row = (...cells: readonly string[]): string => `| ${cells.join(" | ")} |`;

export function billTable(lines: readonly BillLine[]): string {
  const parts = Map.groupBy(lines, ({ part }) => part);
  return [
    row("Part", "In a month", "How many", "Dollars"),
    row("---", "---", "--:", "--:"),
    ...[...parts].flatMap(([part, some]) => [
      ...some.map(({ what, count, dollars }) => row(part, what, amount(count), money(dollars))),
      row(part, "**together**", "", `**${money(totalOf(some))}**`),
    ]),
    row("**all**", "", "", `**${money(totalOf(lines))}**`),
  ].join("\n");
}

const curveTable = (bills: readonly (readonly [days: number, lines: readonly BillLine[]])[]): string =>
  [
    row("A feed sleeps after", "deliveries", "sleepers passed by", "builds and settles", "the month"),
    row("--:", "--:", "--:", "--:", "--:"),
    ...bills.map(([days, lines]) => {
      const of = (...names: readonly string[]) =>
        totalOf(lines.filter(({ what }) => names.some((name) => what.startsWith(name))));
      const cells = [
        of("deliver it into"),
        of("pass by"),
        of("build a feed", "settle a feed"),
        totalOf(lines),
      ];
      return row(`${days} ${days === 1 ? "day" : "days"}`, ...cells.map(money));
    }),
  ].join("\n");

const MILLION = 1e6;
const DAYS = [1, 2, 3, 4, 5, 7, 14, 30];

export function billTables(measured: ReadonlyMap<string, Cost>) {
  const after = (asleepAfterDays: number) => {
    const firstAsleepAfterDays = Math.min(AS_BUILT.firstAsleepAfterDays, asleepAfterDays);
    return bill(measured, MILLION, { ...AS_BUILT, asleepAfterDays, firstAsleepAfterDays });
  };
  return {
    bill: billTable(bill(measured, MILLION, AS_BUILT)),
    saved: savedTable(STEPS.map(([name, stage]) => [name, totalOf(bill(measured, MILLION, stage))])),
    curve: curveTable(DAYS.map((days) => [days, after(days)])),
  };
}

const savedTable = (steps: readonly (readonly [string, number])[]): string =>
  [
    row("Step", "a month", "of the first"),
    row("---", "--:", "--:"),
    ...steps.map(([name, total]) =>
      row(name, money(total), `${Math.round((100 * total) / (steps[0]?.[1] ?? 1))} %`),
    ),
  ].join("\n");
