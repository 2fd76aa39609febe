import { closeSync, existsSync, fstatSync, openSync, readSync } from "node:fs";

const MAGIC = "SQLite format 3\0";
const HEADER_BYTES = 100;
const LARGEST_PAGE = 65_536;

/** Whether a file cannot be an SQLite database, or is cut off. See https://sqlite.org/fileformat.html */
export function isDamaged(file: string): boolean {
  const descriptor = openSync(file, "r");
  try {
    const { size } = fstatSync(descriptor);
    if (size === 0) return false;
    const header = Buffer.alloc(HEADER_BYTES);
    readSync(descriptor, header, 0, HEADER_BYTES, 0);
    if (size < HEADER_BYTES || header.toString("latin1", 0, MAGIC.length) !== MAGIC) return true;
    const page = header.readUInt16BE(16) === 1 ? LARGEST_PAGE : header.readUInt16BE(16);
    const isCounted = header.readUInt32BE(24) === header.readUInt32BE(92);
    // When it is opened, the database recovers from these what a crash left undone.
    const isUnderWay = ["-wal", "-journal"].some((suffix) => existsSync(file + suffix));
    return isCounted && !isUnderWay && header.readUInt32BE(28) * page > size;
  } finally {
    closeSync(descriptor);
  }
}
