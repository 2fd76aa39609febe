import type { ShownEntity } from "../lib/client/types.ts";

type Named = Pick<ShownEntity, "model_type" | "id" | "name">;

/** `user:alice`, as the API takes it. */
export const referenceOf = ({ model_type, id }: Named): string => `${model_type}:${id}`;

export const nameOf = ({ name, id }: Named): string => name ?? id;

/** The two parts of a reference, which has a colon. */
export function entityOf(reference: string): Named {
  const at = reference.indexOf(":");
  return { model_type: reference.slice(0, at), id: reference.slice(at + 1) };
}

/** Types that act; others are acted upon, so that following them means following what is done to them. */
export const acts = (reference: string): boolean => /^(user|bot):/.test(reference);

/** One of eight colours, always the same for the same entity. */
export function hueOf(entity: Named): number {
  let sum = 0;
  for (const letter of referenceOf(entity)) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 997;
  return sum % 8;
}

/** Where an entity lives elsewhere, only if a browser would go there over HTTP: others run scripts. */
export function safeUrl(url: string | undefined): string | undefined {
  return url !== undefined && /^https?:\/\//i.test(url) && URL.canParse(url) ? url : undefined;
}

/** A picture from elsewhere, over HTTPS alone. */
export function pictureOf(url: string | undefined): string | undefined {
  return url !== undefined && /^https:\/\//i.test(url) && URL.canParse(url) ? url : undefined;
}
