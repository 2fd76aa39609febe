import { figures } from "../figures.ts";

export interface Measured {
  readonly operation: string;
  readonly peer: string;
  readonly times: readonly number[];
  /** From the first call to the last answer, of all rounds. */
  readonly milliseconds: number;
  readonly cpu: number;
}

export type Row = Readonly<Record<string, string>>;

interface Found {
  readonly peers: readonly string[];
  readonly measured: readonly Measured[];
  readonly idle: Readonly<Record<string, number>>;
  readonly memory: Readonly<Record<string, number>>;
}

/** The table: for each operation calls a second, times and processor time; at last what each needs in any case. */
export function rowsOf({ peers, measured, idle, memory }: Found): Row[] {
  const operations = [...new Set(measured.map(({ operation }) => operation))];
  const rows = operations.flatMap((operation) => {
    const of = (peer: string) => measured.find((one) => one.operation === operation && one.peer === peer);
    return [
      row(peers, `${operation}: per second`, (peer) => perSecond(of(peer))),
      { what: `${operation}: p50 / p99, ms`, ...each(peers, (peer) => slowness(of(peer))) },
      row(peers, `${operation}: processor time each, ms`, (peer) => cpuEach(of(peer))),
    ];
  });
  return [
    ...rows,
    row(peers, "nobody asks: processor time a second, ms", (peer) => idle[peer]),
    row(peers, "memory in the end, MiB", (peer) => memory[peer]),
  ];
}

function row(peers: readonly string[], what: string, figureOf: (peer: string) => number | undefined): Row {
  const first = figureOf(peers[0] ?? "");
  const cell = (peer: string, index: number) => {
    const figure = figureOf(peer);
    if (figure === undefined) return "";
    const ratio = index === 0 || first === undefined || first === 0 ? "" : ` (${short(figure / first)}×)`;
    return `${short(figure)}${ratio}`;
  };
  return { what, ...each(peers, cell) };
}

const each = (peers: readonly string[], cell: (peer: string, index: number) => string): Row =>
  Object.fromEntries(peers.map((peer, index) => [peer, cell(peer, index)]));

export const perSecond = (one: Measured | undefined): number | undefined =>
  one && (1000 * one.times.length) / one.milliseconds;

export const cpuEach = (one: Measured | undefined): number | undefined => one && one.cpu / one.times.length;

function slowness(one: Measured | undefined): string {
  if (one === undefined) return "";
  const { p50, p99 } = figures(one.times);
  return `${p50} / ${p99}`;
}

/** Two digits where there are no more before the point. */
const short = (figure: number): string =>
  (figure >= 10 ? Math.round(figure) : Number(figure.toPrecision(2))).toLocaleString("en-US");
