import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";

const schema = z.object({
  /** When the newest action of the sample is said to have happened, in epoch milliseconds. */
  newest: z.number().optional(),
  /** Somebody of the sample whose feed is worth a look. */
  reader: z.object({ id: z.string(), name: z.string() }).optional(),
});

type Note = z.output<typeof schema>;

const fileIn = (dataFolder: string): string => join(dataFolder, "sample.json");

/** Notes beside the data that the sample is being loaded, or with a reader that it has been. */
export function noteSample(dataFolder: string | undefined, note: Note): void {
  if (dataFolder !== undefined) writeFileSync(fileIn(dataFolder), JSON.stringify(note));
}

/** What was noted; undefined where nobody has begun to load it. Without a reader it was cut off. */
export function notedSample(dataFolder: string | undefined): Note | undefined {
  try {
    return dataFolder === undefined
      ? undefined
      : schema.parse(JSON.parse(readFileSync(fileIn(dataFolder), "utf8")));
  } catch (error) {
    // A note that was cut off is one of loading.
    return (error as NodeJS.ErrnoException).code === "ENOENT" ? undefined : {};
  }
}
