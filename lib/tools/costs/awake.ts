import { ASSUMED } from "./assumptions.ts";

const { visitors, days: MONTH } = ASSUMED;
const HOUR = 1 / 24;

const summed = (part: (visits: number) => number): number =>
  visitors.reduce((sum, { share, days }) => sum + share * part(days), 0);

/**
 * The share of feeds that are awake at a moment, if a feed falls asleep after so many days (and an hour).
 */
export const awakeShare = (asleepAfterDays: number): number =>
  summed((visits) => 1 - Math.exp((-visits / MONTH) * (asleepAfterDays + HOUR)));

/**
 * How often a person's feed is built in a month: when they come back to a sleeping one, or it is a month old.
 */
export const buildsAMonth = (asleepAfterDays: number): number =>
  summed((visits) => Math.max(1, visits * Math.exp((-visits / MONTH) * asleepAfterDays)));

export const visitDays = (): number => summed((visits) => visits);
