import { createReadStream, openSync, readSync, closeSync } from "node:fs";
import { createInterface } from "node:readline";
import { createGunzip } from "node:zlib";
import { pipeline } from "node:stream";
import { mapEvent } from "./github.ts";

/** Why events were skipped, and how many for each reason. */
export type Skipped = Map<string, number>;

/** The lines of a file, gzip or plain. @throws where the file cannot be read or is cut off */
export async function* linesOf(file: string): AsyncGenerator<string> {
  const source = createReadStream(file);
  const bytes = isGzip(file) ? pipeline(source, createGunzip(), () => undefined) : source;
  let failure: unknown;
  bytes.once("error", (error: Error) => (failure = error));
  for await (const line of createInterface({ input: bytes, crlfDelay: Infinity })) yield line;
  if (failure !== undefined) throw new Error(`${file} is damaged or cut off.`, { cause: failure });
}

function isGzip(file: string): boolean {
  const descriptor = openSync(file, "r");
  const start = Buffer.alloc(2);
  readSync(descriptor, start);
  closeSync(descriptor);
  return start.equals(Buffer.from([0x1f, 0x8b]));
}

/** The actions that a file of events makes. Each skipped line is counted. */
export async function* actionsOf(file: string, skipped: Skipped): AsyncGenerator<Record<string, unknown>> {
  for await (const line of linesOf(file)) {
    if (line.trim() === "") continue;
    const mapped = mapEvent(parse(line));
    if ("action" in mapped) yield mapped.action;
    else skipped.set(mapped.skipped, (skipped.get(mapped.skipped) ?? 0) + 1);
  }
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
