import type { Table } from "../../table/table.ts";
import { type Answer, unitsOfNothing } from "./nothing.ts";
import { priceOf } from "./transaction.ts";

export interface Call {
  readonly kind: string;
  readonly read: number;
  readonly write: number;
}

export interface Consumed {
  readonly read: number;
  readonly write: number;
  readonly calls: readonly Call[];
  readonly atOnce: number;
  /** The longest chain of calls that had to wait for each other. */
  readonly trips: number;
}

export interface Metered {
  readonly table: Table;
  /** Runs work and measures it. One at a time: all calls of the table count. */
  measure(work: () => Promise<unknown>): Promise<Consumed>;
}

interface Capacity {
  readonly CapacityUnits?: number;
}

const READS: ReadonlySet<string> = new Set(["Get", "BatchGet", "Query"]);

export const kindOf = (command: { constructor: { name: string } }): string =>
  command.constructor.name.replace(/Command$/, "");

export function metered(unmetered: Table): Metered {
  let [calls, open, atOnce, trips]: [Call[], number, number, number] = [[], 0, 0, 0];
  const { client } = unmetered;
  let isMeasuring = false;
  const send = async (command: { input: Record<string, unknown>; constructor: { name: string } }) => {
    // Metering is slow: it reads the items of a transaction.
    if (!isMeasuring) return client.send(command as never);
    command.input["ReturnConsumedCapacity"] = "TOTAL";
    const kind = kindOf(command);
    atOnce = Math.max(atOnce, ++open);
    // It may depend on every call that has ended.
    const trip = trips + 1;
    try {
      const run = () =>
        client.send(command as never) as Promise<Answer & { ConsumedCapacity?: Capacity | Capacity[] }>;
      const [answer, price] =
        kind === "TransactWrite" ? await priceOf(unmetered, command.input, run) : [await run(), undefined];
      const reported = sum(
        [answer.ConsumedCapacity ?? []].flat().map(({ CapacityUnits = 0 }) => CapacityUnits),
      );
      const units = price ?? reported + unitsOfNothing(kind, command.input, answer);
      calls.push({ kind, read: READS.has(kind) ? units : 0, write: READS.has(kind) ? 0 : units });
      trips = Math.max(trips, trip);
      return answer;
    } finally {
      open--;
    }
  };
  const measure = async (work: () => Promise<unknown>): Promise<Consumed> => {
    [calls, atOnce, trips, isMeasuring] = [[], 0, 0, true];
    await work().finally(() => (isMeasuring = false));
    return {
      read: sum(calls.map(({ read }) => read)),
      write: sum(calls.map(({ write }) => write)),
      calls,
      atOnce,
      trips,
    };
  };
  return { table: { ...unmetered, client: { send: send as never } }, measure };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
