import { registerHooks } from "node:module";

/** Another text in a file of the code: an error that no wrapper around the table can make. */
export interface Patch {
  /** From the repository's root. */
  readonly file: string;
  /** What stands there, once. */
  readonly from: string;
  readonly to: string;
}

const ROOT = new URL("../../../../", import.meta.url);

/** @throws Error where the text to replace is not there, or more than once: the plant would be none */
export function patchedText(text: string, { file, from, to }: Patch): string {
  const times = text.split(from).length - 1;
  if (times !== 1) throw new Error(`${file} has ${times} times instead of once: ${from}`);
  return text.replace(from, () => to);
}

/**
 * Has modules loaded with other texts from now on, in this thread. What was loaded before stays as it was.
 * @returns the patches that no module has asked for yet
 */
export function patchModules(patches: readonly Patch[]): () => Patch[] {
  const byUrl = Map.groupBy(patches, ({ file }) => new URL(file, ROOT).href);
  const left = new Set(patches);
  registerHooks({
    load(url, context, nextLoad) {
      const loaded = nextLoad(url, context);
      const own = byUrl.get(url) ?? [];
      if (own.length === 0) return loaded;
      const text =
        typeof loaded.source === "string" ? loaded.source : new TextDecoder().decode(loaded.source);
      for (const patch of own) left.delete(patch);
      return { ...loaded, source: own.reduce(patchedText, text) };
    },
  });
  return () => [...left];
}
