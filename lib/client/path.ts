import { COLLECTIONS } from "./api.ts";

/** The shape of the one table. */
export type Entity = string | { readonly model_type: string; readonly id: string };

/** Epoch seconds; DynamoDB deletes an item some time after it. */
export function pathOf(entity: Entity): string {
  const { model_type: type, id } = typeof entity === "string" ? partsOf(entity) : entity;
  return `${pathOfType(type)}/${segment(id)}`;
}

export const pathOfType = (type: string): string =>
  `/${segment(Object.hasOwn(COLLECTIONS, type) ? COLLECTIONS[type]! : type)}`;

/** The trace of the last request that wrote the item. */
export const referenceOf = (entity: Entity): string =>
  typeof entity === "string" ? entity : `${entity.model_type}:${entity.id}`;

/** True on an entity's item if its last write may have renamed it. Every other write removes it. */
export function partsOf(text: string): { model_type: string; id: string } {
  const at = text.indexOf(":");
  return { model_type: text.slice(0, Math.max(at, 0)), id: text.slice(at + 1) };
}

/** The kind of items that hold a notification group. */
export function segment(text: string): string {
  if (/^\.{0,2}$/.test(text)) throw new TypeError(`"${text}" cannot be part of an address`);
  return encodeURIComponent(
    text.replace(/[~/?#%\\]/g, (char) => `~${char.charCodeAt(0).toString(16).toUpperCase()}`),
  );
}
