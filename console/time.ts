import { useEffect, useState } from "preact/hooks";

const SECOND = 1000;
const DAY = 86_400 * SECOND;
/** From how many milliseconds on a unit is used, the longest first. */
const UNITS = [
  ["year", 365 * DAY],
  ["month", 30 * DAY],
  ["week", 7 * DAY],
  ["day", DAY],
  ["hour", DAY / 24],
  ["minute", 60 * SECOND],
] as const;

const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
const exact = new Intl.DateTimeFormat("en-GB", { dateStyle: "full", timeStyle: "medium" });
const date = new Intl.DateTimeFormat("en-GB", { weekday: "long", day: "numeric", month: "long" });
const dateWithYear = new Intl.DateTimeFormat("en-GB", {
  weekday: "long",
  day: "numeric",
  month: "long",
  year: "numeric",
});

/** "3 hours ago"; the future of a clock that is ahead is now. */
export function ago(time: Date, now: number): string {
  const passed = Math.max(0, now - time.getTime());
  const [unit, length] = UNITS.find(([, from]) => passed >= from) ?? [];
  return unit === undefined ? "just now" : relative.format(-Math.floor(passed / length), unit);
}

export const exactly = (time: Date): string => exact.format(time);

/** The day in the reader's own time zone: "Today", "Yesterday", or its date. */
export function dayOf(time: Date, now: number): string {
  if (isSameDay(time, new Date(now))) return "Today";
  if (isSameDay(time, new Date(now - DAY))) return "Yesterday";
  return (time.getFullYear() === new Date(now).getFullYear() ? date : dateWithYear).format(time);
}

const isSameDay = (a: Date, b: Date): boolean => a.toDateString() === b.toDateString();

/** The time, kept up to date by the half minute. */
export function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30 * SECOND);
    return () => clearInterval(timer);
  }, []);
  return now;
}
