import type { Mix } from "../mixes.ts";
import type { Patch } from "./patches.ts";

/** An error in the text of the code. Files of these import no code, which would be loaded before it is patched. */
export interface TextPlant {
  readonly what: string;
  readonly focus: Mix;
  readonly isRare?: boolean;
  readonly patches: readonly [Patch, ...Patch[]];
}

export const one = (
  what: string,
  focus: Mix,
  [file, from, to]: readonly [string, string, string],
): TextPlant => ({
  what,
  focus,
  patches: [{ file, from, to }],
});
