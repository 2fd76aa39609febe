import { type EntitySnapshot, displayName } from "./entity.ts";
import { utf8Bytes } from "./text.ts";
import type { EntityType } from "./types/entity-type.ts";
import { typeNamed } from "./types/registry.ts";

/** Bytes of folded text in a key: a sort key has at most 1,024, and the id beside it up to 255. */
const KEPT_BYTES = 700;

/** Without marks and case. Lower, upper, lower is full folding, but for the dotless i and final sigma. */
export function fold(text: string): string {
  return withoutMarks(
    withoutMarks(text)
      .replaceAll(/[^ı]+/g, (part) => part.toLowerCase().toUpperCase().toLowerCase())
      .replaceAll("ς", "σ"),
  );
}

const withoutMarks = (text: string): string => text.normalize("NFKD").replaceAll(/\p{M}/gu, "");

export function findTexts(
  entity: EntitySnapshot,
  { findable }: Pick<EntityType, "findable"> = typeNamed(entity.model_type),
): string[] {
  if (!findable) return [];
  const texts = [displayName(entity), entity.id].map(fold);
  return [...new Set(texts)].filter((text) => text !== "");
}

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
