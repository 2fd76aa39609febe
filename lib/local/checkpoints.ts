import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export interface Checkpoints {
  get(shard: string): string | undefined;
  set(shard: string, sequence: string): void;
}

/** In a file beside the data; without a folder, in memory. */
export function checkpointsIn(folder: string | undefined, mapping: string): Checkpoints {
  const file = folder && join(folder, `stream-checkpoints-${mapping}.json`);
  const known = new Map<string, string>(file === undefined ? [] : Object.entries(readJson(file)));
  return {
    get: (shard) => known.get(shard),
    set: (shard, sequence) => {
      known.set(shard, sequence);
      if (file !== undefined) writeFileSync(file, JSON.stringify(Object.fromEntries(known)));
    },
  };
}

function readJson(file: string): Record<string, string> {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Record<string, string>;
  } catch {
    return {};
  }
}
