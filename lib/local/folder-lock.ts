import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { UserFacingError } from "./dynamodb.ts";
import { isAlive, startOf } from "./process-identity.ts";

/** A process; `start` tells it from a later one with the same number. */
const schema = z.object({ pid: z.int(), start: z.string().optional() });

/** Locks a data folder. @returns a function that unlocks it. @throws UserFacingError if it is locked */
export function lockFolder(folder: string): () => void {
  const file = join(folder, "tributary.lock");
  const owner = ownerOf(file);
  if (owner !== undefined && isHeld(owner)) {
    throw new UserFacingError(
      `The data in ${folder} is in use by another \`npm start\` (process ${owner.pid}); stop that one, or choose another folder.`,
    );
  }
  writeFileSync(
    file,
    JSON.stringify({ pid: process.pid, start: startOf(process.pid) } satisfies z.input<typeof schema>),
  );
  return () => rmSync(file, { force: true });
}

function ownerOf(file: string): z.output<typeof schema> | undefined {
  try {
    return schema.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return undefined;
  }
}

/** A killed process leaves its lock, and another may get its number. */
function isHeld({ pid, start }: z.output<typeof schema>): boolean {
  if (pid === process.pid || !isAlive(pid)) return false;
  const found = startOf(pid);
  return start === undefined || found === undefined || start === found;
}
