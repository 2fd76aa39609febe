import { createReadStream, statSync } from "node:fs";
import { gunzipped } from "./gunzip.ts";

/** Little is read ahead, so that the remaining time is estimated well. */
const CHUNK = 16 * 1024;
const GZIP = 0x1f;

/** A file to import, or standard input. It is opened when first read. */
export interface Input {
  readonly name: string;
  readonly size: number | undefined;
  /** Bytes read so far, before unpacking. */
  read(): number;
  /** Unpacked. @throws where it cannot be read or is cut off, after returning what could be read */
  pieces(): AsyncGenerator<Buffer>;
}

/** `-` is standard input. @throws where there is no such file */
export function openInput(path: string): Input {
  const isPiped = path === "-";
  const found = isPiped ? undefined : statSync(path, { throwIfNoEntry: false });
  if (!isPiped && found === undefined) throw new Error(`There is no file ${path}.`);
  if (found?.isDirectory() === true) throw new Error(`${path} is a folder; name the files in it.`);
  const name = isPiped ? "standard input" : path;
  let read = 0;
  async function* raw(): AsyncGenerator<Buffer> {
    for await (const chunk of isPiped ? process.stdin : createReadStream(path, { highWaterMark: CHUNK })) {
      read += (chunk as Buffer).length;
      yield chunk as Buffer;
    }
  }
  return {
    name,
    size: found?.isFile() === true ? found.size : undefined,
    read: () => read,
    pieces: () => unpacked(name, raw()),
  };
}

async function* unpacked(name: string, raw: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  try {
    const { value: first, done } = await raw.next();
    if (done === true) return;
    const all = chain(first, raw);
    yield* first[0] === GZIP ? gunzipped(all) : all;
  } catch (error) {
    throw new Error(`${name} cannot be read to its end: ${(error as Error).message}.`, { cause: error });
  }
}

async function* chain(first: Buffer, rest: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  yield first;
  yield* rest;
}
