import * as z from "zod";

export const SECOND = 1000;
export const DAY = 24 * 3600 * SECOND;

/** A moment as it is stored and shown: RFC 3339 in UTC with milliseconds. */
export const toTimestamp = (milliseconds: number): string => new Date(milliseconds).toISOString();

// RFC 3339 wants seconds; zod's own check of days and offsets does the rest.
const WITH_SECONDS = /T\d\d:\d\d:\d\d/;
const RULE = "must be an RFC 3339 time with seconds and an offset, such as 2020-06-12T15:01:41Z";

/** A time from the wire, any offset, turned into the stored form. */
export const timestamp = z
  .string()
  .transform((text) => text.toUpperCase())
  .pipe(z.iso.datetime({ offset: true, error: RULE, abort: true }).regex(WITH_SECONDS, RULE))
  .transform((text, context) => {
    const milliseconds = Date.parse(text);
    // Years outside 0000..9999 would not sort as strings.
    if (Number.isNaN(milliseconds) || !/^\d{4}-/.test(toTimestamp(milliseconds))) {
      context.addIssue({ code: "custom", message: RULE });
      return z.NEVER;
    }
    return toTimestamp(milliseconds);
  });
