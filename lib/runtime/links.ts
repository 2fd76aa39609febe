import type { EntityRef } from "../domain/entity.ts";
import { pathId } from "../domain/path-id.ts";
import { collectionOf } from "../domain/types/registry.ts";

/** Makes absolute URLs of one deployment. */
export interface Links {
  entity(entity: EntityRef): string;
  action(id: string): string;
  /** The address of this request with other query parameters. */
  self(query: URLSearchParams): string;
}

/** `base` has no slash at its end; `path` is the request's own, encoded. */
export function linksOf(base: string, path: string): Links {
  return {
    entity: ({ model_type, id }) => `${base}/${collectionOf(model_type)}/${pathId(id)}`,
    action: (id) => `${base}/actions/${pathId(id)}`,
    self: (query) => `${base}${path}${query.size === 0 ? "" : `?${query.toString()}`}`,
  };
}
