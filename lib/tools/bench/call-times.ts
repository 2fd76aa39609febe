import { kindOf } from "../costs/meter.ts";
import type { Table } from "../../table/table.ts";

export interface CallTimes {
  readonly table: Table;
  profile(work: () => Promise<unknown>): Promise<string>;
}

/** Serialises the calls of a table, so that each has its own time. */
export function callTimes({ client, ...rest }: Table): CallTimes {
  const kinds = new Map<string, { count: number; milliseconds: number }>();
  let last: Promise<unknown> = Promise.resolve();
  const send = (command: { constructor: { name: string } }) => {
    const kind = kindOf(command);
    const answer = last.then(async () => {
      const began = performance.now();
      try {
        return (await client.send(command as never)) as unknown;
      } finally {
        const { count, milliseconds } = kinds.get(kind) ?? { count: 0, milliseconds: 0 };
        kinds.set(kind, { count: count + 1, milliseconds: milliseconds + performance.now() - began });
      }
    });
    last = answer.catch(() => undefined);
    return answer;
  };
  const profile = async (work: () => Promise<unknown>) => {
    kinds.clear();
    const began = performance.now();
    await work();
    const whole = performance.now() - began;
    const share = (milliseconds: number) => `${Math.round((100 * milliseconds) / whole)} %`;
    const waited = [...kinds.values()].reduce((sum, { milliseconds }) => sum + milliseconds, 0);
    const calls = [...kinds].map(
      ([kind, { count, milliseconds }]) => `${count} ${kind} ${share(milliseconds)}`,
    );
    return [...calls, `own code ${share(whole - waited)}`].join(", ");
  };
  return { table: { ...rest, client: { send: send as never } }, profile };
}
