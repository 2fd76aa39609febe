import type { Action } from "../../lib/client/types.ts";
import { dayOf } from "../time.ts";

const LEFT_OFF = "You left off here";

/**
 * The heading under which each action of a stream stands: its day, and in a feed whether it is new to the
 * reader, whose first known action has the id `known`.
 */
export function headingsOf(
  actions: readonly Action[],
  now: number,
  known: string | undefined,
): readonly string[] {
  const days = actions.map(({ timestamp }) => dayOf(new Date(timestamp), now));
  const at = known === undefined ? -1 : actions.findIndex(({ id }) => id === known);
  if (at <= 0) return days;
  return days.map((day, index) =>
    index < at ? `New · ${day}` : day === days[at] ? `${LEFT_OFF} · ${day}` : day,
  );
}

/** Whether a heading is the line between what is new and what is known. */
export const isLine = (heading: string): boolean => heading.startsWith(LEFT_OFF);
