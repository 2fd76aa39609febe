import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";

const schema = z.object({
  /** The time of the sample's newest action, in epoch milliseconds. */
  newest: z.number().optional(),
  /** A user of the sample whose feed is worth a look. */
  reader: z.object({ id: z.string(), name: z.string() }).optional(),
});

type Note = z.output<typeof schema>;

const fileIn = (dataFolder: string): string => join(dataFolder, "sample.json");

/** Notes beside the data that the sample is being loaded, or with a reader that it has been. */
export function noteSample(dataFolder: string | undefined, note: Note): void {
  if (dataFolder !== undefined) writeFileSync(fileIn(dataFolder), JSON.stringify(note));
}

/** The note; `undefined` if loading has never begun. Without a reader it was interrupted. */
export function notedSample(dataFolder: string | undefined): Note | undefined {
  try {
    return dataFolder === undefined
      ? undefined
      : schema.parse(JSON.parse(readFileSync(fileIn(dataFolder), "utf8")));
  } catch (error) {
    // An incomplete note counts as loading.
    return (error as NodeJS.ErrnoException).code === "ENOENT" ? undefined : {};
  }
}
