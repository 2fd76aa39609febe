import { COLLECTIONS } from "./api.ts";

/**
 * An entity: `"user:42"`, split at the first colon, or anything that has its two parts, such as an action's
 * `target`.
 */
export type Entity = string | { readonly model_type: string; readonly id: string };

/** Where an entity lives. @throws TypeError for what cannot be an entity */
export function pathOf(entity: Entity): string {
  const { model_type: type, id } = typeof entity === "string" ? partsOf(entity) : entity;
  return `${pathOfType(type)}/${segment(id)}`;
}

export const pathOfType = (type: string): string =>
  `/${segment(Object.hasOwn(COLLECTIONS, type) ? COLLECTIONS[type]! : type)}`;

/** An entity as queries name it. */
export const referenceOf = (entity: Entity): string =>
  typeof entity === "string" ? entity : `${entity.model_type}:${entity.id}`;

/** The two parts of a reference, split at its first colon. */
export function partsOf(text: string): { model_type: string; id: string } {
  const at = text.indexOf(":");
  return { model_type: text.slice(0, Math.max(at, 0)), id: text.slice(at + 1) };
}

/**
 * One part of a path. Gateways decode a path before they route it: what they would take for a part of the
 * address is escaped once more. Dots would be taken for folders and lead to another route, even when encoded.
 */
export function segment(text: string): string {
  if (/^\.{0,2}$/.test(text)) throw new TypeError(`"${text}" cannot be part of an address`);
  return encodeURIComponent(
    text.replace(/[~/?#%\\]/g, (char) => `~${char.charCodeAt(0).toString(16).toUpperCase()}`),
  );
}
