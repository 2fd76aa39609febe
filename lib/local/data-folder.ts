import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { UserFacingError } from "./dynamodb.ts";
import { diskError } from "./disk-error.ts";
import { freeSpace } from "./space-watch.ts";
import { isDamaged } from "./sqlite-file.ts";

/** Raise it when folders of earlier versions cannot be read any more. */
const FORMAT = 1;
const LEAST_SPACE = 20 * 1024 * 1024;
const DATABASES = ["shared-local-instance.db", "fauxqs.db"];
const OTHER = "or choose another folder with --data.";

const note = z.object({ format: z.int() });

export function prepareFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    const probe = join(folder, `tributary-probe-${process.pid}`);
    writeFileSync(probe, "");
    rmSync(probe);
  } catch (error) {
    throw new UserFacingError(whyNot(folder, error as NodeJS.ErrnoException), { cause: error });
  }
  if (freeSpace(folder) < LEAST_SPACE)
    throw new UserFacingError(whyNot(folder, { code: "ENOSPC" } as NodeJS.ErrnoException));
  checkFormat(folder);
  for (const file of DATABASES.map((name) => join(folder, name))) {
    if (!existsSync(file) || !isDamaged(file)) continue;
    throw new UserFacingError(
      `${file} is no database, or only a part of one: put a copy back, move it away to start empty, ${OTHER}`,
    );
  }
}

function checkFormat(folder: string): void {
  const file = join(folder, "tributary.json");
  if (!existsSync(file))
    return writeFileSync(file, JSON.stringify({ format: FORMAT } satisfies z.input<typeof note>));
  const format = formatIn(file);
  if (format === FORMAT) return;
  const found = format === undefined ? `${file} doesn't say` : `it is ${format}`;
  throw new UserFacingError(
    `The data in ${folder} are not of format ${FORMAT}, which this version reads (${found}): use the version that made them, ${OTHER}`,
  );
}

function formatIn(file: string): number | undefined {
  try {
    return note.parse(JSON.parse(readFileSync(file, "utf8"))).format;
  } catch {
    return undefined;
  }
}

function whyNot(folder: string, error: NodeJS.ErrnoException): string {
  const reason = diskError(error, folder);
  if (reason !== undefined) return `${reason}, ${OTHER}`;
  return `${folder} cannot be a folder for data (${error.message}); choose another with --data.`;
}
