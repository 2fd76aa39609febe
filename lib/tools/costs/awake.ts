import { ASSUMED } from "./assumptions.ts";

const { visitors, days: MONTH } = ASSUMED;
const HOUR = 1 / 24;

const summed = (part: (visits: number) => number): number =>
  visitors.reduce((sum, { share, days }) => sum + share * part(days), 0);

/**
 * The share of feeds that get a row at a moment, where a feed falls asleep after so many days: their owner
 * has come within that time, or an hour more.
 */
export const awakeShare = (asleepAfterDays: number): number =>
  summed((visits) => 1 - Math.exp((-visits / MONTH) * (asleepAfterDays + HOUR)));

/** How often a person's feed is built in a month: they come after it fell asleep, or it is a month old. */
export const buildsAMonth = (asleepAfterDays: number): number =>
  summed((visits) => Math.max(1, visits * Math.exp((-visits / MONTH) * asleepAfterDays)));

/** On how many days of a month a person comes. */
export const visitDays = (): number => summed((visits) => visits);
