import { type EntitySnapshot, displayName } from "./entity.ts";
import { utf8Bytes } from "./text.ts";
import { typeNamed } from "./types/registry.ts";

/** What is kept of a folded text in a key: a sort key has at most 1,024 bytes, and an id beside it 255. */
const KEPT_BYTES = 700;

/**
 * A text as it is compared: without marks and case. JavaScript lacks Unicode's full case folding. Lower,
 * upper and lower case again do the same, but for two letters: the dotless i, whose upper case is not its
 * own, and the final sigma.
 */
export function fold(text: string): string {
  return withoutMarks(
    withoutMarks(text)
      .replaceAll(/[^ı]+/g, (part) => part.toLowerCase().toUpperCase().toLowerCase())
      .replaceAll("ς", "σ"),
  );
}

const withoutMarks = (text: string): string => text.normalize("NFKD").replaceAll(/\p{M}/gu, "");

/**
 * The folded texts by which an entity is found, each once: its display name's and its id's. None where its
 * type says so.
 */
export function findTexts(entity: EntitySnapshot): string[] {
  if (!typeNamed(entity.model_type).findable) return [];
  const texts = [displayName(entity), entity.id].map(fold);
  return [...new Set(texts)].filter((text) => text !== "");
}

/** As much of a folded text as its row's key holds: whole characters. */
export function keptText(text: string): string {
  if (utf8Bytes(text) <= KEPT_BYTES) return text;
  let [kept, bytes] = ["", 0];
  for (const char of text) {
    bytes += utf8Bytes(char);
    if (bytes > KEPT_BYTES) break;
    kept += char;
  }
  return kept;
}
