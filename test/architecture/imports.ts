import { readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";

/** The files that a file of ours imports, for types too, by their paths from the root. */
export const importsOf = (file: string): string[] =>
  [...readFileSync(file, "utf8").matchAll(/(?:\bfrom|\bimport)[\s(]*"(\.[^"]+)"/g)].map(([, path]) =>
    normalize(join(dirname(file), path ?? "")),
  );
