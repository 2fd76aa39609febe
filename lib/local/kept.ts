import { createHash } from "node:crypto";
import {
  globSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";

const KEPT = 20;

/** A key of settings and sources: equal content gives equal keys, whatever the files' times. */
export function keyOf(root: string, sources: readonly string[], settings: unknown): string {
  const hash = createHash("sha256").update(JSON.stringify(settings));
  for (const name of globSync(sources, { cwd: root }).sort())
    hash.update(`\0${name}\0`).update(readFileSync(join(root, name)));
  return hash.digest("hex");
}

export async function kept<T>(folder: string, key: string, make: () => Promise<T>): Promise<T> {
  const file = join(folder, `${key}.json`);
  const found = read(file);
  if (found !== undefined) return found as T;
  const made = await make();
  keep(folder, file, made);
  return made;
}

function read(file: string): unknown {
  try {
    const found = JSON.parse(readFileSync(file, "utf8")) as unknown;
    const now = new Date();
    utimesSync(file, now, now);
    return found;
  } catch {
    return undefined; // There is none, it is broken, or it may not be touched.
  }
}

/** Atomic, because another process may do the same. */
function keep(folder: string, file: string, made: unknown): void {
  try {
    mkdirSync(folder, { recursive: true });
    const part = `${file}.${process.pid}.part`;
    writeFileSync(part, JSON.stringify(made));
    renameSync(part, file);
    const ages = readdirSync(folder).map((name) => ({ name, at: statSync(join(folder, name)).mtimeMs }));
    ages.sort((a, b) => b.at - a.at);
    for (const { name } of ages.slice(KEPT)) rmSync(join(folder, name), { force: true });
  } catch {
    // Without it, it is made again next time.
  }
}
