import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { KindError } from "./dynamodb.ts";

/** Keeps a folder of data for this process. @returns what gives it back. @throws KindError where another has it */
export function lockFolder(folder: string): () => void {
  const file = join(folder, "tributary.lock");
  const owner = ownerOf(file);
  if (owner !== undefined && isAlive(owner)) {
    throw new KindError(
      `The data in ${folder} is in use by another \`npm start\` (process ${owner}); stop that one, or choose another folder.`,
    );
  }
  writeFileSync(file, String(process.pid));
  return () => rmSync(file, { force: true });
}

function ownerOf(file: string): number | undefined {
  try {
    return Number(readFileSync(file, "utf8")) || undefined;
  } catch {
    return undefined;
  }
}

/** A process that was killed leaves its lock behind. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return pid !== process.pid;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
