import * as z from "zod/mini";
import { addIssue } from "./issue.ts";

export const SECOND = 1000;
export const HOUR = 3600 * SECOND;
export const DAY = 24 * HOUR;

export const toTimestamp = (milliseconds: number): string => new Date(milliseconds).toISOString();

// RFC 3339 wants seconds; zod checks the rest.
const WITH_SECONDS = /T\d\d:\d\d:\d\d/;
const RULE = "must be an RFC 3339 time with seconds and an offset, such as 2020-06-12T15:01:41Z";

const rfc3339 = z.pipe(
  z.string().check(z.toUpperCase()),
  z.iso.datetime({ offset: true, error: RULE, abort: true }).check(z.regex(WITH_SECONDS, RULE)),
);

export const timestamp = z.pipe(
  rfc3339,
  z.transform((text: string, context) => {
    const milliseconds = Date.parse(text);
    // Years outside 0000..9999 would not sort as strings.
    if (Number.isNaN(milliseconds) || !/^\d{4}-/.test(toTimestamp(milliseconds)))
      return addIssue(context, RULE);
    return toTimestamp(milliseconds);
  }),
);

/** A time in a query. An unescaped `+` arrives as a blank. */
export const timeParameter = z.pipe(
  z.string().check(
    z.refine((text) => !/\d \d\d:\d\d$/.test(text), {
      error: "must have the + of its offset written as %2B",
      abort: true,
    }),
  ),
  timestamp,
);
