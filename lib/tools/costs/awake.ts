import { ASSUMED } from "./assumptions.ts";

const { visitors, days: MONTH } = ASSUMED;
const HOUR = 1 / 24;

/** After how many days unread a feed falls asleep: one that is read often, and one that has just woken. */
export interface Sleep {
  readonly asleepAfterDays: number;
  readonly firstAsleepAfterDays: number;
}

const summed = (part: (visits: number) => number): number =>
  visitors.reduce((sum, { share, days }) => sum + share * part(days), 0);

/** What a visit brings somebody who comes so many days a month, at random. */
function visit(visits: number, { asleepAfterDays: long, firstAsleepAfterDays: short }: Sleep) {
  const rate = visits / MONTH;
  const isLate = (days: number) => Math.exp(-rate * days);
  // Fan-outs give up an hour later than readers.
  const awake = (days: number) => (1 - isLate(days + HOUR)) / rate;
  const [comesBack, staysAway] = [1 - isLate(short), isLate(long)];
  const often = comesBack / (comesBack + staysAway);
  return {
    builds: often * staysAway + (1 - often) * isLate(short),
    awakeDays: often * awake(long) + (1 - often) * awake(short),
  };
}

export const awakeShare = (sleep: Sleep): number =>
  summed((visits) => (visits / MONTH) * visit(visits, sleep).awakeDays);

/** How often a person's feed is built in a month: when they wake it, or when it is a month old. */
export const buildsAMonth = (sleep: Sleep): number =>
  summed((visits) => Math.max(1, visits * visit(visits, sleep).builds));

export const visitDays = (): number => summed((visits) => visits);
