import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";

const schema = z.object({ reader: z.object({ id: z.string(), name: z.string() }).optional() });

/** Somebody of the sample whose feed is worth a look. */
type Reader = NonNullable<z.output<typeof schema>["reader"]>;

const fileIn = (dataFolder: string): string => join(dataFolder, "sample.json");

/** Notes beside the data that the sample is being loaded, or that it has been, and whose feed to look at. */
export function noteSample(dataFolder: string | undefined, reader?: Reader): void {
  if (dataFolder !== undefined)
    writeFileSync(fileIn(dataFolder), JSON.stringify({ reader } satisfies z.input<typeof schema>));
}

/** What was noted; undefined where nobody has begun to load it. Without a reader it was cut off. */
export function notedSample(dataFolder: string | undefined): z.output<typeof schema> | undefined {
  try {
    return dataFolder === undefined
      ? undefined
      : schema.parse(JSON.parse(readFileSync(fileIn(dataFolder), "utf8")));
  } catch (error) {
    // A note that was cut off is one of loading.
    return (error as NodeJS.ErrnoException).code === "ENOENT" ? undefined : {};
  }
}
