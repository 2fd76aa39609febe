import type { Plant } from "../plants.ts";
import { inUpdates } from "./between.ts";

/** What an update says that raises a bound. */
export const RAISES = "_until = if_not_exists(";

const LATE = 400_000;

/** What an entity's bounds are worth. */
export const BOUNDS = {
  "low-bound": {
    what: "a bound rises to less than its action's time",
    table: inUpdates(RAISES, ({ ExpressionAttributeValues: values }) => ({
      ExpressionAttributeValues: { ...values, ":to": Number(values?.[":to"]) - LATE },
    })),
  },
} satisfies Record<string, Plant>;
