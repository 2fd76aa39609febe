import { VARIABLE } from "../contract/environment.ts";
import type { EntityRef } from "../domain/entity.ts";
import { pathId } from "../domain/path-id.ts";
import { collectionOf } from "../domain/types/registry.ts";

export interface Links {
  readonly base: string;
  entity(entity: EntityRef): string;
  action(id: string): string;
  self(query: URLSearchParams): string;
}

/** `base` has no slash at its end; `path` is the request's own, encoded. */
export function linksOf(base: string, path: string): Links {
  return {
    base,
    entity: ({ model_type, id }) => `${base}/${collectionOf(model_type)}/${pathId(id)}`,
    action: (id) => `${base}/actions/${pathId(id)}`,
    self: (query) => withQuery(`${base}${path}`, query),
  };
}

export const withQuery = (address: string, query: URLSearchParams): string =>
  query.size === 0 ? address : `${address}?${query.toString()}`;

/** As deployed, never the request's `Host`: ids that readers keep must not depend on it. */
export const publicUrl = (domainName: string): string =>
  process.env[VARIABLE.publicUrl] ?? `https://${domainName}`;
