import { statfsSync } from "node:fs";
import { diskError } from "./disk-error.ts";

/** With less the database stores nothing: it writes whole pages, and a journal before them. */
const LEAST_SPACE = 1024 * 1024;
const LOOK_EVERY = 5000;

/** Says when no space is left: writes are refused as if the store were busy. Returns what ends it. */
export function watchSpace(
  folder: string,
  say: (sentence: string) => void,
  space: () => number = () => freeSpace(folder),
): () => void {
  const why = diskError({ code: "ENOSPC" } as NodeJS.ErrnoException, folder) ?? "";
  let wasFull = false;
  const look = () => {
    const isFull = space() < LEAST_SPACE;
    if (isFull && !wasFull) say(`${why}; nothing is stored until then.`);
    wasFull = isFull;
  };
  const timer = setInterval(look, LOOK_EVERY).unref();
  return () => clearInterval(timer);
}

/** Bytes that may still be written there; endless where nobody can tell, as of a folder that is gone. */
export function freeSpace(folder: string): number {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}
