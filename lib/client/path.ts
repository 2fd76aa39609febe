import { COLLECTIONS } from "./api.ts";

/** `"user:42"`, split at the first colon, or anything with its two parts, such as an action's `target`. */
export type Entity = string | { readonly model_type: string; readonly id: string };

/** The path of an entity. @throws TypeError for what cannot be an entity */
export function pathOf(entity: Entity): string {
  const { model_type: type, id } = typeof entity === "string" ? partsOf(entity) : entity;
  return `${pathOfType(type)}/${segment(id)}`;
}

export const pathOfType = (type: string): string =>
  `/${segment(Object.hasOwn(COLLECTIONS, type) ? COLLECTIONS[type]! : type)}`;

export const referenceOf = (entity: Entity): string =>
  typeof entity === "string" ? entity : `${entity.model_type}:${entity.id}`;

export function partsOf(text: string): { model_type: string; id: string } {
  const at = text.indexOf(":");
  return { model_type: text.slice(0, Math.max(at, 0)), id: text.slice(at + 1) };
}

/** One part of a path. Gateways decode paths before routing: special characters are escaped twice. */
export function segment(text: string): string {
  if (/^\.{0,2}$/.test(text)) throw new TypeError(`"${text}" cannot be part of an address`);
  return encodeURIComponent(
    text.replace(/[~/?#%\\]/g, (char) => `~${char.charCodeAt(0).toString(16).toUpperCase()}`),
  );
}
